"""Tallies: how many findings of an involvement have each status word, from when to when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction

from concordat.compliance.keeping import keep
from concordat.compliance.models import Segment, Tally
from concordat.compliance.segments import Found
from concordat.register.models import Involvement

A_CHUNK = 500


class Counted(NamedTuple):
    """A tally before it is stored; its fields are the row's."""

    status: str
    number: int
    from_day: date
    until: date | None


class Spell(NamedTuple):
    """What matters here of a segment."""

    status: str
    from_day: date
    until: date | None


def write(involvements: Sequence[Involvement], spells: Mapping[int, Iterable[Spell]]) -> None:
    """Bring the tallies of involvements up to date with their segments. Three queries at most."""
    keep(Tally, Counted._fields, involvements, {pk: counted(of_one) for pk, of_one in spells.items()})


def spell(segment: Found) -> Spell:
    """A segment as it is counted."""
    return Spell(segment.status, segment.from_day, segment.until)


def counted(spells: Iterable[Spell]) -> Iterator[Counted]:
    """The tallies of one involvement: of each status, how the number goes up and down with the days."""
    changes: defaultdict[str, Counter[date]] = defaultdict(Counter)
    for status, from_day, until in spells:
        changes[status][from_day] += 1
        if until is not None:
            changes[status][until] -= 1
    for status, by_day in changes.items():
        number = 0
        days = sorted(day for day, change in by_day.items() if change)
        for day, until in zip(days, [*days[1:], None], strict=True):
            number += by_day[day]
            if number:
                yield Counted(status, number, day, until)


def rebuild() -> int:
    """Make the tallies of everything again from the segments. Answers how many there are."""
    with transaction.atomic():
        Tally.objects.all().delete()
        ids = list(Involvement.objects.filter(withdrawn_at=None).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), A_CHUNK):
            rows = list(Involvement.objects.filter(pk__in=ids[start : start + A_CHUNK]))
            spells: dict[int, list[Spell]] = {}
            of_rows = Segment.objects.filter(involvement__in=rows)
            for pk, *spell in of_rows.values_list("involvement_id", *Spell._fields):
                spells.setdefault(pk, []).append(Spell(*spell))
            write(rows, spells)
        return Tally.objects.count()
