"""The record as a person reads it: what happened to some things, the latest first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q

from concordat.history import words
from concordat.history.models import Detail, Event
from concordat.history.names import ERASED, Names
from concordat.history.words import Options


@dataclass(frozen=True)
class Changed:
    """A field in words: what it was and what it became. ``before`` is empty where there was nothing before."""

    words: str
    before: str
    after: str


@dataclass(frozen=True)
class Item:
    """What happened to one of the things: what it is, what it was called then, and what was done: ``did`` is created,
    changed, removed or said."""

    thing: str
    name: str
    did: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class Line:
    """An event. ``since`` is the day from which the world has been so."""

    when: datetime
    who: str
    verb: str
    reason: str
    correction: bool
    since: date | None
    items: tuple[Item, ...]


def of_things(things: Sequence[tuple[str, str]]) -> Q:
    """Which details of the record are about things, each a model's label and an id."""
    by_model: dict[str, list[str]] = defaultdict(list)
    for model, object_ in things:
        by_model[model.lower()].append(str(object_))
    wanted = Q(pk__in=())
    for model, objects in by_model.items():
        wanted |= Q(model=model, object__in=objects)
    return wanted


def of_scope(scope: str, models: Collection[str]) -> Q:
    """Likewise, about rows of some models (their labels) in one scope."""
    return Q(scope=scope, model__in=models)


def number(wanted: Q) -> int:
    """In how many events these details stand. One query, from the things' side as below."""
    return Detail.objects.filter(wanted).values("scope", "number").distinct().count()


def events(wanted: Q, *, first: int = 0, limit: int = 50, options: Options | None = None) -> list[Line]:
    """What happened to what :func:`of_things` or :func:`of_scope` names, the latest first, leaving out the ``first``.

    ``options`` are the words of codes, by field. Asks nothing of who may see it: the page that shows a thing has done
    so. A fixed number of queries, whatever happened.
    """
    keys = _places(wanted, first, limit)
    events = {(event.scope, event.number): event for event in Event.objects.filter(_at(keys))} if keys else {}
    kept: dict[tuple[str, int], list[Detail]] = defaultdict(list)
    if keys:
        for row in Detail.objects.filter(_at(keys) & (wanted | Q(item=0))).order_by("item"):
            kept[row.scope, row.number].append(row)
    told = options or {}
    names = Names((row for rows in kept.values() for row in rows), told)
    return [_line(events[place], kept[place], told, names) for place in keys if place in events]


def events_of(things: Sequence[tuple[str, str]], **more: Any) -> list[Line]:
    """The same of things, each a model's label and an id."""
    return events(of_things(things), **more) if things else []


def _places(wanted: Q, first: int, limit: int) -> list[tuple[str, int]]:
    """The events in which the things have a part: found from the things' side, so that the length of the record does
    not matter."""
    found = Detail.objects.filter(wanted).values("scope", "number").annotate(key=Max("id")).order_by("-key")
    return [(row["scope"], row["number"]) for row in found[first : first + limit]]


def _at(places: Sequence[tuple[str, int]]) -> Q:
    by_scope: dict[str, list[int]] = defaultdict(list)
    for scope, number in places:
        by_scope[scope].append(number)
    at = Q()
    for scope, numbers in by_scope.items():
        at |= Q(scope=scope, number__in=numbers)
    return at


def _line(event: Event, kept: list[Detail], options: Options, names: Names) -> Line:
    body, said = json.loads(event.body), json.loads(kept[0].values)
    return Line(
        when=event.at,
        who=said["actor"][2] if "actor" in said else ERASED,
        verb=event.verb,
        reason=said["reason"][2] if "reason" in said else "",
        correction=body["correction"],
        since=date.fromisoformat(body["since"]) if body["since"] else None,
        items=tuple(_item(body["items"][row.item]["did"], row, options, names) for row in kept if row.item),
    )


def _item(did: str, row: Detail, options: Options, names: Names) -> Item:
    values = {name: (before, after) for name, (_, before, after) in json.loads(row.values).items()}
    if did == "created":
        # What is empty from the first is not in the record; here it says something.
        values |= {name: (None, None) for name in words.of(row.model).always if name not in values}
    unsaid = values.pop("unsaid", (None, None))
    changes = {change.words: change for change in _changes(row, values, options, names)}
    for change in _unsaid_changes(row.model, *unsaid):
        there = changes.get(change.words)
        changes[change.words] = _merged(there, change) if there else change
    for name, said in json.loads(row.erased or "{}").items():
        told = words.of_field(row.model, name)
        changes[told] = Changed(told, "", words.of_erased(said))
    changes.pop("", None)
    new = did in ("created", "said")
    shown = (replace(change, before="") if new else change for change in changes.values() if not new or _says(change))
    return Item(words.of(row.model).thing, names.of(row.model, row.object, row), did, tuple(shown))


def _says(change: Changed) -> bool:
    """Whether what is new says anything: a field that nobody filled in does not."""
    return change.after != words.NOTHING


def _changes(row: Detail, values: Mapping[str, tuple[Any, Any]], options: Options, names: Names) -> Iterator[Changed]:
    fields = names.fields(row.model, row.object, row)

    def named(model: str, pk: str) -> str:
        return names.of(model, pk, row)

    for name, pair in values.items():
        if name in words.of(row.model).inside:
            yield from _inside(words.of(row.model).inside[name], fields, *pair)
            continue
        was, became = (words.of_value(row.model, name, value, options, named, fields) for value in pair)
        yield Changed(words.of_field(row.model, name), was, became)


def _inside(told: words.Inside, fields: Mapping[str, Any], before: Any, after: Any) -> Iterator[Changed]:
    was, became = before or {}, after or {}
    for key in [*was, *(key for key in became if key not in was)]:
        if (key in was, was.get(key)) != (key in became, became.get(key)):
            blank = words.of_unsaid(None)
            (label, old), (_, new) = (
                told(fields, key, one[key]) if key in one else (told(fields, key, None)[0], blank)
                for one in (was, became)
            )
            yield Changed(label, old, new)


def _unsaid_changes(model: str, before: Any, after: Any) -> Iterator[Changed]:
    was, became = before or {}, after or {}
    for name in sorted({*was, *became}):
        if was.get(name) != became.get(name):
            told = (words.of_unsaid(one.get(name)) for one in (was, became))
            yield Changed(words.of_field(model, name), *told)


def _merged(value: Changed, said: Changed) -> Changed:
    """A value that came in place of "not known", or the other way about: each side says what it was."""
    blank = words.of_unsaid(None)
    return Changed(
        value.words,
        said.before if value.before == blank else value.before,
        said.after if value.after == blank else value.after,
    )
