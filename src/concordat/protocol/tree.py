"""Conditions as a tree: eight forms. Read by :mod:`concordat.protocol.conditions`.

The tree is run by :mod:`concordat.protocol.compiled` for the answer and by :mod:`concordat.protocol.traced`
for the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from concordat.protocol.facts import Cell, Fact


@dataclass(frozen=True, slots=True)
class Ref:
    """A fact by name, or a field of the row in hand."""

    name: str
    cell: Cell
    of_row: bool = False

    @property
    def blank(self) -> bool | None:
        """What reading it gives while it is blank."""
        return False if self.cell.blank == "no" else None

    @property
    def shown(self) -> str:
        return f"this.{self.name}" if self.of_row else self.name


@dataclass(frozen=True, slots=True)
class Is:
    ref: Ref


@dataclass(frozen=True, slots=True)
class OneOf:
    ref: Ref
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Includes:
    ref: Ref
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    ref: Ref
    how: str
    number: int | Decimal | str


@dataclass(frozen=True, slots=True)
class Not:
    member: Tree


@dataclass(frozen=True, slots=True)
class All:
    members: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    members: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Quantified:
    """``some``, ``every`` or ``count`` of a group's rows."""

    how: str
    group: str
    fact: Fact
    where: Tree | None = None
    holds: Tree | None = None
    limit: str = ""
    number: int | Decimal | str = 0


Tree: TypeAlias = Is | OneOf | Includes | Limit | Not | All | AnyOf | Quantified


def depth(tree: Tree) -> int:
    """How deep a condition is; a bare fact, and ``not`` of one, count none."""
    if isinstance(tree, Is):
        return 0
    if isinstance(tree, Not):
        return 0 if isinstance(tree.member, Is) else 1 + depth(tree.member)
    if isinstance(tree, All | AnyOf):
        return 1 + max(depth(member) for member in tree.members)
    if isinstance(tree, Quantified):
        return 1 + max((depth(part) for part in (tree.where, tree.holds) if part), default=0)
    return 1


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and everything under it."""
    yield tree
    parts: tuple[Tree | None, ...] = ()
    if isinstance(tree, Not):
        parts = (tree.member,)
    elif isinstance(tree, All | AnyOf):
        parts = tree.members
    elif isinstance(tree, Quantified):
        parts = (tree.where, tree.holds)
    for part in parts:
        if part is not None:
            yield from walk(part)


def names_read(tree: Tree) -> set[str]:
    """The names of the facts, groups and settings that a condition reads; fields of rows left out."""
    names: set[str] = set()
    for part in walk(tree):
        if isinstance(part, Is | OneOf | Includes | Limit) and not part.ref.of_row:
            names.add(part.ref.name)
        if isinstance(part, Quantified):
            names.add(part.group)
        if isinstance(part, Limit | Quantified) and isinstance(part.number, str):
            names.add(part.number)
    return names
