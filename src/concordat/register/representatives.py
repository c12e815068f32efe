"""Who speaks for the council in a partnership: councillors and officers, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.register import permissions
from concordat.register.models import Involvement, Person, Representative
from concordat.register.rows import check_days, check_reason
from concordat.ui.refusals import CannotDo

CAPACITIES = {"councillor": "Councillor", "officer": "Officer"}


@dataclass(frozen=True)
class Seat:
    """Who represents the council, as what, from when to when; ``from_`` None where the first day is not known."""

    person: Person
    capacity: str
    from_: date | None
    until: date | None = None


def give(scope: Scope, *, involvement: Involvement, seat: Seat, reason: str = "") -> Representative:
    """Record who represents the council. Raises CannotDo at ``person``, ``capacity`` or ``until``."""
    permissions.check_can_keep_involvement(scope, involvement)
    with act(scope.actor, "Representative recorded", scope.council.scope, reason):
        row = Representative(involvement=involvement)
        _fill(scope, row, seat)
        row.save()
    return row


def correct(scope: Scope, *, representative: Representative, version: int, seat: Seat, reason: str) -> Representative:
    """Put right what was recorded wrongly of a representative."""
    permissions.check_can_keep_involvement(scope, representative.involvement)
    check_reason(reason, "Say what was wrong, and how you know.")
    with act(scope.actor, "Representative corrected", scope.council.scope, reason, correction=True):
        row = reread(representative, version)
        _fill(scope, row, seat)
        row.save()
    return row


def end(scope: Scope, *, representative: Representative, version: int, until: date, reason: str = "") -> Representative:
    """End it: they represent the council up to, not with, this day."""
    permissions.check_can_keep_involvement(scope, representative.involvement)
    with act(scope.actor, "Representative ended", scope.council.scope, reason, since=until):
        row = reread(representative, version)
        check_days(row.from_day, until)
        row.until = until
        row.save()
    return row


def _fill(scope: Scope, row: Representative, seat: Seat) -> None:
    if seat.person.council_id != scope.council.pk:
        raise CannotDo("Choose one of the people that your council has on record.", "person")
    if seat.capacity not in CAPACITIES:
        raise CannotDo("Choose councillor or officer.", "capacity")
    check_days(seat.from_, seat.until)
    row.person, row.capacity, row.from_day, row.until = seat.person, seat.capacity, seat.from_, seat.until
