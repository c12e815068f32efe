"""What rooms above the register put on its pages: panels and history of a partnership, and counts in the list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db.models import Model, QuerySet

from concordat.councils.scope import Scope
from concordat.register.models import Involvement


@dataclass(frozen=True)
class Panel:
    """A part of a page: ``template`` is included with ``context`` added to the page's own."""

    template: str
    context: Mapping[str, Any]


Build: TypeAlias = Callable[[Scope, Involvement], Panel | None]
Counts: TypeAlias = Mapping[int, Mapping[str, int]]


@dataclass
class Panels:
    """The panels of each place of a page, such as ``partnership``."""

    _builders: dict[str, list[tuple[int, Build]]] = field(default_factory=dict)

    def add(self, place: str, order: int, build: Build) -> None:
        """Put a panel in a place; the lowest ``order`` comes first. ``build`` answers None where it has nothing."""
        self._builders.setdefault(place, []).append((order, build))

    def of(self, place: str, scope: Scope, involvement: Involvement) -> list[Panel]:
        """The panels of a place, in their order."""
        builders = sorted(self._builders.get(place, []), key=lambda found: found[0])
        return [panel for _, build in builders if (panel := build(scope, involvement)) is not None]


@dataclass
class Tallies:
    """How many duties of each status an involvement has today: {involvement id: {status word: count}}."""

    provider: Callable[[Scope, Collection[int]], Counts] | None = None
    # Those of some of the council's involvements that have any duty of a status today.
    having: Callable[[Scope, QuerySet[Involvement], str], QuerySet[Involvement]] | None = None

    def of(self, scope: Scope, involvement_ids: Collection[int]) -> Counts:
        """The counts, in a fixed number of queries. Nothing is known where nobody provides them."""
        return self.provider(scope, involvement_ids) if self.provider else {}


@dataclass
class Histories:
    """The rows of rooms above whose changes the history of a partnership tells."""

    _finders: list[Callable[[Involvement], Iterable[Model]]] = field(default_factory=list)

    def add(self, find: Callable[[Involvement], Iterable[Model]]) -> None:
        """``find`` answers a room's rows of an involvement, and of its partnership's joint record."""
        self._finders.append(find)

    def of(self, involvement: Involvement) -> list[Model]:
        """The rows of every room above."""
        return [row for find in self._finders for row in find(involvement)]


panels = Panels()
tallies = Tallies()
histories = Histories()
