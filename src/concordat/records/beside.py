"""Amounts that stand elsewhere in the record and bear on a list: shown beside it before anybody says "none", and where
they are not what its rows come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concordat.records.catalogue import section_of
from concordat.records.facts import VALUE
from concordat.records.places import Where, led
from concordat.records.queries import AnyFact, AnyRow, Both, Side, kept
from concordat.records.reading import Reading, answer_in
from concordat.records.stored import cell_answer
from concordat.register.models import Involvement
from concordat.ui.labels import named
from concordat.ui.words import in_words

# By list: the council's own amounts that say the same in one figure, or tell of money that the list should name.
_AMOUNTS: Mapping[str, tuple[str, ...]] = {
    "commitments": ("commitment.cash", "commitment.staff_cost", "commitment.in_kind_value"),
    "contributions": ("commitment.through_accounts",),
}
# The list whose rows say the same as amounts a year, and the amount by the kind of a row.
COMMITMENTS, FINANCE = "commitments", "finance"
_BY_KIND: Mapping[str, str] = {
    "cash": "commitment.cash",
    "staff": "commitment.staff_cost",
    "in_kind": "commitment.in_kind_value",
}


@dataclass(frozen=True)
class Amount:
    """An amount on record: what it is, how much, and where it is answered (empty for a reader)."""

    words: str
    amount: str
    href: str


def amounts(reading: Reading, involvement: Involvement, group: str, at: Where) -> list[Amount]:
    """The amounts that bear on a list; none that is nothing. One query for a list that has any, else none."""
    facts, table = _AMOUNTS.get(group, ()), reading.rules.table
    found = kept(Side(involvement, joint=False), facts) if facts else {}
    said = {name: answer_in(row) for name, row in found.items()}
    sections, here = {name: section_of(name, table) for name in said}, at.to("list_page", group)
    return [
        Amount(
            named(table[name].words),
            in_words(said[name], table[name]),
            led(at.edit("section_edit", section.id, joint=False), here),
        )
        for name in facts
        if isinstance(said.get(name), int) and said[name] > 0 and (section := sections[name]) is not None
    ]


@dataclass(frozen=True)
class Differing:
    """Where amounts and a list of the same say otherwise: a sentence for each, and a link to the other of the two."""

    words: Sequence[str]
    href: str
    text: str


def on_list(
    reading: Reading, kept_: Both, group: str, involvement: Involvement, at: Where, here: str = ""
) -> Differing | None:
    """What the page of a list says, leading to the amounts and back ``here``. One query for a list with any."""
    if group != COMMITMENTS or not kept_.rows[False][COMMITMENTS]:
        return None
    said = kept(Side(involvement, joint=False), list(_BY_KIND.values()))
    section = section_of(_BY_KIND["cash"], reading.rules.table)
    if section is None:
        return None
    shown = f"{at.to('subject', FINANCE)}#section-{section.id}"
    href = led(at.edit("section_edit", section.id, joint=False), here or at.to("list_page", group)) or shown
    return Differing(_words(reading, said, kept_.rows[False], kept_.facts[False]), href, section.title)


def on_amounts(reading: Reading, facts: Iterable[str], kept_: Both, at: Where) -> Differing | None:
    """What a page that shows these amounts says, leading to the list. ``kept_`` has both."""
    if not set(facts) & set(_BY_KIND.values()):
        return None
    words = _words(reading, kept_.facts[False], kept_.rows[False], kept_.facts[False])
    return Differing(words, at.to("list_page", COMMITMENTS), named(reading.rules.table[COMMITMENTS].words))


def names_for(facts: Iterable[str]) -> list[str]:
    """What :func:`on_amounts` has to know of a page's amounts; nothing where it shows none."""
    return [*_BY_KIND.values(), COMMITMENTS] if set(facts) & set(_BY_KIND.values()) else []


def _words(
    reading: Reading, said: Mapping[str, AnyFact], rows: Mapping[str, Sequence[AnyRow]], listed: Mapping[str, AnyFact]
) -> list[str]:
    """A sentence for each kind of which both are known and differ. An amount is of a year: a list that names more than
    one year, or none, a row without its amount and a row of no kind leave it unknown, and nothing is said."""
    cells = [{name: cell_answer(row.cells, name) for name in ("kind", "year", "amount")} for row in rows[COMMITMENTS]]
    if any(one["kind"] not in _BY_KIND for one in cells):
        return []
    whole = COMMITMENTS in listed and listed[COMMITMENTS].is_complete(VALUE)
    found = []
    for kind, fact in _BY_KIND.items():
        amount, of_kind = answer_in(said.get(fact)), [one for one in cells if one["kind"] == kind]
        total = _total(of_kind) if of_kind else None
        if isinstance(amount, int) and total is not None and total[0] != amount:
            so_far = "" if whole else " so far"
            comes_to = in_words(total[0], reading.rules.table[COMMITMENTS].row["amount"])
            on_record = in_words(amount, reading.rules.table[fact])
            words = named(reading.rules.table[fact].words).partition(";")[0]
            found.append(f"{words}: {on_record} as an amount, but {comes_to} in the list{so_far} for {total[1]}.")
    return found


def _total(cells: Sequence[Mapping[str, Any]]) -> tuple[int, str] | None:
    """What rows come to in their one year, and that year; None where either is not known."""
    years = {one["year"].strip() if isinstance(one["year"], str) else "" for one in cells}
    if len(years) != 1 or "" in years or not all(isinstance(one["amount"], int) for one in cells):
        return None
    return sum(one["amount"] for one in cells), years.pop()
