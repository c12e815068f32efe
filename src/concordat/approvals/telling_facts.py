"""Facts of papers in words, as their own edition and the council name them; and what two papers say differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from concordat.approvals.facts import ACTS, CONDITIONS
from concordat.approvals.models import Papers
from concordat.councils.adopted_rules import rules_of
from concordat.councils.queries import aims
from concordat.councils.scope import Scope
from concordat.protocol.facts import Cell
from concordat.protocol.table import title_of
from concordat.protocol.values import Facts, Row, Rows, Value
from concordat.register.choices import Words
from concordat.register.fact_text import from_text
from concordat.register.views_common import words_of
from concordat.ui.answers import BLANK
from concordat.ui.tables import Column, Content, Table
from concordat.ui.words import in_words

# What is done with papers is not what they say.
NOT_IN_PAPERS = (ACTS, CONDITIONS, "forms")
_NAMES_ROWS = ("id", "matter")


@dataclass(frozen=True)
class Teller:
    """What tells facts in words."""

    words: Words
    aims: Mapping[str, str]

    def of(self, name: str, cell: Cell | None, value: Any) -> str:
        """A value in words; the rows of a list one a line."""
        if isinstance(value, Rows) and value.rows:
            row_cells: Mapping[str, Cell] = getattr(cell, "row", {})
            lines = [self._row(name, row_cells, row) for row in value.rows]
            return "\n".join([*lines, *([] if value.complete else ["There may be others"])])
        if isinstance(value, Mapping):
            return "\n".join(f"{_plain(key)}: {in_words(answer)}" for key, answer in value.items())
        if name == "aims_served.aim":
            return self.aims.get(value, str(value))
        if name.startswith("criterion.") and isinstance(value, int):
            return self._level(name.removeprefix("criterion."), value)
        if cell is not None and cell.type == "money" and isinstance(value, int | Decimal):
            value = int(value * 100)  # facts are in pounds, pages in pence
        return in_words(value, cell, self._options(name, cell) if cell is not None else None)

    def _level(self, criterion: str, score: int) -> str:
        """A level of a criterion with its words: "3: Some legal implications"."""
        found = self.words.edition.significance if self.words.edition else None
        for one in found.criteria if found else ():
            for level in one.levels if one.id == criterion else ():
                if level.score == score:
                    return f"{score}: {level.words}"
        return str(score)

    def _row(self, name: str, cells: Mapping[str, Cell], row: Row) -> str:
        told = []
        for field, value in row.items():
            if field in _NAMES_ROWS or value is None:
                continue
            cell = cells.get(field)
            told.append(f"{cell.words if cell else _plain(field)}: {self.of(f'{name}.{field}', cell, value)}")
        return "; ".join(told)

    def _options(self, name: str, cell: Cell) -> Mapping[str, str] | None:
        edition = self.words.edition
        if edition is not None and cell.options == "bands" and edition.significance is not None:
            return {band.id: band.label for band in edition.significance.bands}
        if edition is not None and cell.options in ("actors", "bodies"):
            return {code: title_of(edition, code) for code in (*edition.roles, *edition.bodies)}
        if edition is not None and cell.options == "forms":
            return {code: form.title for code, form in edition.forms.items()}
        found = self.words.of(name, cell)
        return {code: str(text) for code, text in found.items()} if found else None


def teller(scope: Scope, papers: Papers) -> Teller:
    """What tells the facts of some papers."""
    return Teller(words_of(scope, papers.adoption), {aim.code: aim.words for aim in aims(scope)})


def paragraphs(text: str) -> SafeString | str:
    """Lines one below the other."""
    return format_html_join("", "{}<br>", ((line,) for line in text.split("\n"))) if "\n" in text else text


def differing(before: Facts, now: Facts, only: Sequence[str] = ()) -> list[str]:
    """The names of the facts in which two readings differ, of some or of all."""
    names = only or sorted({*before, *now})
    return [name for name in names if name not in NOT_IN_PAPERS and before.get(name) != now.get(name)]


def changes(scope: Scope, before: Papers, now: Papers, caption: str) -> Table:
    """What newer papers say otherwise than older ones."""
    table, told = rules_of(now.adoption).table, teller(scope, now)
    old, new = from_text(before.facts), from_text(now.facts)
    rows: list[list[Content]] = []
    for name in differing(old, new):
        cell = table.get(name)
        was, is_ = (told.of(name, cell, _given(facts, name)) for facts in (old, new))
        if was != is_:
            rows.append([cell.words if cell else _plain(name), was, is_])
    return Table([Column("What"), Column("Before"), Column("Now")], rows, caption, "Nothing in them differs.")


def _given(facts: Facts, name: str) -> Value | Any:
    return facts.get(name, BLANK)


def _plain(code: str) -> str:
    return code.replace("_", " ").replace(".", ": ").capitalize()
