"""Lists and their rows as pages show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from django.utils.text import Truncator

from concordat.protocol.values import NotApplicable
from concordat.records.catalogue import sides
from concordat.records.facts import VALUE
from concordat.records.places import Where, led
from concordat.records.queries import AnyFact, AnyRow, Both
from concordat.records.reading import Reading
from concordat.register.forms import Asked
from concordat.register.presenters import Params, answer_row, clause_words
from concordat.ui.answers import BLANK, is_unknown, unknown_in_words
from concordat.ui.summaries import Row, summary
from concordat.ui.tables import Cell, Column, Table
from concordat.ui.words import in_words

MOST_COLUMNS, LONGEST = 6, 80
WHOSE = {True: "Joint record", False: "Our own"}
NO_OTHERS, MAY_BE_OTHERS = "There are no others.", "There may be others."
NONE_AT_ALL, NOBODY_SAID = "There are none.", "Nobody has said yet whether there are any."
NOTHING = "Nothing is recorded."


@dataclass(frozen=True)
class SideShown:
    """What is said of a list on one side: whose that is (empty where a list has one side), whether there are others
    (empty where nobody is asked), where one adds a row, and where one says so (both empty for a reader), in words.
    ``is_open``: it may yet be said by one press that there are no others."""

    joint: bool
    whose: str
    state: str
    add: str
    ask: str
    ask_words: str
    is_open: bool
    # Where one begins it with what the edition offers and is not there yet; empty where that is nothing.
    begin: str = ""

    @property
    def to(self) -> str:
        """To what one adds, in words."""
        return {WHOSE[True]: "the joint record", WHOSE[False]: "our own"}.get(self.whose, "")


@dataclass(frozen=True)
class ListShown:
    """A list: its rows as a table, what is said of it on each side, and the clauses that read it."""

    id: str
    title: str
    href: str
    table: Table
    sides: Sequence[SideShown]
    clauses: str
    is_asked: bool
    has_any: bool

    @property
    def chooses(self) -> bool:
        """Whether who adds to it chooses between the joint record and the council's own."""
        return sum(bool(side.add) for side in self.sides) > 1


def list_shown(reading: Reading, group: str, kept: Both, at: Where, here: str = "") -> ListShown:
    """A list of both sides; what is opened from it leads back ``here``, where that is given."""
    fact = reading.rules.table[group]
    both = sides(fact)
    rows = [(joint, row) for joint in both for row in kept.rows[joint][group]]
    said = {joint: kept.facts[joint].get(group) for joint in both}
    states = {joint: _state(said[joint], bool(kept.rows[joint][group])) for joint in both}
    empty = NOTHING
    if len(both) == 1 and not rows and fact.blank == "unknown":
        empty, states = states[both[0]], {both[0]: ""}
    shown = [
        SideShown(
            joint,
            WHOSE[joint] if len(both) > 1 else "",
            states[joint] if fact.blank == "unknown" else "",
            led(at.edit("list_add", group, joint=joint), here),
            led(at.edit("list_complete", group, joint=joint), here) if fact.blank == "unknown" else "",
            _ask(said[joint], bool(kept.rows[joint][group])),
            fact.blank == "unknown" and joint in at.may and not _is_said(said[joint]),
            at.edit("list_begin", group, joint=joint) if left_to_begin(reading, group, kept.rows[joint][group]) else "",
        )
        for joint in both
    ]
    return ListShown(
        f"list-{group}",
        fact.words,
        at.to("list_page", group),
        _table(reading, group, rows, lambda row, joint: led(at.to("list_row", group, row, joint=joint), here), empty),
        shown,
        clause_words(reading.asks.clauses.get(group, ())),
        group in reading.asks.clauses,
        bool(rows) or any(one is not None and bool(one.unsaid) for one in said.values()),
    )


def left_to_begin(reading: Reading, group: str, rows: Sequence[AnyRow]) -> dict[str, str]:
    """What the edition offers for a list to begin with and is not there yet, in words by code."""
    cell, offered = reading.asks.begins.get(group, ("", {}))
    had = {str(row.cells.get(cell)) for row in rows}
    return {code: str(words) for code, words in offered.items() if code not in had}


def _state(said: AnyFact | None, has_rows: bool) -> str:
    answer = said.answer(VALUE) if said is not None else BLANK
    if isinstance(answer, NotApplicable):
        return f"{unknown_in_words(answer)}."
    if said is not None and said.is_complete(VALUE):
        return NO_OTHERS if has_rows else NONE_AT_ALL
    return MAY_BE_OTHERS if has_rows else NOBODY_SAID


def _is_said(said: AnyFact | None) -> bool:
    return said is not None and (said.is_complete(VALUE) or said.answer(VALUE) is not BLANK)


def _ask(said: AnyFact | None, has_rows: bool) -> str:
    if said is not None and said.unsaid:
        return "Change"
    return "Are these all?" if has_rows else "Are there any?"


def _table(
    reading: Reading, group: str, rows: Sequence[tuple[bool, AnyRow]], href: Callable[[str, bool], str], empty: str
) -> Table:
    fact = reading.rules.table[group]
    read = [(joint, row, reading.cells(group, row)) for joint, row in rows]
    answered = {item.name for _joint, _row, items in read for item in items if item.answer is not BLANK}
    wanted = [
        item
        for item in reading.cells(group)
        if item.name in answered or reading.is_asked(group, item.name.removeprefix(f"{group}."))
    ]
    # A checklist has no items before the kind of document is known, and then it has a page's worth.
    names = [item.name for item in sorted(wanted, key=lambda item: item.name not in answered)[:MOST_COLUMNS]]
    columns = [item for item in wanted if item.name in names]
    both = len(sides(fact)) > 1
    heads = [Column(item.cell.words, numeric=item.cell.is_number) for item in columns]
    lines = [
        _line(columns, {item.name: item for item in items}, href(row.reference, joint), nth)
        + ([WHOSE[joint]] if both else [])
        for nth, (joint, row, items) in enumerate(read, start=1)
    ]
    return Table([*heads, *([Column("Whose")] if both else [])], lines, fact.words, empty)


def _line(columns: Sequence[Asked], items: Mapping[str, Asked], href: str, nth: int) -> list[Any]:
    texts = [in_short(items[column.name]) if column.name in items else "" for column in columns]
    first = items[columns[0].name]
    return [Cell(texts[0] if not is_unknown(first.answer) else f"Row {nth}", href), *texts[1:]]


def in_short(item: Asked) -> str:
    """An answer in a few words, for a table."""
    if item.cell.type == "checklist" and isinstance(item.answer, Mapping):
        there = sum(said is True for said in item.answer.values())
        return f"{there} of {len(item.options or {})}"
    options = {code: str(words) for code, words in (item.options or {}).items()}
    return Truncator(in_words(item.answer, item.cell, options)).chars(LONGEST)


def name_of(reading: Reading, row: AnyRow) -> str:
    """What a row is called: its first answer."""
    answered = [item for item in reading.cells(row.group, row) if not is_unknown(item.answer)]
    return in_short(answered[0]) if answered else "A row without answers"


def row_page(reading: Reading, row: AnyRow, edit: str) -> dict[str, Any]:
    """A row's cells: those that are answered or asked, and the rest."""
    items = reading.cells(row.group, row)
    first = [
        item
        for item in items
        if item.answer is not BLANK or reading.is_asked(row.group, item.name.removeprefix(f"{row.group}."))
    ]
    rest = [item for item in items if item not in first]
    folded = f"{edit}?all" if edit else ""
    return {"card": _card(first, edit), "rest": _card(rest, folded) if rest else None, "rest_count": len(rest)}


def _card(items: Sequence[Asked], edit: str) -> Params:
    return summary([_row(item, edit) for item in items])


def _row(item: Asked, edit: str) -> Row:
    if item.cell.type == "checklist" and isinstance(item.answer, Mapping):
        return Row(item.cell.words, _checklist(item), f"{edit}#id_{item.field}" if edit else "")
    return answer_row(item, edit)


def _checklist(item: Asked) -> Any:
    """Each item with its answer, one to a line."""
    answers = [(words, item.answer.get(code, BLANK)) for code, words in (item.options or {}).items()]
    return format_html_join("", "{}: {}<br>", ((words, in_words(said)) for words, said in answers))
