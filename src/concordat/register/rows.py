"""What every service of the register does with the row that it changes."""

from __future__ import annotations

from datetime import date
from typing import TypeVar, cast

from concordat.councils.scope import Scope
from concordat.history.acts import Actor
from concordat.history.recorded import Recorded
from concordat.register.joint import Joint
from concordat.ui.refusals import CannotDo

_R = TypeVar("_R", bound=Recorded)


def in_turn(row: _R) -> _R:
    """Let those who add to one partnership, or one council's part in it, wait for each other until the act ends.

    Answers the row as it is saved now: what is found inside the act is found on that.
    """
    return cast(_R, type(row).objects.select_for_update(no_key=True, of=("self",)).get(pk=row.pk))


def who(opened: Scope | Joint) -> tuple[Actor, str]:
    """Who acts, and the chain of the act: the council's, or the joint record's for a partner's person."""
    if isinstance(opened, Scope):
        return opened.actor, opened.council.scope
    if opened.scope is not None:
        return opened.scope.actor, opened.scope.council.scope
    return opened.user.actor, opened.partnership.scope


def check_reason(reason: str, words: str) -> None:
    """Raises CannotDo with these words where there is no reason."""
    if not reason.strip():
        raise CannotDo(words, "reason")


def check_told(*, had_answer: bool, correction: bool, since: date | None, reason: str, today: date) -> None:
    """That a change to what was answered says what it is: a slip put right, with a reason, or the world changed.

    Raises CannotDo with the field ``reason`` or ``since``.
    """
    if correction and since is not None:
        raise CannotDo("A correction was so all along. Leave out the day since when.", "since")
    if correction and had_answer:
        check_reason(reason, "Say what was wrong, and how you know.")
    if since is not None and since > today:
        raise CannotDo("This day has not come. Record the change when it has happened.", "since")


def check_days(from_: date | None, until: date | None) -> None:
    """Raises CannotDo where something would end before it begins."""
    if from_ is not None and until is not None and until < from_:
        raise CannotDo("The last day is before the first. Check both days.", "until")
