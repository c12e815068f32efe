"""The history as the invariants read it: what was recorded, event by event, and what each row said before each.

Of the tables only the record itself is read (``Event`` and ``Detail``), never a room's.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from concordat.history.models import Detail, Event

Row: TypeAlias = dict[str, Any]
LONDON = ZoneInfo("Europe/London")


@dataclass
class Item:
    """What happened to one row, or was said of one thing: ``fields`` are {name: [before, after]}."""

    model: str
    object: str
    did: str
    fields: dict[str, list[Any]]

    @property
    def key(self) -> int:
        return int(self.object)

    def became(self, name: str) -> Any:
        """What a field became; None where it did not change or became empty."""
        return self.fields.get(name, [None, None])[1]


@dataclass
class Happened:
    """One event of one chain."""

    scope: str
    number: int
    day: date
    verb: str
    actor: str
    reason: str
    correction: bool
    items: list[Item] = field(default_factory=list)

    def of(self, model: str, did: str = "") -> list[Item]:
        """What happened to rows of a model."""
        return [one for one in self.items if one.model == model and did in ("", one.did)]


class Rows:
    """What the rows of every model say: at a moment, as far as the history tells."""

    def __init__(self, before: Rows | None = None) -> None:
        found = {model: dict(rows) for model, rows in before.models.items()} if before else {}
        self.models: defaultdict[str, dict[int, Row]] = defaultdict(dict, found)

    def of(self, model: str) -> dict[int, Row]:
        """The rows of a model, by id."""
        return self.models[model]

    def get(self, model: str, key: Any) -> Row:
        """One row; an empty one where the history has never told of it."""
        return self.models[model].get(key, {}) if key is not None else {}

    def where(self, model: str, **said: Any) -> list[Row]:
        """The rows of a model that say this."""
        return [row for row in self.of(model).values() if all(row.get(name) == value for name, value in said.items())]

    def apply(self, event: Happened) -> None:
        """Let an event have happened."""
        for item in event.items:
            if item.did == "said":
                continue
            rows = self.models[item.model]
            if item.did == "removed":
                rows.pop(item.key, None)
                continue
            changed = {name: after for name, (_, after) in item.fields.items()}
            rows[item.key] = {**rows.get(item.key, {"pk": item.key}), **changed}


@dataclass
class Story:
    """What happened, after what stood before; ``editions`` are those adopted, by id, out of the history too."""

    before: Rows
    events: list[Happened]

    def walk(self) -> Iterator[tuple[Happened, Rows]]:
        """Each event, with the rows as they stood before it."""
        rows = Rows(self.before)
        for event in self.events:
            yield event, rows
            rows.apply(event)

    @cached_property
    def after(self) -> Rows:
        """The rows as they stand in the end."""
        rows = Rows(self.before)
        for event in self.events:
            rows.apply(event)
        return rows


def events_since(last: int) -> list[Happened]:
    """Every event recorded after the one of an id, in order."""
    events = {
        (one.scope, one.number): _happened(one) for one in Event.objects.filter(pk__gt=last).order_by("pk")
    }  # fmt: skip
    if not events:
        return []
    for detail in Detail.objects.filter(number__gte=min(number for _, number in events)).order_by("pk"):
        event = events.get((detail.scope, detail.number))
        if event is None:
            continue
        fields = {name: [before, after] for name, (_, before, after) in json.loads(detail.values).items()}
        if detail.item == 0:
            event.actor, event.reason = event.actor, fields["reason"][1]
        else:
            event.items[detail.item - 1].fields.update(fields)
    return list(events.values())


def last_event() -> int:
    """The id of the last event recorded."""
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _happened(event: Event) -> Happened:
    body = json.loads(event.body)
    at = datetime.fromisoformat(body["at"]).astimezone(LONDON)
    items = [Item(one["model"], one["object"], one["did"], {}) for one in body["items"][1:]]
    return Happened(event.scope, event.number, at.date(), event.verb, body["actor"], "", body["correction"], items)
