"""Acts: the only way to change what is recorded.

    with act(actor, "Partnership registered", scope, reason="…"):
        partnership.save()

An act is one transaction. As it closes, the rooms hear of it (``act_closing``), then every scope that it touched
gets one event, appended to that scope's chain.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from django.db import models, transaction

from concordat.history import clock, current
from concordat.history.canonical import FIRST, canonical, digest, field_digest
from concordat.history.models import Detail, Event, Head
from concordat.history.recorded import Recorded, Unrecorded
from concordat.history.signals import act_closing

INSTALLATION = "installation"


@dataclass(frozen=True)
class Actor:
    """Who acts: an opaque id, which is chained, and a name, which can be erased."""

    id: str
    name: str


SYSTEM = Actor("system", "Concordat")


@dataclass(frozen=True)
class Change:
    """What happened to one row, or was said of one thing: ``fields`` are {name: (before, after)}."""

    scope: str
    model: str
    object: str
    did: str
    fields: Mapping[str, tuple[Any, Any]]
    row: models.Model | None = None


@dataclass
class Act:
    """An act under way. ``since`` is the day from which the world has been so, where that is not today."""

    actor: Actor
    verb: str
    scope: str
    reason: str
    correction: bool
    since: date | None
    at: datetime
    changes: list[Change] = field(default_factory=list)

    def note(self, row: Recorded, did: str, changed: Mapping[str, tuple[Any, Any]]) -> None:
        """Note what happened to a recorded row. Called by the row itself."""
        self.changes.append(Change(row.scope, row._meta.label_lower, str(row.pk), did, dict(changed), row))

    def say(self, model: str, object_: str, **values: Any) -> None:
        """Note something that is no change of a recorded row, such as a signing in: plain JSON values by name."""
        fields = {name: (None, value) for name, value in values.items()}
        self.changes.append(Change(self.scope, model, object_, "said", fields))


@contextmanager
def act(
    actor: Actor, verb: str, scope: str, reason: str = "", *, correction: bool = False, since: date | None = None
) -> Iterator[Act]:
    """Change recorded rows, in one transaction that ends in the record. Raises Unrecorded inside another act."""
    if current.get() is not None:
        raise Unrecorded(f"“{verb}” was begun inside another act. An act is whole: call the steps, not the service.")
    under_way = Act(actor, verb, scope, reason, correction, since, clock.now())
    with transaction.atomic(), current.during(under_way):
        yield under_way
        if under_way.changes:
            act_closing.send(sender=Act, act=under_way)
            _record(under_way)


def _record(done: Act) -> None:
    """One event for each scope touched, in one order everywhere, so that two acts never wait for each other."""
    scopes: dict[str, list[Change]] = {}
    for change in done.changes:
        scopes.setdefault(change.scope, []).append(change)
    for scope in sorted(scopes):
        _append(done, scope, scopes[scope])


def _append(done: Act, scope: str, changes: list[Change]) -> None:
    if _anothers(scope, done.scope):
        # Their people did not act, so neither the name nor the words of who did belong in their record.
        done = replace(done, actor=SYSTEM, reason="", correction=False, since=None)
    actor = done.actor
    said = {"reason": (None, done.reason), "actor": (None, actor.name)}
    details = [_salted("", actor.id, said), *(_salted(c.model, c.object, c.fields) for c in changes)]
    head = _locked_head(scope)
    number = head.number + 1
    body = canonical(
        {
            "scope": scope,
            "number": number,
            "previous": head.digest,
            "at": done.at.astimezone(UTC).isoformat(),
            "verb": done.verb,
            "actor": actor.id,
            "correction": done.correction,
            "since": done.since.isoformat() if done.since else None,
            "items": [_chained("said", details[0])]
            + [_chained(c.did, d) for c, d in zip(changes, details[1:], strict=True)],
        }
    )
    head.number, head.digest = number, digest(body)
    Event.objects.create(scope=scope, number=number, digest=head.digest, body=body, verb=done.verb, at=done.at)
    Detail.objects.bulk_create(_kept(scope, number, item, detail) for item, detail in enumerate(details))
    head.save()


def _anothers(scope: str, own: str) -> bool:
    """Whether a scope is a council's, and the act was done by people of another council or party.

    What is done for the installation (a council founded, a person disabled) is done to a council by whoever did it.
    """
    return scope.startswith("council:") and own not in (scope, INSTALLATION)


@dataclass(frozen=True)
class _Salted:
    model: str
    object: str
    values: dict[str, list[Any]]


def _salted(model: str, object_: str, fields: Mapping[str, tuple[Any, Any]]) -> _Salted:
    return _Salted(model, object_, {name: [secrets.token_hex(16), *pair] for name, pair in fields.items()})


def _chained(did: str, item: _Salted) -> dict[str, Any]:
    fields = {name: field_digest(*value) for name, value in item.values.items()}
    return {"model": item.model, "object": item.object, "did": did, "fields": fields}


def _kept(scope: str, number: int, item: int, detail: _Salted) -> Detail:
    return Detail(
        scope=scope,
        number=number,
        item=item,
        model=detail.model,
        object=detail.object,
        values=canonical(detail.values),
    )


def _locked_head(scope: str) -> Head:
    """The head of a scope's chain, locked to the end of the transaction; begun where there is none."""
    locked = Head.objects.select_for_update().filter(scope=scope)
    head = locked.first()
    if head is None:
        Head.objects.get_or_create(scope=scope, defaults={"number": 0, "digest": FIRST})
        head = locked.get()
    return head
