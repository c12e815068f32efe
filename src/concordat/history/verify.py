"""Whether the record is whole: every chain from its first event to its head, and every value that is still kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from concordat.history import walking
from concordat.history.acts import INSTALLATION
from concordat.history.canonical import FIRST, canonical, digest, field_digest
from concordat.history.erasure import ERASING
from concordat.history.models import Detail, Event, Head
from concordat.history.walking import Link

COLUMNS = ("scope", "number", "verb", "at")
NOT_SAID = "A value is gone, and no event says that it was erased."


@dataclass(frozen=True)
class Break:
    """The first place at which a chain no longer holds."""

    scope: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"{self.scope}, event {self.number}: {self.what}"


def breaks() -> Iterator[Break]:
    """The first break of each chain that has one; nothing where the record is whole. The record may grow meanwhile."""
    unsaid = _unsaid()
    for scope in walking.scopes():
        found = [found for found in (_of_chain(scope), unsaid.get(scope)) if found]
        if found:
            yield min(found, key=lambda one: one.number)


def _of_chain(scope: str) -> Break | None:
    last, previous = 0, FIRST
    for step in walking.walk(scope):
        if not isinstance(step, Link):
            return _of_end(scope, last, previous, step.head)
        what = _of_event(step.event, last + 1, previous, step.kept)
        if what:
            return Break(scope, last + 1, what)
        last, previous = last + 1, step.event.digest
    return None


def _of_end(scope: str, last: int, previous: str, head: Head | None) -> Break | None:
    if head is None:
        return Break(scope, 1, "The chain has no head.")
    if head.number > last:
        return Break(scope, last + 1, f"The event is missing; the head says that event {head.number} is the last.")
    if head.number < last:
        return Break(scope, head.number + 1, f"The head says that event {head.number} is the last.")
    if head.digest != previous:
        return Break(scope, last, "It is the last, and not the one that the head knows.")
    if walking.has_strays(scope):
        return Break(scope, last + 1, "There are values for an event that is not there.")
    return None


def _of_event(event: Event, number: int, previous: str, kept: Mapping[int, Detail]) -> str:
    """What is wrong with an event, in a sentence; empty where nothing is."""
    if event.number != number:
        return f"The event is missing; the next there is has number {event.number}."
    if digest(event.body) != event.digest:
        return "The text and its digest differ: one of them was changed."
    try:
        body = json.loads(event.body)
        if body["previous"] != previous:
            return "It does not follow from the event before it."
        if [body[name] for name in COLUMNS] != [event.scope, event.number, event.verb, _moment(event)]:
            return "Its columns say something else than its text."
        return _of_details(body["items"], kept)
    except (ValueError, KeyError, TypeError, AttributeError):
        return "It, or what is kept beside it, cannot be read."


def _moment(event: Event) -> str:
    return event.at.astimezone(UTC).isoformat()


def _of_details(items: list[dict[str, Any]], kept: Mapping[int, Detail]) -> str:
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


def _unsaid() -> dict[str, Break]:
    """The first event of each chain beside which a value is gone that no event says was erased."""
    rows = Detail.objects.exclude(erased="").order_by("scope", "number", "item")
    # What is gone is read before what is said of it: a value may be erased meanwhile.
    gone = [(row, _names_at(f"{row.scope} {row.number} {row.item}", row.erased)) for row in rows.defer("values")]
    said = _said() if gone else frozenset()
    found: dict[str, Break] = {}
    for row, names in gone:
        if not names <= said:
            found.setdefault(row.scope, Break(row.scope, row.number, NOT_SAID))
    return found


def _said() -> frozenset[tuple[str, str]]:
    """The place and name of every value that the record says was erased."""
    said: set[tuple[str, str]] = set()
    for row in Detail.objects.filter(scope=INSTALLATION, model=ERASING):
        with suppress(ValueError, KeyError, TypeError, AttributeError):  # its own chain names what is wrong with it
            for place, names in json.loads(row.values)["places"][2].items():
                said |= {(place, name) for name in names}
    return frozenset(said)


def _names_at(place: str, erased: str) -> frozenset[tuple[str, str]]:
    """The names of what is gone at a place; a text that cannot be read is as good as one that nobody said."""
    try:
        return frozenset((place, name) for name in json.loads(erased))
    except (ValueError, TypeError):
        return frozenset({(place, erased)})


def export() -> Iterator[str]:
    """The record as lines of JSON, for the stand-alone checker: each event with its values, values that have no event,
    then the heads."""
    heads: list[str] = []
    for scope in walking.scopes():
        for step in walking.walk(scope):
            if isinstance(step, Link):
                yield _line(step)
            elif step.head:
                heads.append(canonical({"head": step.head.number, "scope": scope, "digest": step.head.digest}))
        if walking.has_strays(scope):
            yield canonical({"scope": scope})
    yield from heads


def _line(link: Link) -> str:
    event = link.event
    return canonical(
        {
            "number": event.number,
            "scope": event.scope,
            "digest": event.digest,
            "verb": event.verb,
            "at": _moment(event),
            "body": event.body,
            "details": [
                {
                    "item": item,
                    "model": row.model,
                    "object": row.object,
                    "values": row.values,
                    "erased": row.erased,
                }
                for item, row in sorted(link.kept.items())
            ],
        }
    )
