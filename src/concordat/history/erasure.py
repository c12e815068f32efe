"""Erasing values from the record: a person is forgotten, and the chain still holds."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db.models import QuerySet

from concordat.history import clock
from concordat.history.acts import INSTALLATION, Actor, act
from concordat.history.canonical import canonical
from concordat.history.models import Detail


def erase(actor: Actor, model: str, objects: Iterable[str], basis: str, *, fields: frozenset[str] | None = None) -> int:
    """Erase what the record kept of some rows (all fields, or these), under a basis; the number of items touched.

    Model ``""`` with actors' ids erases their names from the acts they did; reasons stay. Writes one event in the
    installation's chain, in the caller's transaction or its own. Raises ValueError without a basis.
    """
    if not basis.strip():
        raise ValueError("Erasing needs its basis, such as a retention rule or a request.")
    found = Detail.objects.filter(model=model, object__in=list(objects))
    with act(actor, "Values erased from the record", INSTALLATION, basis) as done:
        count = _erase(found, fields if model else frozenset({"actor"}), basis)
        done.say("history.detail", model or "actor", items=count)
    return count


def _erase(found: QuerySet[Detail], fields: frozenset[str] | None, basis: str) -> int:
    words, count = f"erased on {clock.today().isoformat()} under {basis}", 0
    for row in found:
        values, erased = json.loads(row.values), json.loads(row.erased or "{}")
        gone = set(values) if fields is None else set(values) & fields
        if gone:
            row.values = canonical({name: value for name, value in values.items() if name not in gone})
            row.erased = canonical({**erased, **dict.fromkeys(gone, words)})
            row.save()
            count += 1
    return count
