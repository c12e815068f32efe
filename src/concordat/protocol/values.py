"""What a fact can be: blank, not known, a value, or not applicable with a reason.

Facts are a plain mapping from name to value. A blank fact is absent; one that somebody has said is not
known is ``None``; one that does not apply is a :class:`NotApplicable`. None of the four is another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A fact, or a judgement on facts, that does not apply, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of rows, and whether somebody has said that there are no others.

    ``turns`` are the days on which one of them begins or ceases to count, in order: many duties ask for the next.
    """

    rows: tuple[Row, ...]
    complete: bool
    turns: tuple[date, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        ends = (row.get(end) for row in self.rows for end in ("from", "until"))
        object.__setattr__(self, "turns", tuple(sorted({day for day in ends if isinstance(day, date)})))


Truth: TypeAlias = bool | NotApplicable | None
Scalar: TypeAlias = bool | int | Decimal | str | date | tuple[str, ...] | NotApplicable | None
Value: TypeAlias = Scalar | Rows | Mapping[str, Scalar]
Row: TypeAlias = Mapping[str, Value]
Facts: TypeAlias = Mapping[str, Value]

NA = NotApplicable("")
NO_ROWS_YET = Rows((), complete=False)
NO_ROWS = Rows((), complete=True)


def rows_of(facts: Facts, group: str, *, only_here: bool = False) -> Rows:
    """The rows of a group; blank is an incomplete list, or none at all where they can only arise here."""
    value = facts.get(group)
    if isinstance(value, Rows):
        return value
    if isinstance(value, NotApplicable):
        return NO_ROWS
    return NO_ROWS if only_here else NO_ROWS_YET


def in_force(row: Row, on: date) -> bool | None:
    """Whether a timed row counts on a day: from its ``from`` up to, not with, its ``until``.

    A blank ``until`` means no end. A blank ``from`` is not known, unless the end is past already.
    """
    until = row.get("until")
    if isinstance(until, date) and until <= on:
        return False
    start = row.get("from")
    if start is None:
        return None
    return not isinstance(start, date) or start <= on
