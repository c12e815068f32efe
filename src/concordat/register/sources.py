"""Where facts come from: each room says what it knows of many involvements at once.

A source whose facts change by themselves on certain days (a setting given from next April) names those days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from concordat.protocol.values import Facts, Value
from concordat.register.models import Involvement
from concordat.ui.once import once

Given: TypeAlias = Mapping[int, Mapping[str, Value]]
FactsOf: TypeAlias = Callable[[Sequence[Involvement], date], Given]
DaysOf: TypeAlias = Callable[[Sequence[Involvement]], Mapping[int, set[date]]]


class TwoHomes(Exception):
    """Two sources gave one fact. A fact has one home; a mistake in our code, never a person's."""


@dataclass(frozen=True)
class Source:
    """A room's facts of involvements on a day, and the days on which they change by themselves, if any."""

    name: str
    facts: FactsOf
    days: DaysOf | None = None


_sources: dict[str, Source] = {}


def add(name: str, facts: FactsOf, days: DaysOf | None = None) -> None:
    """Register a source: ``facts(involvements, on)`` answers {involvement id: {fact: value}} in a fixed number of
    queries; ``days(involvements)`` the days on which that changes without anybody's act."""
    _sources[name] = Source(name, facts, days)


def days_of(involvements: Sequence[Involvement]) -> dict[int, set[date]]:
    """The days on which facts of each involvement change by themselves."""
    found: dict[int, set[date]] = {row.pk: set() for row in involvements}
    for source in _sources.values():
        for pk, days in (source.days(involvements) if source.days else {}).items():
            found[pk] |= days
    return found


def facts_by_day(
    involvements: Sequence[Involvement], wanted: Mapping[int, Iterable[date]], on: date
) -> dict[int, dict[date, Facts]]:
    """The facts of each involvement on each day that is wanted of it. One without days is asked once, as of ``on``.

    Raises TwoHomes where two sources give one fact.
    """
    found: dict[int, dict[date, dict[str, Value]]] = {
        row.pk: {day: {} for day in wanted[row.pk]} for row in involvements
    }
    for source in _sources.values():
        if source.days is None:
            given = _asked(source, involvements, on)
            for pk, by_day in found.items():
                for facts in by_day.values():
                    _join(facts, given.get(pk, {}), source)
            continue
        for day in sorted({day for by_day in found.values() for day in by_day}):
            asked = [row for row in involvements if day in found[row.pk]]
            given = _asked(source, asked, day)
            for row in asked:
                _join(found[row.pk][day], given.get(row.pk, {}), source)
    return {pk: dict(by_day) for pk, by_day in found.items()}


def _asked(source: Source, involvements: Sequence[Involvement], on: date) -> Given:
    key = ("facts", source.name, tuple(row.pk for row in involvements), on)
    return once(key, lambda: source.facts(involvements, on))


def _join(facts: dict[str, Value], given: Mapping[str, Value], source: Source) -> None:
    twice = facts.keys() & given.keys()
    if twice:
        raise TwoHomes(f"“{min(twice)}” is given by “{source.name}” and by another source.")
    facts.update(given)
