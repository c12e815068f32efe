"""Erasing values from the record: a person is forgotten, and the chain still holds."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db.models import QuerySet

from concordat.history import clock
from concordat.history.acts import INSTALLATION, Actor, act
from concordat.history.canonical import canonical
from concordat.history.models import Detail

ERASING = "history.erasure"


def erase(actor: Actor, model: str, objects: Iterable[str], basis: str, *, fields: frozenset[str] | None = None) -> int:
    """Erase what the record kept of some rows (all fields, or these), under a basis; the number of items touched.

    Model ``""`` with actors' ids erases their names from the acts they did; reasons stay. Writes one event in the
    installation's chain that says at which places, in the caller's transaction or its own: what is gone and not said
    there was not erased but removed. Raises ValueError without a basis, or for what the record says of erasing.
    """
    if not basis.strip():
        raise ValueError("Erasing needs its basis, such as a retention rule or a request.")
    if model == ERASING:
        raise ValueError("What was erased, when and under what, stays in the record.")
    found = Detail.objects.filter(model=model, object__in=list(objects)).select_for_update()
    with act(actor, "Values erased from the record", INSTALLATION, basis) as done:
        places = _erase(found.order_by("id"), fields if model else frozenset({"actor"}), basis)
        done.say(ERASING, model or "actor", places=places)
    return len(places)


def _erase(found: QuerySet[Detail], fields: frozenset[str] | None, basis: str) -> dict[str, list[str]]:
    """The names of what was erased at each place, ``{"scope number item": [name]}``."""
    words, places = f"erased on {clock.today().isoformat()} under {basis}", {}
    for row in found:
        values, erased = json.loads(row.values), json.loads(row.erased or "{}")
        gone = set(values) if fields is None else set(values) & fields
        if gone:
            row.values = canonical({name: value for name, value in values.items() if name not in gone})
            row.erased = canonical({**erased, **dict.fromkeys(gone, words)})
            row.save()
            places[f"{row.scope} {row.number} {row.item}"] = sorted(gone)
    return places
