"""What rooms above the register put on its pages: panels beside a partnership, pages next to its own, rows of its
history, counts in the list, and what is overdue."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db.models import QuerySet

from concordat.councils.scope import Scope
from concordat.history.recorded import Recorded
from concordat.history.words import Options
from concordat.protocol.edition import Edition
from concordat.register.models import Involvement


@dataclass(frozen=True)
class Panel:
    """A part of a page: ``template`` is included with ``context`` added to the page's own."""

    template: str
    context: Mapping[str, Any]


Build: TypeAlias = Callable[[Scope, Involvement], Panel | None]
Counts: TypeAlias = Mapping[int, Mapping[str, int]]


@dataclass(frozen=True)
class Page:
    """A page of a partnership: the name of its address, which takes the council and the involvement, and its words.
    ``may`` says who sees it; without it, whoever sees the register."""

    name: str
    text: str
    may: Callable[[Scope, Involvement], bool] | None = None


@dataclass
class Pages:
    """The pages of a partnership between which its sub-navigation leads."""

    _pages: list[tuple[int, Page]] = field(default_factory=list)

    def add(self, order: int, page: Page) -> None:
        """Let a page stand in the sub-navigation; the lowest ``order`` comes first."""
        self._pages.append((order, page))

    def of(self, scope: Scope, involvement: Involvement) -> list[Page]:
        """The pages that a reader sees, in their order."""
        pages = [page for _, page in sorted(self._pages, key=lambda found: found[0])]
        return [page for page in pages if page.may is None or page.may(scope, involvement)]


@dataclass
class Panels:
    """The panels of each place of a page, such as ``partnership``, or ``representatives`` on the entry."""

    _builders: dict[str, list[tuple[int, Build]]] = field(default_factory=dict)

    def add(self, place: str, order: int, build: Build) -> None:
        """Put a panel in a place; the lowest ``order`` comes first. ``build`` answers None where it has nothing."""
        self._builders.setdefault(place, []).append((order, build))

    def of(self, place: str, scope: Scope, involvement: Involvement) -> list[Panel]:
        """The panels of a place, in their order."""
        builders = sorted(self._builders.get(place, []), key=lambda found: found[0])
        return [panel for _, build in builders if (panel := build(scope, involvement)) is not None]


RowsOf: TypeAlias = Callable[[Involvement], Iterable[Recorded]]
OptionsOf: TypeAlias = Callable[[Edition], Options]


@dataclass
class History:
    """What rooms above add to the history of a partnership: rows of theirs, and the words of the codes in them."""

    _rooms: list[tuple[RowsOf, OptionsOf]] = field(default_factory=list)

    def add(self, rows: RowsOf, options: OptionsOf) -> None:
        """Add a room's: ``rows(involvement)``, and ``options(edition)``, words of codes by the names of fields."""
        self._rooms.append((rows, options))

    def rows_of(self, involvement: Involvement) -> list[Recorded]:
        """The rows of every room."""
        return [row for rows, _ in self._rooms for row in rows(involvement)]

    def options_of(self, edition: Edition | None) -> Options:
        """The words of every room's codes; none where no edition was adopted."""
        if edition is None:
            return {}
        return {name: words for _, options in self._rooms for name, words in options(edition).items()}


@dataclass
class Tallies:
    """How many duties of each status an involvement has today: {involvement id: {status word: count}}."""

    provider: Callable[[Scope, Collection[int]], Counts] | None = None
    # Those of some of the council's involvements that have any duty of a status today.
    having: Callable[[Scope, QuerySet[Involvement], str], QuerySet[Involvement]] | None = None
    # How many partnerships it picks by what was found before a change, because they are still being worked out.
    outdated: Callable[[Scope], int] | None = None

    def picked_before(self, scope: Scope) -> int:
        """How many partnerships ``having`` picks by what was found before a change."""
        return self.outdated(scope) if self.outdated else 0

    def of(self, scope: Scope, involvement_ids: Collection[int]) -> Counts:
        """The counts, in a fixed number of queries. Nothing is known where nobody provides them."""
        return self.provider(scope, involvement_ids) if self.provider else {}


TagsOf: TypeAlias = Callable[[Scope, Involvement], Iterable[Mapping[str, Any]]]


@dataclass
class Tags:
    """What rooms above say of a partnership under its name: tags, as their component takes them."""

    _builders: list[tuple[int, TagsOf]] = field(default_factory=list)

    def add(self, order: int, build: TagsOf) -> None:
        """Put tags under the name; the lowest ``order`` comes first."""
        self._builders.append((order, build))

    def of(self, scope: Scope, involvement: Involvement) -> list[Mapping[str, Any]]:
        """The tags, in their order."""
        builders = sorted(self._builders, key=lambda found: found[0])
        return [tag for _, build in builders for tag in build(scope, involvement)]


@dataclass(frozen=True)
class Late:
    """A duty that is overdue: its id, clause and words, and in words since when."""

    duty: str
    clause: str
    words: str
    since: str


@dataclass
class Overdue:
    """What is overdue in a partnership today: the first so many, the oldest first, and how many there are in all."""

    provider: Callable[[Scope, Involvement, int], tuple[Sequence[Late], int]] | None = None

    def of(self, scope: Scope, involvement: Involvement, most: int) -> tuple[Sequence[Late], int]:
        """The first ``most``. Nothing is known where nobody provides them."""
        return self.provider(scope, involvement, most) if self.provider else ((), 0)


@dataclass
class Bands:
    """The band of an involvement in words: {involvement id: band}, those that have one."""

    provider: Callable[[Scope, Collection[int]], Mapping[int, str]] | None = None

    def of(self, scope: Scope, involvement_ids: Collection[int]) -> Mapping[int, str]:
        """The bands, in a fixed number of queries. None is known where nobody provides them."""
        return self.provider(scope, involvement_ids) if self.provider else {}


pages = Pages()
panels = Panels()
history = History()
tallies = Tallies()
tags = Tags()
bands = Bands()
overdue = Overdue()
