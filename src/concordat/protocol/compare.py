"""Two editions held against each other.

Of one council: what was added, removed and changed, part by part. It reads the canonical form, so that guidance
is no change, and two editions differ here exactly where their seals would. Of two councils: side by side
(:mod:`concordat.protocol.portrait`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from concordat.protocol.edition import Edition
from concordat.protocol.portrait import Portrait, portrait
from concordat.protocol.seal import canonical

How: TypeAlias = Literal["added", "removed", "changed"]
Fields: TypeAlias = dict[str, Any]
Items: TypeAlias = dict[tuple[str, str], Fields]

# The parts that are tables: a name, and below it what it stands for.
_TABLES = ("roles", "bodies", "settings", "judged", "own", "lists", "forms")
_SINGLE = ("deviations", "screening", "significance")


@dataclass(frozen=True)
class FieldChange:
    """A field of which the two say different things, in plain data; None where one says nothing."""

    name: str
    was: Any
    now: Any


@dataclass(frozen=True)
class Change:
    """Something that one edition has and the other has not, or has otherwise.

    ``part`` is duties, routes, steps, criteria and so on; ``id`` is the item's, with those it lies in before it
    (``entry.sign_off``), and empty for what the part says as a whole. An order that changed is a field ``order of …``.
    """

    part: str
    id: str
    how: How
    clause: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Differences:
    """What became of an edition of a council: from ``one`` to ``other``, in the order of the edition's parts."""

    one: str
    other: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class SideBySide:
    """Two councils' editions, each with what matters of it."""

    one: Portrait
    other: Portrait


def compare_editions(one: Edition, other: Edition) -> Differences | SideBySide:
    """Two revisions or editions of one council: what changed. Of two councils: the two side by side."""
    if council_of(one) != council_of(other):
        return SideBySide(portrait(one), portrait(other))
    return Differences(label(one), label(other), tuple(changes(one, other)))


def council_of(edition: Edition) -> str:
    """The council's own part of an edition's id."""
    return edition.edition.partition("/")[0]


def label(edition: Edition) -> str:
    """An edition and its revision, in words."""
    return f"{edition.edition} revision {edition.revision}"


def changes(one: Edition, other: Edition) -> Iterator[Change]:
    """What the other edition adds to, takes from, and changes in the one."""
    before, after = items(one), items(other)
    parts = {part: rank for rank, part in enumerate(dict.fromkeys(part for part, _id in (*before, *after)))}
    for key in sorted({**before, **after}, key=lambda key: parts[key[0]]):
        part, id_ = key
        was, now = before.get(key), after.get(key)
        clause = str((now or was or {}).get("clause", ""))
        if was is None or now is None:
            yield Change(part, id_, "added" if was is None else "removed", clause)
        elif fields := tuple(_fields(was, now)):
            yield Change(part, id_, "changed", clause, fields)


def _fields(was: Fields, now: Fields) -> Iterator[FieldChange]:
    for name in {**was, **now}:
        one, other = was.get(name), now.get(name)
        if isinstance(one, tuple) and isinstance(other, tuple):
            both = set(one) & set(other)
            one, other = [id_ for id_ in one if id_ in both], [id_ for id_ in other if id_ in both]
        elif isinstance(one, tuple) or isinstance(other, tuple):
            continue
        if one != other:
            yield FieldChange(name, one, other)


def items(edition: Edition) -> Items:
    """Everything that an edition says, by part and id, each with its own plain fields.

    The order of what lies in an item stands in it as a tuple, under ``order of …``."""
    plain: Fields = json.loads(canonical(edition))
    names = [info.alias or name for name, info in Edition.model_fields.items() if name != "at"]
    return dict(_items("edition", "", {name: plain[name] for name in names if name in plain}))


def _items(part: str, id_: str, fields: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Fields]]:
    own: Fields = {}
    below: list[tuple[str, str, Fields]] = []
    for name, value in fields.items():
        members = _members(part, name, value)
        if members is None:
            own[name] = value
            continue
        below += [(name, f"{id_}.{inner}" if id_ and inner else inner or id_, member) for inner, member in members]
        if isinstance(value, list):
            own[f"order of {name}"] = tuple(inner for inner, _member in members)
    yield (part, id_), own
    for name, inner, member in below:
        yield from _items(name, inner, member)


def _members(part: str, name: str, value: Any) -> list[tuple[str, Fields]] | None:
    """The items that a field holds, by id; None where it is a plain field."""
    if part == "edition" and name in _SINGLE:
        return [("", value)]
    if part == "edition" and name in _TABLES:
        return list(value.items())
    if not isinstance(value, list) or not value or not all(isinstance(member, dict) for member in value):
        return None
    for key in ("id", "clause"):
        if all(isinstance(member.get(key), str) for member in value):
            return list(_numbered((member[key], member) for member in value))
    return None


def _numbered(members: Iterable[tuple[str, Fields]]) -> Iterator[tuple[str, Fields]]:
    """Several of one name (the notes on one clause) are told apart by their number."""
    seen: dict[str, int] = {}
    for name, member in members:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})", member
