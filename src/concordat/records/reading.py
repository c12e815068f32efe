"""Answers and rows with what a page or a form needs to show them, under the rules that a partnership is judged by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from concordat.councils.scope import Scope
from concordat.protocol.facts import Cell, Fact
from concordat.protocol.rules import Rules
from concordat.protocol.table import codes_of, title_of
from concordat.records.asking import Asks, asks_of
from concordat.records.facts import VALUE
from concordat.records.fitting import rules_for
from concordat.records.models import ListRow
from concordat.records.queries import AnyFact
from concordat.records.stored import answer_of, cell_answer
from concordat.records.sums import summed
from concordat.register.choices import Options, Words, plain
from concordat.register.forms import Asked
from concordat.register.models import Involvement
from concordat.ui.answers import BLANK, is_unknown

# A form with more cells than these folds what nobody asks for; so many cells, the first, say which row it is.
MOST_AT_ONCE, NAMING = 14, 4


@dataclass(frozen=True)
class Reading:
    """The rules, what they ask of what is kept here, and the words for codes."""

    rules: Rules
    asks: Asks
    words: Words

    def answers(self, facts: Iterable[str], kept: Mapping[str, AnyFact]) -> list[Asked]:
        """Facts as a form asks for them and a card shows them, with their answers of one side."""
        return [self._asked(name, self.rules.table[name], answer_in(kept.get(name))) for name in facts]

    def sums(self, facts: Iterable[str], kept: Mapping[str, AnyFact]) -> list[Asked]:
        """Sums as a card shows them."""
        return [
            self._asked(name, self.rules.table[name], summed(lambda part: answer_in(kept.get(part)), name))
            for name in facts
        ]

    def cells(self, group: str, row: ListRow | None = None) -> list[Asked]:
        """The cells of a list likewise, with a row's answers; a checklist is left out where nothing is in it."""
        fact = self.rules.table[group]
        kept = row.cells if row is not None else {}
        type_ = kept.get("type", "") if group == "documents" else ""
        found = [
            self._asked(f"{group}.{name}", cell, cell_answer(kept, name), str(type_))
            for name, cell in fact.row.items()
            if name != "id"
        ]
        return [item for item in found if item.cell.type != "checklist" or item.options]

    def is_asked(self, group: str, cell: str) -> bool:
        """Whether a duty reads a cell of a list, or its rows would be nameless without it."""
        first = next(name for name in self.rules.table[group].row if name != "id")
        return cell == first or self.rules.table[group].row[cell].required or cell in self.asks.cells.get(group, ())

    def _asked(self, name: str, cell: Cell, answer: Any, type_: str = "") -> Asked:
        options = self._options(name, cell, type_)
        if isinstance(answer, Mapping):
            given = list(answer)
        else:
            given = list(answer) if isinstance(answer, list) else [answer] if isinstance(answer, str) else []
        if options is None:
            return Asked(name, cell, None, tuple(answer) if isinstance(answer, list) else answer)
        options = {**options, **{code: plain(code) for code in given if code not in options}}
        if isinstance(answer, list):
            answer = tuple(code for code in options if code in given)
        return Asked(name, cell, options, answer)

    def _options(self, name: str, cell: Cell, type_: str) -> Options | None:
        if cell.type == "checklist":
            return cell.options if isinstance(cell.options, dict) else self._items(name, type_)
        if cell.type not in ("choice", "choices"):
            return None
        if cell.options in (None, "any"):
            return self.asks.options(name, cell)
        if isinstance(cell.options, dict) or cell.options in ("stages", "types", "roles"):
            return self.words.of(name, cell)
        edition = self.rules.edition
        return {code: title_of(edition, code) for code in sorted(codes_of(edition, cell) or ())} or None

    def _items(self, name: str, type_: str) -> Options:
        """What a document of a kind has to cover; else what the edition offers that no kind of document has to."""
        if name != "documents.elements":
            return self.asks.items.get(name, {})
        if type_ in self.asks.by_type:
            return self.asks.by_type[type_]
        needed = {code for items in self.asks.by_type.values() for code in items}
        return {code: words for code, words in self.asks.items.get(name, {}).items() if type_ and code not in needed}


def reading_for(scope: Scope, involvement: Involvement) -> Reading:
    """How an involvement's records are read. Raises CannotDo where no protocol is in force for it."""
    rules = rules_for(scope, involvement)
    return Reading(rules, asks_of(rules), Words(rules.edition, {}))


def answer_in(row: AnyFact | None) -> Any:
    """The answer of a fact as a form takes it; BLANK where nobody has given one."""
    answer = row.answer(VALUE) if row is not None else BLANK
    return answer if is_unknown(answer) else answer_of(answer)


def shown_first(reading: Reading, fact: Fact, group: str, items: list[Asked]) -> list[Asked]:
    """Of a row's cells, those that a form asks at once: all of a short list; of a long one, what says which row it is
    and when it counts, and what is asked or answered."""
    if len(fact.row) <= MOST_AT_ONCE:
        return items
    plain_ones = {f"{group}.{name}" for name in [*list(fact.row)[1 : NAMING + 1], "from", "until"]}
    return [
        item
        for item in items
        if item.name in plain_ones
        or item.answer is not BLANK
        or reading.is_asked(group, item.name.removeprefix(f"{group}."))
    ]
