"""Facts in words: what was answered to a question, as a line, or as the rows of a list."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal

from concordat.councils import queries as councils
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.facts import Cell, Fact
from concordat.protocol.rules import Rules
from concordat.protocol.table import title_of
from concordat.protocol.values import Facts, Row, Rows, Value
from concordat.register import queries as register
from concordat.register.choices import Words, plain
from concordat.register.fact_text import to_text
from concordat.register.person_names import namer
from concordat.ui.answers import BLANK, Blank
from concordat.ui.tables import Column, Table
from concordat.ui.words import in_words

MAY_BE_OTHERS = "There may be others."
_MOST_ROWS, _MOST_COLUMNS = 5, 4
_ID = "id"


class Told:
    """The words of an edition's facts for a reader: codes by the edition's and the council's titles, people by name.

    ``facts`` are those that will be told; from them it is known whose names are needed. A fixed number of queries.
    """

    def __init__(self, scope: Scope, rules: Rules, *facts: Facts) -> None:
        services, every = register.services(scope)
        self._words = Words(rules.edition, services, every)
        self._table = rules.table
        self._own = {aim.code: aim.words for aim in councils.aims(scope)}
        self._codes = _codes_of(rules.edition)
        self._edition = rules.edition
        self._named = namer(scope, [to_text(each) for each in facts])

    def fact(self, name: str) -> Fact:
        """What the edition knows of a fact."""
        return self._table[name]

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

    def table(self, name: str, value: Value) -> Table | None:
        """The first rows of a list as a short table; None where there are none."""
        if not isinstance(value, Rows) or not value.rows:
            return None
        fact = self._table[name]
        said = [cell for cell in fact.row if cell != _ID and any(cell in row for row in value.rows)][:_MOST_COLUMNS]
        if not said:
            return None
        shown = [
            [self._cell(f"{name}.{cell}", fact.row[cell], row.get(cell, BLANK)) for cell in said]
            for row in value.rows[:_MOST_ROWS]
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
        if cell.type == "money" and isinstance(value, int | Decimal) and not isinstance(value, bool):
            # Facts hold pounds; pages show pence.
            return in_words(int(value * 100), cell)
        if cell.unit == "percent" and isinstance(value, Decimal):
            # Cut and not rounded: a share just short of a band does not read as one that is in it.
            return in_words(value.quantize(Decimal("0.01"), ROUND_DOWN), cell)
        if cell.type in ("choice", "choices"):
            codes = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
            return in_words(value, cell, {str(code): self._code(name, cell, str(code)) for code in codes})
        return self._named(in_words(value, cell))

    def _code(self, name: str, cell: Cell, code: str) -> str:
        if name == "involvement.service":
            return self._words.all_services.get(code, code)
        if name == "aims_served.aim":
            return self._own.get(code, code)
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
