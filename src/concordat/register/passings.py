"""Which gates of an involvement were passed, and which have a day that has come although nobody has said so.

A gate was passed where a row says so, and where what ran already when it was entered has an earlier day for it. That a
planned day has come says nothing of what happened on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from concordat.protocol.vocabulary import GATES
from concordat.register.models import Involvement, Passing
from concordat.ui.once import once


class Come(NamedTuple):
    """A gate whose planned day has come, and of which nobody has said that it was passed."""

    involvement: Involvement
    gate: str
    day: date


def rows(involvement: Involvement) -> list[Passing]:
    """Every passing, those that were taken back too, the latest first."""
    found = Passing.objects.filter(involvement=involvement).order_by("-on", "-pk")
    return once(("passings", involvement.pk), lambda: list(found))


def standing(involvement: Involvement) -> dict[str, Passing]:
    """The passing of each gate that has one, those that were taken back left out."""
    return {row.gate: row for row in rows(involvement) if row.taken_back_on is None}


def breaches(involvement: Involvement) -> list[Passing]:
    """What happened while something was outstanding, the latest first; it stays one when it is taken back."""
    return [row for row in rows(involvement) if row.is_breach]


def passed(involvement: Involvement) -> dict[str, date]:
    """The gates that were passed, each with its day."""
    by_row = {gate: row.on for gate, row in standing(involvement).items()}
    return before_entry(involvement) | by_row


def before_entry(involvement: Involvement) -> dict[str, date]:
    """The gates that were over when what ran already was entered, each with its day."""
    return {gate: day for gate in GATES if (day := day_of(involvement, gate)) and ran_before(involvement, day)}


def come(involvement: Involvement, on: date) -> list[Come]:
    """The gates whose planned day has come by a day, and of which nobody has said that they were passed."""
    known = passed(involvement)
    days = {gate: day_of(involvement, gate) for gate in GATES if gate not in known}
    return [Come(involvement, gate, day) for gate, day in days.items() if day is not None and day <= on]


def come_of(involvements: QuerySet[Involvement], on: date) -> Iterator[Come]:
    """The same of many. One query."""
    said = {f"{gate}_said": Exists(_standing_at(gate)) for gate in GATES}
    wanted = Q()
    for gate in GATES:
        at = f"{gate}_on"
        asks = Q(already_running=None) | Q(already_running=False) | Q(**{f"{at}__gte": F("entered_on")})
        wanted |= asks & Q(**{f"{at}__lte": on, f"{gate}_said": False})
    for row in involvements.annotate(**said).filter(wanted):
        for gate in GATES:
            day = day_of(row, gate)
            if day is not None and day <= on and not getattr(row, f"{gate}_said") and not ran_before(row, day):
                yield Come(row, gate, day)


def day_of(involvement: Involvement, gate: str) -> date | None:
    """The day of a gate, planned or not; None where there is none."""
    day = involvement.answer(f"{gate}_on")
    return day if isinstance(day, date) else None


def ran_before(involvement: Involvement, day: date) -> bool:
    """Whether what happened on a day was over when an involvement was entered: it asked nothing of anybody here."""
    return bool(involvement.already_running) and day < involvement.entered_on


def _standing_at(gate: str) -> QuerySet[Passing]:
    return Passing.objects.filter(involvement=OuterRef("pk"), gate=gate, taken_back_on=None)
