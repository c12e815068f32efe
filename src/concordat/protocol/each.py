"""The rows that a duty is asked of, and the days on which rows begin and cease to count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from concordat.protocol.compiled import EMPTY_ROW, Test
from concordat.protocol.facts import FactTable
from concordat.protocol.values import NO_ROWS, NO_ROWS_YET, Facts, NotApplicable, Row, Rows, in_force
from concordat.protocol.vocabulary import NOT_APPLICABLE, NOT_KNOWN, Outcome

OTHERS = "?"
NONE = "-"

Asked: TypeAlias = tuple[str, Row, Outcome | None]
ONE: list[Asked] = [("", EMPTY_ROW, None)]


def rows_asked(group: str, table: FactTable, chosen: Test | None) -> Callable[[Facts, date], list[Asked]]:
    """The rows that a duty is asked of, each with its name and, where that is settled already, its outcome."""
    timed, blank = table[group].timed, NO_ROWS if table[group].blank == "no" else NO_ROWS_YET

    def rows(facts: Facts, on: date) -> list[Asked]:
        value = facts.get(group)
        if isinstance(value, NotApplicable):
            return [(NONE, EMPTY_ROW, NOT_APPLICABLE)]
        listed = value if isinstance(value, Rows) else blank
        found: list[Asked] = []
        for number, written in enumerate(listed.rows, 1):
            row = written if written.get("id") else numbered(written, number)
            here = in_force(row, on) if timed else True
            fits = chosen(facts, row, on) if chosen and here is not False else True
            if here is False or isinstance(fits, NotApplicable):
                continue
            settled: Outcome | None = None
            if here is None or fits is None:
                settled = NOT_KNOWN
            elif fits is False:
                settled = NOT_APPLICABLE
            found.append((str(row["id"]), row, settled))
        if not listed.complete:
            found.append((OTHERS, EMPTY_ROW, NOT_KNOWN))
        return found or [(NONE, EMPTY_ROW, NOT_APPLICABLE)]

    return rows


def numbered(row: Row, number: int) -> Row:
    """A row without an id, named by its place in the list, so that an act or a round can be about it too."""
    return {**row, "id": str(number)}


def next_turn(facts: Facts, groups: tuple[str, ...], on: date) -> date | None:
    """The next day on which a timed row begins or ceases to count."""
    turn: date | None = None
    for group in groups:
        rows = facts.get(group)
        if isinstance(rows, Rows) and rows.turns and rows.turns[-1] > on:
            day = rows.turns[bisect_right(rows.turns, on)]
            turn = day if turn is None or day < turn else turn
    return turn
