"""Acts on things, for the tests of the record."""

from __future__ import annotations

from typing import Any

from tests.history.things.models import Thing

from concordat.history.acts import Actor, act

ANN = Actor("ann", "Ann Ash")
BOB = Actor("bob", "Bob Beech")
HERE = "council:1"


def made(actor: Actor = ANN, reason: str = "", **values: Any) -> Thing:
    """A thing made in an act of its own."""
    thing = Thing(**values)
    with act(actor, "Thing made", thing.scope, reason):
        thing.save()
    return thing


def changed(thing: Thing, actor: Actor = ANN, reason: str = "", **values: Any) -> Thing:
    """The thing, read again and changed in an act of its own."""
    row = Thing.objects.get(pk=thing.pk)
    with act(actor, "Thing changed", row.scope, reason):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    return row
