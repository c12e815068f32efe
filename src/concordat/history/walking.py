"""Walking along a chain while others add to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from concordat.history.models import Detail, Event, Head

STEP = 1000


@dataclass(frozen=True)
class Link:
    """An event, and what is kept beside it, by item."""

    event: Event
    kept: dict[int, Detail]


@dataclass(frozen=True)
class End:
    """The end of a chain, and its head where it has one."""

    head: Head | None


def scopes() -> list[str]:
    """Every scope of which anything is there: an event, a value or a head."""
    found: set[str] = set()
    for rows in (Head.objects, Event.objects, Detail.objects):
        found |= set(rows.values_list("scope", flat=True).distinct())
    return sorted(found)


def walk(scope: str) -> Iterator[Link | End]:
    """Each event of a chain by number, and then its end.

    An event and its head are written together. So a head read after its events knows them all; one that knows more
    has moved on meanwhile, and the walk goes on, or it knows of events that are gone.
    """
    last = -1
    while True:
        events = list(_after(scope, last)[:STEP])
        if events:
            kept = _kept(scope, last, events[-1].number)
            yield from (Link(event, kept[event.number]) for event in events)
            last = events[-1].number
            continue
        head = Head.objects.filter(scope=scope).first()
        if head is None or head.number <= last or not _after(scope, last).exists():
            yield End(head)
            return


def _after(scope: str, last: int) -> QuerySet[Event]:
    return Event.objects.filter(scope=scope, number__gt=last).order_by("number", "id")


def _kept(scope: str, after: int, upto: int) -> dict[int, dict[int, Detail]]:
    kept: dict[int, dict[int, Detail]] = defaultdict(dict)
    for row in Detail.objects.filter(scope=scope, number__gt=after, number__lte=upto):
        kept[row.number][row.item] = row
    return kept


def has_strays(scope: str) -> bool:
    """Whether values are kept for an event that is not there."""
    event = Event.objects.filter(scope=OuterRef("scope"), number=OuterRef("number"))
    return Detail.objects.filter(~Exists(event), scope=scope).exists()
