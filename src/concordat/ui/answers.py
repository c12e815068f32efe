"""What a question can come back with: blank, not known, not applicable with a reason, or a value."""

from __future__ import annotations

from enum import Enum
from typing import Any, Final, Literal, TypeAlias

from concordat.protocol.values import NotApplicable, Rows

NOT_ANSWERED = "Not answered yet"
NOT_KNOWN = "Not known"
DOES_NOT_APPLY = "Does not apply"
NONE_AT_ALL = "None"


class Blank(Enum):
    """A type with one member, so that a type checker can tell "blank" from everything else."""

    BLANK = ""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "BLANK"


BLANK: Final = Blank.BLANK
Unknown: TypeAlias = Blank | NotApplicable | None


def is_unknown(answer: object) -> bool:
    """Whether an answer is one of the three that give no value: blank, not known, not applicable."""
    return answer is None or isinstance(answer, Blank | NotApplicable)


def unknown_in_words(answer: object) -> str | None:
    """The words for an answer that gives no value, or for one that says there are none; otherwise None.

    Nought and an empty list that somebody has said is complete are values: they read "None", never "Not known".
    An empty list that may not be complete is not answered yet.
    """
    if answer is None:
        return NOT_KNOWN
    if answer is BLANK or answer == "":
        return NOT_ANSWERED
    if isinstance(answer, NotApplicable):
        return f"{DOES_NOT_APPLY}: {answer.reason}" if answer.reason else DOES_NOT_APPLY
    if isinstance(answer, Rows):
        return None if answer.rows else (NONE_AT_ALL if answer.complete else NOT_ANSWERED)
    return NONE_AT_ALL if _is_nothing(answer) else None


def _is_nothing(value: Any) -> bool:
    """Nought, or an empty tuple or list; not False, which is an answer of its own."""
    if isinstance(value, bool):
        return False
    return value == 0 if not isinstance(value, list | tuple) else not value
