"""Facts in words: what was answered to a question, as a line, or as the rows of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from functools import cached_property

from concordat.councils import queries as councils
from concordat.councils.scope import Scope
from concordat.history.recorded import Recorded
from concordat.protocol.edition import Edition
from concordat.protocol.facts import Cell, Fact
from concordat.protocol.rules import Rules
from concordat.protocol.significance import share_shown
from concordat.protocol.table import title_of
from concordat.protocol.values import Facts, Row, Rows, Value
from concordat.records.asking import Asks, asks_of
from concordat.register import queries as register
from concordat.register.choices import Words, plain
from concordat.register.fact_text import to_text
from concordat.register.person_names import namer
from concordat.ui.answers import BLANK, Blank
from concordat.ui.tables import Cell as LinkedCell
from concordat.ui.tables import Column, Table
from concordat.ui.words import fact_in_words, in_words

SCORE = "significance.score"
MAY_BE_OTHERS = "There may be others."
_MOST_ROWS, _MOST_COLUMNS = 5, 4
_ID = "id"


class Told:
    """The words of an edition's facts for a reader: codes by the edition's and the council's titles, people by name.

    ``facts`` are those that will be told; from them it is known whose names are needed: those of today, or of when the
    row ``made`` was. A fixed number of queries.
    """

    def __init__(self, scope: Scope, rules: Rules, *facts: Facts, made: Recorded | None = None) -> None:
        services, every = register.services(scope)
        self._words = Words(rules.edition, services, every)
        self._table = rules.table
        self._own = {aim.code: aim.words for aim in councils.aims(scope)}
        self._codes = _codes_of(rules.edition)
        self._rules, self._edition = rules, rules.edition
        self._named = namer(scope, [to_text(each) for each in facts], made)

    @cached_property
    def _asks(self) -> Asks:
        return asks_of(self._rules)

    def fact(self, name: str) -> Fact:
        """What the edition knows of a fact."""
        return self._table[name]

    def knows(self, name: str) -> bool:
        """Whether the edition knows a fact of that name."""
        return name in self._table

    def line(self, name: str, facts: Facts) -> str:
        """A fact as one line; a list by its number of rows."""
        fact = self._table[name]
        value: Value | Blank = facts.get(name, BLANK)
        if isinstance(value, Rows) and value.rows:
            return f"{len(value.rows)} on record.{'' if value.complete else f' {MAY_BE_OTHERS}'}"
        return self._level(name, value) or self._cell(name, fact, value)

    def _level(self, name: str, value: Value | Blank) -> str:
        """The answer to a question of significance: its score, with the words of the level."""
        graded = self._edition.significance
        criterion = name.removeprefix("criterion.") if graded and name.startswith("criterion.") else ""
        levels = (level for one in graded.criteria if one.id == criterion for level in one.levels) if graded else ()
        return next((f"{level.score}: {level.words}" for level in levels if level.score == value), "")

    def rows(self, name: str, value: Value) -> list[str]:
        """The rows of a list, each as a line that says all of it."""
        cells = self._table[name].row
        return [self._row(name, cells, row) for row in value.rows] if isinstance(value, Rows) else []

    def table(self, name: str, value: Value, links: Mapping[str, str] | None = None) -> Table | None:
        """The first rows of a list as a short table; None where there are none. ``links`` are addresses of rows by
        their marks."""
        found = self._as_table(name, value, _MOST_ROWS, _MOST_COLUMNS)
        if found is None or not links or not isinstance(value, Rows):
            return found
        hrefs = [links.get(str(row.get(_ID)), "") for row in value.rows]
        rows = [[LinkedCell(str(first), href), *rest] for (first, *rest), href in zip(found.rows, hrefs, strict=False)]
        return replace(found, rows=rows)

    def whole(self, name: str, value: Value) -> Table | None:
        """All rows of a list as a table, with every column in which anything is said; None where there are none."""
        return self._as_table(name, value, None, None)

    def _as_table(self, name: str, value: Value, rows: int | None, columns_: int | None) -> Table | None:
        if not isinstance(value, Rows) or not value.rows:
            return None
        fact = self._table[name]
        said = [cell for cell in fact.row if cell != _ID and any(cell in row for row in value.rows)][:columns_]
        if not said:
            return None
        shown = [
            [self._cell(f"{name}.{cell}", fact.row[cell], row.get(cell, BLANK)) for cell in said]
            for row in value.rows[:rows]
        ]
        columns = [Column(fact.row[cell].words, numeric=fact.row[cell].is_number) for cell in said]
        return Table(columns, shown, fact.words, "", dense=True, caption_hidden=True)

    def _row(self, name: str, cells: Mapping[str, Cell], row: Row) -> str:
        said = (
            f"{cell.words}: {self._cell(f'{name}.{key}', cell, row[key])}"
            for key, cell in cells.items()
            if key in row and key != _ID
        )
        return "; ".join(said)

    def _cell(self, name: str, cell: Cell, value: object) -> str:
        if isinstance(value, Mapping):
            return ", ".join(f"{self._code(name, cell, key)}: {in_words(said)}" for key, said in value.items())
        graded = self._edition.significance
        if name == SCORE and graded is not None and isinstance(value, Decimal):
            return share_shown(value, graded.bands, {})
        if cell.unit == "percent" and isinstance(value, Decimal):
            # Cut and not rounded: a share just short of a band does not read as one that is in it.
            return in_words(value.quantize(Decimal("0.01"), ROUND_DOWN), cell)
        if cell.type in ("choice", "choices"):
            codes = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
            return in_words(value, cell, {str(code): self._code(name, cell, str(code)) for code in codes})
        return self._named(fact_in_words(value, cell))

    def _code(self, name: str, cell: Cell, code: str) -> str:
        if name == "involvement.service":
            return self._words.all_services.get(code, code)
        if name == "aims_served.aim":
            return self._own.get(code, code)
        if cell.options in (None, "any") and name != "involvement.service":
            offered = self._asks.options(name, cell)
            # Where nothing is offered it was typed, and is told as it was typed.
            return (offered.get(code) or plain(code)) if offered else code
        known = {str(key): str(words) for key, words in (self._words.of(name, cell) or {}).items()}
        if code in known:
            return known[code]
        if cell.options in ("roles", "bodies", "actors"):
            return title_of(self._edition, code)
        return self._codes.get(code, plain(code))


def _codes_of(edition: Edition) -> dict[str, str]:
    """The words of an edition's bands, forms, duties, and of the items of its lists, by code."""
    found = {item.id: item.words for listed in edition.lists.values() for item in listed.items}
    found |= {duty.id: duty.words for duty in edition.duties}
    found |= {form.id: form.title for form in edition.forms.values()}
    bands = edition.significance.bands if edition.significance else []
    return found | {band.id: band.label for band in bands}
