"""Segments: what is found of each duty from when to when, kept as rows so that lists can be filtered in SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction

from concordat.compliance import ready
from concordat.compliance.models import Segment
from concordat.compliance.pieces import Pieces, adoptions_in, pieces_of, read_on
from concordat.history import clock
from concordat.protocol import standing
from concordat.protocol.calendar import DAY
from concordat.protocol.duties import DutyBase
from concordat.protocol.findings import Finding
from concordat.protocol.rules import Rules
from concordat.protocol.standing import Status
from concordat.protocol.vocabulary import Outcome
from concordat.register.models import Involvement

YEARS_AHEAD = 11
A_CHUNK = 200
_MOST_ROW = 200
# A database takes so many values in one query without complaint.
_MOST_NAMED = 900


class Found(NamedTuple):
    """A segment before it is stored. Tuples, because they are made by the ten thousand; its fields are the row's."""

    adoption_id: int
    duty: str
    row: str
    place: int
    strength: str
    outcome: Outcome
    due_on: date | None
    from_day: date
    until: date | None


def horizon(on: date) -> date:
    """How far is looked: ten whole years on. A first of January, so that the same rows are found all the year."""
    return date(on.year + YEARS_AHEAD, 1, 1)


def write(involvements: Sequence[Involvement], known: Mapping[int, Pieces], on: date) -> None:
    """Bring the segments of involvements up to date: only rows that differ are touched. Four queries at most."""
    rules = ready.rules_of(adoptions_in(known))
    stored: dict[int, list[tuple[int, Found]]] = {}
    rows = Segment.objects.filter(involvement__in=involvements)
    for pk, involvement, *fields in rows.values_list("pk", "involvement_id", *Found._fields):
        stored.setdefault(involvement, []).append((pk, Found(*fields)))
    added: list[Segment] = []
    gone: list[int] = []
    for row in involvements:
        wanted = Counter(() if row.withdrawn_at else found(row, known[row.pk], rules, horizon(on)))
        for pk, segment in stored.get(row.pk, []):
            if wanted[segment]:
                wanted[segment] -= 1
            else:
                gone.append(pk)
        added += [
            Segment(council_id=row.council_id, involvement_id=row.pk, **segment._asdict())
            for segment in wanted.elements()
        ]
    for start in range(0, len(gone), _MOST_NAMED):
        Segment.objects.filter(pk__in=gone[start : start + _MOST_NAMED]).delete()
    if added:
        Segment.objects.bulk_create(added, batch_size=500)


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
                for segment, nth in _rows(read.adoption, place, duty.duty, one):
                    yield from _follow(under_way, segment, nth)
    for segment in under_way.values():
        yield segment._replace(until=None) if segment.until == end else segment


def _rows(adoption: int, place: int, duty: DutyBase, one: standing.Segment) -> Iterator[tuple[Found, int]]:
    """A segment for each finding; two findings of one name are told apart by their number."""
    seen: dict[str, int] = {}
    for row, outcome, due_on, _changes_on in one.findings:
        name = row[:_MOST_ROW]
        nth = seen[name] = seen.get(name, 0) + 1
        yield Found(adoption, duty.id, name, place, duty.strength, outcome, due_on, one.from_, one.until), nth


def _follow(under_way: dict[tuple[str, str, int], Found], segment: Found, nth: int) -> Iterator[Found]:
    """Lengthen the one before where it says the same and ends on that day; else that one is done."""
    key = (segment.duty, segment.row, nth)
    before = under_way.get(key)
    if before is not None and before.until == segment.from_day and before[:7] == segment[:7]:
        under_way[key] = before._replace(until=segment.until)
        return
    if before is not None:
        yield before
    under_way[key] = segment


def worded(segment: Found) -> Iterator[tuple[date, date | None, Status]]:
    """A segment parted where its status word changes though what is found does not: as its day nears, and passes."""
    finding = Finding(segment.row, segment.outcome, segment.due_on, None)
    days = {segment.from_day}
    if segment.due_on is not None:
        turns = (segment.due_on - standing.NOTICE, segment.due_on + DAY)
        days |= {day for day in turns if segment.from_day < day and (segment.until is None or day < segment.until)}
    starts = sorted(days)
    words = [standing.status_of(finding, segment.strength, day) for day in starts]
    for number, (start, status) in enumerate(zip(starts, words, strict=True)):
        if number and words[number - 1] == status:
            continue
        ends = (later for later, word in zip(starts[number:], words[number:], strict=True) if word != status)
        yield start, next(ends, segment.until), status


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
