"""Segments: what is found of each duty from when to when, kept as rows so that lists can be filtered in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction

from concordat.compliance import ready
from concordat.compliance.keeping import keep
from concordat.compliance.models import Segment
from concordat.compliance.pieces import Pieces, Read, adoptions_in, pieces_of, read_on
from concordat.history import clock
from concordat.protocol import standing
from concordat.protocol.calendar import DAY
from concordat.protocol.duties import DutyBase
from concordat.protocol.rules import Rules
from concordat.protocol.standing import Status
from concordat.protocol.vocabulary import Outcome
from concordat.register.models import Involvement

YEARS_AHEAD = 11
A_CHUNK = 200
_MOST_ROW = 200


class Found(NamedTuple):
    """A segment before it is stored. Tuples, because they are made by the ten thousand; its fields are the row's."""

    adoption_id: int
    duty: str
    row: str
    place: int
    outcome: Outcome
    status: Status
    due_on: date | None
    from_day: date
    until: date | None


# What is found, apart from when: two neighbours that say the same are one.
_SAYS = len(Found._fields) - 2


def horizon(on: date) -> date:
    """How far is looked: ten whole years on. A first of January, so that the same rows are found all the year."""
    return date(on.year + YEARS_AHEAD, 1, 1)


def write(involvements: Sequence[Involvement], known: Mapping[int, Pieces], on: date) -> dict[int, list[Found]]:
    """Bring the segments of involvements up to date; answers them. Four queries at most."""
    rules = ready.rules_of(adoptions_in(known))
    wanted = {
        row.pk: [] if row.withdrawn_at else list(found(row, known[row.pk], rules, horizon(on))) for row in involvements
    }
    keep(Segment, Found._fields, involvements, wanted)
    return wanted


def found(
    row: Involvement, pieces: Pieces, rules: Mapping[int, Rules], end: date, *, only: str = ""
) -> Iterator[Found]:
    """The segments of an involvement (of one duty, where ``only`` names it) from its entry up to, not with, a day."""
    under_way: dict[tuple[str, str, int], Found] = {}
    for piece, until in zip(pieces, [*(piece.from_ for piece in pieces[1:]), end], strict=True):
        read = read_on((piece,), piece.from_, rules)
        start, stop = max(piece.from_, row.entered_on), min(until, end)
        if read is None or start >= stop:
            continue
        for place, duty in ready.of_involvement(read.rules):
            if only and duty.duty.id != only:
                continue
            for one in standing.segments(read.rules, duty.duty.id, read.facts, start, stop):
                for segment, nth in worded(read, place, duty.duty, one):
                    yield from _follow(under_way, segment, nth)
    for segment in under_way.values():
        yield segment._replace(until=None) if segment.until == end else segment


def worded(read: Read, place: int, duty: DutyBase, one: standing.Segment) -> Iterator[tuple[Found, int]]:
    """A segment for each finding and status word; two findings of one name are told apart by their number."""
    seen: dict[str, int] = {}
    set_aside = standing.deviation_days(read.rules, duty, read.facts)
    for finding in one.findings:
        name = finding.row[:_MOST_ROW]
        nth = seen[name] = seen.get(name, 0) + 1
        days = _turns(finding.due_on, set_aside, one.from_, one.until)
        for start, until in zip(days, [*days[1:], one.until], strict=True):
            allowed = standing.deviation_of(read.rules, duty, finding, read.facts, start) if set_aside else None
            status = standing.status_of(finding, duty.strength, start, allowed)
            yield Found(read.adoption, duty.id, name, place, finding.outcome, status, finding.due_on, start, until), nth


def _turns(due_on: date | None, set_aside: Sequence[date], start: date, until: date) -> list[date]:
    """The days on which a status word may turn though what is found stays: as its day nears, once it is past, and as
    a deviation begins or ends."""
    of_its_day = [due_on - standing.NOTICE, due_on + DAY] if due_on is not None else []
    return sorted({start, *(day for day in (*of_its_day, *set_aside) if start < day < until)})


def _follow(under_way: dict[tuple[str, str, int], Found], segment: Found, nth: int) -> Iterator[Found]:
    """Lengthen the one before where it says the same and ends on that day; else that one is done."""
    key = (segment.duty, segment.row, nth)
    before = under_way.get(key)
    if before is not None and before.until == segment.from_day and before[:_SAYS] == segment[:_SAYS]:
        under_way[key] = before._replace(until=segment.until)
        return
    if before is not None:
        yield before
    under_way[key] = segment


def rebuild() -> int:
    """Make the segments of everything again from the records. Answers how many there are."""
    with transaction.atomic():
        Segment.objects.all().delete()
        ids = list(Involvement.objects.filter(withdrawn_at=None).order_by("pk").values_list("pk", flat=True))
        on = clock.today()
        for start in range(0, len(ids), A_CHUNK):
            rows = list(Involvement.objects.filter(pk__in=ids[start : start + A_CHUNK]).select_related("council"))
            write(rows, pieces_of(rows, on), on)
        return Segment.objects.count()
