"""What is known of an involvement, in pieces: from a day on, these facts hold under this edition.

A new piece begins where another edition takes over, or where a fact changes by itself, as a dated setting does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from concordat.compliance import of_council, ready
from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts, Rows
from concordat.register import sources
from concordat.register.models import Involvement
from concordat.register.queries_parts import all_judged_under

EVER = date.min
Judged: TypeAlias = Sequence[tuple[date, int]]


@dataclass(frozen=True)
class Piece:
    """Facts and edition (an adoption's id; None where none was ever in force) from a day on, up to the next piece."""

    from_: date
    adoption: int | None
    facts: Facts


Pieces: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True)
class Read:
    """The facts of a day with the rules to read them by."""

    rules: Rules
    facts: Facts
    adoption: int


def pieces_of(involvements: Sequence[Involvement], on: date) -> dict[int, Pieces]:
    """The pieces of each involvement, from its day of entry on, as known on a day.

    A fixed number of queries, and two for each edition that a council has adopted.
    """
    changing, judged = sources.days_of(involvements), _judged(involvements)
    settings = of_council.settings_of({row.council_id for row in involvements})
    rules = ready.rules_of({adoption for rows in judged.values() for _from, adoption in rows})
    starts = {
        row.pk: _starts(row.entered_on, changing[row.pk] | settings.days(row.council_id), judged.get(row.pk, []))
        for row in involvements
    }
    asked = {pk: {_last(changing[pk], day) for day in days} for pk, days in starts.items()}
    facts = sources.facts_by_day(involvements, asked, on)
    register = _registers(involvements, judged, rules)

    def of(row: Involvement) -> Iterator[Piece]:
        for day in starts[row.pk]:
            known, adoption = facts[row.pk][_last(changing[row.pk], day)], _in_force(judged.get(row.pk, []), day)
            if adoption is not None:
                known = {**known, **settings.facts(row.council_id, adoption, rules[adoption], day)}
                if row.council_id in register and ready.asks_of_register(rules[adoption]):
                    known = {**known, ready.REGISTER: register[row.council_id]}
            yield Piece(day, adoption, known)

    return {row.pk: joined(tuple(of(row))) for row in involvements}


def _judged(involvements: Sequence[Involvement]) -> dict[int, list[tuple[date, int]]]:
    """From when each involvement is judged under which adoption, in order."""
    found: dict[int, list[tuple[date, int]]] = {}
    for row in all_judged_under(involvements):
        found.setdefault(row.involvement_id, []).append((row.from_day, row.adoption_id))
    return found


def _starts(entered: date, changing: Collection[date], judged: Judged) -> list[date]:
    """The first days of the pieces: entry, and what comes after it."""
    days = {*changing, *(from_ for from_, _adoption in judged)}
    return [entered, *sorted(day for day in days if day > entered)]


def _last(changing: Collection[date], day: date) -> date:
    """The last change up to a day: to ask the sources for that day is to ask for all that were entered after it."""
    return max((change for change in changing if change <= day), default=EVER)


def _in_force(judged: Judged, day: date) -> int | None:
    """The edition that began last; before the first, the first."""
    if not judged:
        return None
    return judged[max(bisect_right(judged, day, key=lambda row: row[0]) - 1, 0)][1]


def _registers(
    involvements: Sequence[Involvement], judged: Mapping[int, Judged], rules: Mapping[int, Rules]
) -> dict[int, Rows]:
    """The register of each council of which an edition asks a single involvement: hardly any does."""
    asks = {pk for pk, one in rules.items() if ready.asks_of_register(one)}
    councils = {row.council_id for row in involvements if any(pk in asks for _day, pk in judged.get(row.pk, []))}
    return {council: of_council.register_rows(council) for council in councils}


def facts_of(involvements: Sequence[Involvement], on: date) -> dict[int, Facts]:
    """All that is known of each involvement as it counts on a day, settings and all; none before its entry.

    Raises TwoHomes where two sources give one fact.
    """
    known = pieces_of(involvements, on)
    return {pk: piece.facts for pk, pieces in known.items() if (piece := piece_on(pieces, on))}


def joined(pieces: Pieces) -> Pieces:
    """Neighbours that say the same are one."""
    kept: list[Piece] = []
    for piece in pieces:
        if not kept or (kept[-1].adoption, kept[-1].facts) != (piece.adoption, piece.facts):
            kept.append(piece)
    return tuple(kept)


def piece_on(pieces: Pieces, day: date) -> Piece | None:
    """The piece of a day; None before the first."""
    return next((piece for piece in reversed(pieces) if piece.from_ <= day), None)


def from_day(pieces: Pieces, day: date) -> Pieces:
    """What matters from a day on: the piece of that day, as if it had been so for ever, and those that follow."""
    now = piece_on(pieces, day)
    later = tuple(piece for piece in pieces if piece.from_ > day)
    return ((replace(now, from_=EVER),) if now else ()) + later


def adoptions_in(known: Mapping[int, Pieces]) -> set[int]:
    """The adoptions that any of the pieces names."""
    return {piece.adoption for pieces in known.values() for piece in pieces if piece.adoption is not None}


def read_on(pieces: Pieces, day: date, rules: Mapping[int, Rules]) -> Read | None:
    """What is read on a day; None before entry, or where no edition was ever in force."""
    piece = piece_on(pieces, day)
    if piece is None or piece.adoption is None:
        return None
    return Read(rules[piece.adoption], piece.facts, piece.adoption)
