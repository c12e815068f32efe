"""Keeping records through the services, and reading the facts back; a value that fits any cell."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from concordat.councils.scope import Scope
from concordat.protocol.facts import Cell, Fact, dictionary
from concordat.protocol.values import Value
from concordat.records import answering, facts, listing, queries
from concordat.records.catalogue import is_joint, sides, subject_of
from concordat.records.queries import AnyRow, Side
from concordat.register.models import Involvement

SCALARS: dict[str, Fact] = {
    name: fact for name, fact in dictionary().items() if fact.type != "rows" and subject_of(name, fact)
}
LISTS: dict[str, Fact] = {
    name: fact for name, fact in dictionary().items() if fact.type == "rows" and subject_of(name, fact)
}
# Between them of every type and both sides. The store knows types and not names, so that the others are for the slow
# suite.
TELLING = ("documents", "commitments", "council_risks", "seats", "stakeholders")


def each(names: Iterable[str]) -> list[Any]:
    """Every list as a case of its own, all but the telling ones slow."""
    return [name if name in TELLING else pytest.param(name, marks=pytest.mark.slow) for name in names]


_OF_SOURCE = {"stages": "operating", "any": "anything"}
_VALUES: dict[str, tuple[Any, Value]] = {
    "yes_no": (False, False),
    "text": ("Words", "Words"),
    "number": (Decimal("2.5"), Decimal("2.5")),
    "money": (1_234_50, Decimal("1234.5")),
    "date": (date(2026, 3, 27), date(2026, 3, 27)),
    "checklist": ({"anything": True, "else": None}, {"anything": True, "else": None}),
}


def fitting(cell: Cell) -> tuple[Any, Value]:
    """An answer that fits a cell, and the value of the fact that it makes."""
    if cell.type not in ("choice", "choices"):
        return _VALUES[cell.type]
    code = min(cell.options) if isinstance(cell.options, dict) else _OF_SOURCE[cell.options or "any"]
    return (code, code) if cell.type == "choice" else ([code], (code,))


def answer(scope: Scope, row: Involvement, fact: str, said: Any, **told: Any) -> None:
    """Answer one fact."""
    answer_side(scope, Side(row, is_joint(SCALARS[fact])), {fact: said}, **told)


def answer_all(scope: Scope, row: Involvement, said: Mapping[str, Any], **told: Any) -> None:
    """Answer many facts, those of each side at once."""
    for joint in (True, False):
        of_side = {name: one for name, one in said.items() if is_joint(SCALARS[name]) == joint}
        answer_side(scope, Side(row, joint), of_side, **told)


def answer_side(scope: Scope, side: Side, said: Mapping[str, Any], **told: Any) -> None:
    """Answer facts of one side at once, as whoever has just seen them does."""
    answering.answer(scope, side=side, answers=said, version=queries.as_seen(side, list(said)).version, **told)


def add(scope: Scope, row: Involvement, group: str, *, joint: bool | None = None, **answers: Any) -> AnyRow:
    """Add a row to a list, on its usual side; a cell named like a word of Python takes an underscore after it."""
    side = Side(row, sides(LISTS[group])[0] if joint is None else joint)
    said = {name.removesuffix("_"): value for name, value in answers.items()}
    return listing.add(scope, side=side, group=group, answers=said)


def say_complete(scope: Scope, row: Involvement, group: str, *, complete: bool = True, **told: Any) -> None:
    """Say of every side of a list that there are no others."""
    for joint in sides(LISTS[group]):
        side = Side(row, joint)
        version = queries.as_seen(side, [group]).version
        answering.say_complete(scope, side=side, group=group, complete=complete, version=version, **told)


def known(row: Involvement, scope: Scope) -> dict[str, Value]:
    """What the room says of a partnership."""
    return facts.facts_of([row], scope.on)[row.pk]
