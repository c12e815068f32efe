"""Who answers for the council's part in a partnership, in which of the edition's roles, from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.register import permissions
from concordat.register.checking import checked, edition_of
from concordat.register.columns import RESPONSIBILITIES, RESPONSIBILITY_CELLS, column
from concordat.register.models import Involvement, Person, Responsibility
from concordat.register.rows import check_days, check_reason
from concordat.ui.answers import BLANK, is_unknown
from concordat.ui.refusals import CannotDo

ANSWERED = ("person", "post", "organisation", "from", "until")


def give(
    scope: Scope, *, involvement: Involvement, role: str, answers: Mapping[str, Any], reason: str = ""
) -> Responsibility:
    """Give a responsibility. ``answers``: person (a Person of the council's), post, organisation, from, until.

    What was said of there being no others is taken back. Raises CannotDo at ``role`` or the answer's name.
    """
    permissions.check_can_decide(scope, involvement)
    columns = _columns(scope, involvement, {**answers, "role": role})
    with act(scope.actor, "Responsibility given", scope.council.scope, reason):
        row = Responsibility(involvement=involvement)
        _fill(row, columns)
        row.save()
        _not_complete(involvement, scope)
    return row


def change(
    scope: Scope,
    *,
    responsibility: Responsibility,
    version: int,
    answers: Mapping[str, Any],
    since: date,
    reason: str = "",
) -> Responsibility:
    """Record that somebody else, or another post, holds it since a day: the old row ends there and a new one begins.

    Answers not named are the old ones. The new row is returned.
    """
    permissions.check_can_decide(scope, responsibility.involvement)
    if "from" in answers or "until" in answers:
        raise ValueError("The days of a change are its “since”.")
    columns = _columns(scope, responsibility.involvement, answers)
    with act(scope.actor, "Responsibility passed on", scope.council.scope, reason, since=since):
        old = reread(responsibility, version)
        if old.until is not None and old.until <= since:
            raise CannotDo("This had ended by that day. Give the responsibility again instead.", "since")
        new = Responsibility(involvement=old.involvement, role=old.role)
        same = {column(name): old.answer(column(name)) for name in ("person", "post", "organisation", "until")}
        _fill(new, {**same, **columns, "from_day": since})
        _end(old, since, "since")
        new.save()
    return new


def correct(
    scope: Scope,
    *,
    responsibility: Responsibility,
    version: int,
    answers: Mapping[str, Any],
    reason: str,
    role: str | None = None,
) -> Responsibility:
    """Put right what was recorded wrongly, in the same row. Answers not named stay as they are."""
    permissions.check_can_decide(scope, responsibility.involvement)
    check_reason(reason, "Say what was wrong, and how you know.")
    said = {**answers, **({"role": role} if role is not None else {})}
    columns = _columns(scope, responsibility.involvement, said)
    with act(scope.actor, "Responsibility corrected", scope.council.scope, reason, correction=True):
        row = reread(responsibility, version)
        _fill(row, columns)
        row.save()
    return row


def end(scope: Scope, *, responsibility: Responsibility, version: int, until: date, reason: str = "") -> Responsibility:
    """End a responsibility: it is held up to, not with, this day."""
    permissions.check_can_decide(scope, responsibility.involvement)
    with act(scope.actor, "Responsibility ended", scope.council.scope, reason, since=until):
        row = reread(responsibility, version)
        _end(row, until, "until")
    return row


def remove(scope: Scope, *, responsibility: Responsibility, version: int, reason: str) -> None:
    """Take out a responsibility that nobody ever held."""
    permissions.check_can_decide(scope, responsibility.involvement)
    check_reason(reason, "Say why this should never have been recorded.")
    with act(scope.actor, "Responsibility taken out", scope.council.scope, reason, correction=True):
        reread(responsibility, version).delete()


def _end(row: Responsibility, day: date, field: str) -> None:
    if row.from_day is not None and day < row.from_day:
        raise CannotDo("This is before the responsibility was given. Check the day.", field)
    row.set_answer("until", day)
    row.save()


def _columns(scope: Scope, involvement: Involvement, answers: Mapping[str, Any]) -> dict[str, Any]:
    edition = edition_of(involvement, scope.on)
    found: dict[str, Any] = {}
    for name, said in answers.items():
        if name not in RESPONSIBILITY_CELLS:
            raise ValueError(f"“{name}” is no field of a responsibility.")
        fits = checked(name, RESPONSIBILITY_CELLS[name], said, edition)
        if name == "role" and is_unknown(fits):
            raise CannotDo("Choose which responsibility it is.", "role")
        if isinstance(fits, Person) and fits.council_id != scope.council.pk:
            raise CannotDo("Choose one of the people that your council has on record.", "person")
        found[column(name)] = fits
    return found


def _fill(row: Responsibility, columns: Mapping[str, Any]) -> None:
    for name, fits in columns.items():
        if name == "role":
            row.role = fits
        else:
            row.set_answer(name, fits)
    check_days(row.from_day, row.until)
    if row.answer("person") is BLANK and row.answer("post") is BLANK:
        raise CannotDo("Say who holds it: a person, a post, or that it is not known.", "person")


def _not_complete(involvement: Involvement, scope: Scope) -> None:
    row = Involvement.objects.get(pk=involvement.pk)
    if row.is_complete(RESPONSIBILITIES):
        row.set_complete(RESPONSIBILITIES, False, scope.on, scope.actor.id)
        row.save()
