"""Whether every recorded row stands as the record says of it last: what was changed past the record is found here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, TypeAlias

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from concordat.history.canonical import canonical
from concordat.history.models import Detail
from concordat.history.plain_values import plain
from concordat.history.recorded import Recorded

# What the record says last of the fields of a row, by the row's id.
_Last: TypeAlias = dict[str, dict[str, Any]]
_ERASED = object()


def breaks() -> Iterator[str]:
    """Each row that stands otherwise than the record says, that no event made, or that is gone and none took out.

    The register may be changed meanwhile: what seems wrong is looked at again while nobody can change it.
    """
    for model in apps.get_models():
        if issubclass(model, Recorded):
            for pk in _suspects(model):
                yield from _looked_at_again(model, pk)


def _suspects(model: type[Recorded]) -> list[str]:
    last = _last(Detail.objects.filter(model=model._meta.label_lower))
    missing = {pk for pk, said in last.items() if _was_there(said)}
    found = set()
    for row in model._base_manager.order_by("pk").iterator():
        missing.discard(str(row.pk))
        if str(row.pk) not in last or _otherwise(row, last[str(row.pk)]):
            found.add(str(row.pk))
    return sorted(found | missing)


def _looked_at_again(model: type[Recorded], pk: str) -> Iterator[str]:
    row = None
    with transaction.atomic():
        locked = model._base_manager.select_for_update(of=("self",))
        with suppress(ValidationError):  # an id that is none names no row
            row = locked.filter(pk=model._meta.pk.to_python(pk)).first()
        said = _last(Detail.objects.filter(model=model._meta.label_lower, object=pk)).get(pk)
    which = f"{model._meta.label} {pk}"
    if row is None:
        if said and _was_there(said):
            yield f"{which}: it is gone, and no event took it out."
    elif said is None:
        yield f"{which}: no event says where it comes from."
    elif names := _otherwise(row, said):
        yield f"{which}: not as the record says: {', '.join(names)}."


def _last(details: QuerySet[Detail]) -> _Last:
    """A row's changes stand in one chain, and so in their order."""
    found: _Last = defaultdict(dict)
    for pk, values, erased in details.order_by("pk").values_list("object", "values", "erased").iterator():
        with suppress(ValueError, TypeError, AttributeError):  # its chain names what cannot be read
            found[pk] |= {name: after for name, (_salt, _before, after) in json.loads(values).items()}
            found[pk] |= dict.fromkeys(json.loads(erased or "{}"), _ERASED)
    return dict(found)


def _was_there(said: Mapping[str, Any]) -> bool:
    return any(value is not None and value is not _ERASED for value in said.values())


def _otherwise(row: Recorded, said: Mapping[str, Any]) -> list[str]:
    """The fields that stand otherwise. One of which nothing was ever said came after the row, with its default."""
    fields = {field.attname: field for field in row._meta.concrete_fields}
    found = []
    for name, value in row.as_plain().items():
        known = [said[name]] if name in said else [None, plain(fields[name], fields[name].get_default())]
        if _ERASED not in known and canonical(value) not in map(canonical, known):
            found.append(name)
    return sorted(found)
