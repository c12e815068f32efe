"""What the record says, as plain data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from concordat.history.models import Detail, Event


@dataclass(frozen=True)
class Told:
    """An event: its chained body, the reason and actor's name kept beside it, and each item's changes."""

    body: dict[str, Any]
    reason: str
    actor: str
    items: list[tuple[str, str, str, dict[str, list[Any]]]]


def told(scope: str, number: int | None = None) -> Told:
    """An event of a scope: the last, or the one of this number."""
    events = Event.objects.filter(scope=scope, **({} if number is None else {"number": number}))
    event = events.order_by("-number")[0]
    body = json.loads(event.body)
    kept = [
        (row, {name: value[1:] for name, value in json.loads(row.values).items()})
        for row in Detail.objects.filter(scope=scope, number=event.number).order_by("item")
    ]
    act = kept[0][1]
    items = [
        (item["did"], row.model, row.object, values) for item, (row, values) in zip(body["items"], kept, strict=True)
    ]
    return Told(body, act["reason"][1], act["actor"][1], items[1:])


def everything_kept() -> str:
    """All text of the record: what it would say to whoever searches it."""
    events = [event.body + event.verb for event in Event.objects.all()]
    return "\n".join([*events, *(row.values + row.erased for row in Detail.objects.all())])
