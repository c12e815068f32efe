"""Whether the record is whole: every chain from its first event to its head, and every value that is still kept."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from concordat.history.canonical import FIRST, canonical, digest, field_digest
from concordat.history.models import Detail, Event, Head


@dataclass(frozen=True)
class Break:
    """The first place at which a chain no longer holds."""

    scope: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.scope}, event {self.number}: {self.what}"


def breaks() -> Iterator[Break]:
    """The first break of each chain that has one; nothing where the record is whole."""
    heads = {head.scope: head for head in Head.objects.order_by("scope")}
    scopes = set(heads) | set(Event.objects.values_list("scope", flat=True).distinct())
    scopes |= set(Detail.objects.values_list("scope", flat=True).distinct())
    for scope in sorted(scopes):
        found = _of_scope(scope, heads.get(scope))
        if found:
            yield found


def _of_scope(scope: str, head: Head | None) -> Break | None:
    details = _details(scope)
    number, previous = 0, FIRST
    for event in Event.objects.filter(scope=scope).order_by("number", "id").iterator(2000):
        number += 1
        what = _of_event(event, number, previous, next(details, (0, {})))
        if what:
            return Break(scope, number, what)
        previous = event.digest
    left = next(details, None)
    if left:
        return Break(scope, left[0], "There are values for an event that is not there.")
    if head is None:
        return Break(scope, number, "The chain has no head.")
    if (head.number, head.digest) != (number, previous):
        return Break(scope, min(head.number, number) + 1, f"The head says that event {head.number} is the last.")
    return None


def _details(scope: str) -> Iterator[tuple[int, dict[int, Detail]]]:
    rows = Detail.objects.filter(scope=scope).order_by("number", "item").iterator(2000)
    for number, group in groupby(rows, key=lambda row: row.number):
        yield number, {row.item: row for row in group}


def _of_event(event: Event, number: int, previous: str, kept: tuple[int, dict[int, Detail]]) -> str:
    """What is wrong with an event, in a sentence; empty where nothing is."""
    if event.number != number:
        return f"The event is missing; the next there is has number {event.number}."
    if digest(event.body) != event.digest:
        return "The text and its digest differ: one of them was changed."
    body = json.loads(event.body)
    if body["previous"] != previous:
        return "It does not follow from the event before it."
    if (body["scope"], body["number"], body["verb"]) != (event.scope, event.number, event.verb):
        return "Its columns say something else than its text."
    if datetime.fromisoformat(body["at"]) != event.at:
        return "Its time says something else than its text."
    return _of_details(body["items"], kept[1] if kept[0] == number else {})


def _of_details(items: list[dict[str, Any]], kept: dict[int, Detail]) -> str:
    if set(kept) != set(range(len(items))):
        return "Values that stood beside it are missing, or there are others."
    for place, item in enumerate(items):
        row = kept[place]
        values, erased = json.loads(row.values), json.loads(row.erased or "{}")
        if (row.model, row.object) != (item["model"], item["object"]):
            return "The values beside it are said to be of something else."
        if set(values) | set(erased) != set(item["fields"]) or set(values) & set(erased):
            return f"Values of {row.model or 'the act'} are missing, and nothing says that they were erased."
        for name, value in values.items():
            if field_digest(*value) != item["fields"][name]:
                return f"The value of “{name}” beside it was changed."
    return ""


def export() -> Iterator[str]:
    """The record as lines of JSON, for the stand-alone checker: each event with its values, then the heads."""
    details: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for scope in Head.objects.order_by("scope").values_list("scope", flat=True):
        details.clear()
        for row in Detail.objects.filter(scope=scope).order_by("number", "item").iterator(2000):
            erased = json.loads(row.erased or "{}")
            details[scope, row.number].append(
                {"model": row.model, "object": row.object, "values": json.loads(row.values), "erased": erased}
            )
        for event in Event.objects.filter(scope=scope).order_by("number", "id").iterator(2000):
            yield canonical(
                {
                    "event": event.number,
                    "scope": event.scope,
                    "digest": event.digest,
                    "body": event.body,
                    "details": details[scope, event.number],
                }
            )
    for head in Head.objects.order_by("scope"):
        yield canonical({"head": head.number, "scope": head.scope, "digest": head.digest})
