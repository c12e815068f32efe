"""What rows were called at an event: told from the record itself, since a row may be renamed, erased or gone by now."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import Q

from concordat.history import words
from concordat.history.models import Detail
from concordat.history.words import Options

ERASED = "A person whose name was erased"
_GONE = object()
Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class _Past:
    """What an item said of the fields by which a row is named: before and after, by field."""

    item: Detail
    fields: Mapping[str, tuple[Any, Any]]


class Names:
    """The names of the rows of some items, and of those that they point at, as of any of these items.

    ``options`` are the words of codes, by field. A fixed number of queries: one for each step from a row to those by
    which it is named, and one for each model whose names are not told from the record.
    """

    def __init__(self, items: Iterable[Detail], options: Options) -> None:
        self._options = options
        self._today: dict[Key, str] = {}
        self._pasts: dict[Key, list[_Past]] = defaultdict(list)
        known: set[Key] = set()
        wanted = {key for item in items if item.model for key in _keys(item)}
        while wanted:
            known |= wanted
            wanted = self._read(wanted) - known

    def of(self, model: str, row: str, at: Detail) -> str:
        """What a row was called when an item was recorded; "" where nothing tells it."""
        if (model, row) in self._today:
            return self._today[model, row]
        fields = self.fields(model, row, at)
        told = (self._word(model, name, fields, at) for name in words.of(model).named_by)
        return ", ".join(word for word in told if word)

    def fields(self, model: str, row: str, at: Detail) -> dict[str, Any]:
        """The fields by which a row is named, as they were when an item was recorded.

        A row that was made in the same act, and stands in a later chain, is named by what it was made with.
        """
        then: dict[str, Any] = {}
        later: dict[str, Any] = {}
        for past in self._pasts.get((model, row), ()):
            for name, (before, after) in past.fields.items():
                if past.item.pk <= at.pk or _event(past.item) == _event(at):
                    then[name] = after
                else:
                    later.setdefault(name, after if before is None else before)
        return then or later

    def _word(self, model: str, name: str, fields: Mapping[str, Any], at: Detail) -> str:
        value = fields.get(name)
        if value is _GONE:
            return ERASED
        if value in (None, ""):
            return ""
        return words.of_value(model, name, value, self._options, lambda of, row: self.of(of, row, at), fields)

    def _read(self, wanted: Collection[Key]) -> set[Key]:
        """Read what these rows are or were called, and answer the rows by which they are named in their turn."""
        rows: dict[str, set[str]] = defaultdict(set)
        for model, row in wanted:
            rows[model].add(row)
        for model, ids in rows.items():
            names = words.of(model).names
            if names:
                self._today |= {(model, row): name for row, name in names(ids).items()}
        found = list(_pasts(rows))
        for past in found:
            self._pasts[past.item.model, past.item.object].append(past)
        return {key for past in found for key in _pointed(past.item.model, past.fields)}


def called_when(model: str, rows: Collection[str], made: Key) -> dict[str, str]:
    """What rows of a model were called as another was made (its model and id), by id; "" where nothing tells it."""
    at = Detail.objects.filter(model=made[0], object=made[1]).order_by("pk").first()
    items = list(Detail.objects.filter(model=model, object__in=rows)) if at is not None else []
    if at is None or not items:
        return {}
    names = Names(items, {})
    return {row: names.of(model, row, at) for row in rows}


def _pasts(rows: Mapping[str, Collection[str]]) -> Iterator[_Past]:
    """What the record says of the names of rows, ids by model, in its order. One query."""
    asked = Q()
    for model, ids in rows.items():
        named = Q()
        for name in words.of(model).read_by:
            named |= Q(values__contains=f'"{name}') | Q(erased__contains=f'"{name}')
        if named and ids:
            asked |= Q(model=model, object__in=ids) & named
    for item in Detail.objects.filter(asked).order_by("pk") if asked else ():
        names = words.of(item.model).read_by
        values = {_base(name): (was, became) for name, (_, was, became) in json.loads(item.values).items()}
        fields = {name: values[name] for name in names if name in values}
        fields |= {name: (_GONE, _GONE) for name in map(_base, json.loads(item.erased or "{}")) if name in names}
        if fields.get(names[0], ("", ""))[1] is not None:  # what was removed keeps the name that it had
            yield _Past(item, fields)


def _keys(item: Detail) -> Iterator[Key]:
    """The row that an item is about, and those that its fields point at."""
    yield item.model, item.object
    yield from _pointed(item.model, {name: pair for name, (_, *pair) in json.loads(item.values).items()})


def _pointed(model: str, fields: Mapping[str, Iterable[Any]]) -> Iterator[Key]:
    for name, pair in fields.items():
        target = words.pointed_at(model, name)
        if target:
            yield from ((target, str(value)) for value in pair if value is not None and value is not _GONE)


def _base(name: str) -> str:
    """A field's name: the record has that of its column, ``person_id`` for ``person``."""
    return name.removesuffix("_id")


def _event(item: Detail) -> tuple[str, int]:
    return item.scope, item.number
