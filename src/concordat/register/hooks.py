"""What rooms above the register put on its pages: panels beside a partnership, and counts in the list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db.models import QuerySet

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


panels = Panels()
# The rows of rooms above whose record belongs to a partnership's history.
histories: list[Callable[[Involvement], Iterable[Any]]] = []
tallies = Tallies()
