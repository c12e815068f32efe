"""The rows that a duty is asked of, and the days on which rows begin and cease to count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from concordat.protocol.compiled import EMPTY_ROW, Test
from concordat.protocol.facts import FactTable
from concordat.protocol.values import Facts, NotApplicable, Row, in_force, rows_of
from concordat.protocol.vocabulary import NOT_APPLICABLE, NOT_KNOWN, Outcome

OTHERS = "?"
NONE = "-"

Asked: TypeAlias = tuple[str, Row, Outcome | None]
ONE: list[Asked] = [("", EMPTY_ROW, None)]


def rows_asked(group: str, table: FactTable, chosen: Test | None) -> Callable[[Facts, date], list[Asked]]:
    """The rows that a duty is asked of, each with its name and, where that is settled already, its outcome."""
    timed, only_here = table[group].timed, table[group].blank == "no"

    def rows(facts: Facts, on: date) -> list[Asked]:
        found: list[Asked] = []
        if isinstance(facts.get(group), NotApplicable):
            return [(NONE, EMPTY_ROW, NOT_APPLICABLE)]
        listed = rows_of(facts, group, only_here=only_here)
        for number, row in enumerate(listed.rows, 1):
            here = in_force(row, on) if timed else True
            fits = chosen(facts, row, on) if chosen and here is not False else True
            if here is False or isinstance(fits, NotApplicable):
                continue
            settled: Outcome | None = (
                NOT_APPLICABLE if fits is False else NOT_KNOWN if fits is None or here is None else None
            )
            found.append((str(row.get("id") or number), row, settled))
        if not listed.complete:
            found.append((OTHERS, EMPTY_ROW, NOT_KNOWN))
        return found or [(NONE, EMPTY_ROW, NOT_APPLICABLE)]

    return rows


def next_turn(facts: Facts, groups: tuple[str, ...], on: date) -> date | None:
    """The next day on which a timed row begins or ceases to count."""
    turn: date | None = None
    for group in groups:
        for row in rows_of(facts, group).rows:
            for day in (row.get("from"), row.get("until")):
                if isinstance(day, date) and day > on and (turn is None or day < turn):
                    turn = day
    return turn
