"""What an edition asks of what is kept here: by which clauses, which cells of a list, and which codes it offers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from concordat.protocol import duties as shape
from concordat.protocol.facts import Cell, Fact
from concordat.protocol.rules import ReadyDuty, Rules
from concordat.protocol.table import title_of
from concordat.protocol.tree import Includes, Is, Limit, OneOf, Quantified, Tree, names_read, walk
from concordat.records.catalogue import is_kept_here
from concordat.register.choices import Options, plain

# Cells that the kinds of duty themselves read.
_OF_KIND: Mapping[type[shape.DutyBase], tuple[str, tuple[str, ...]]] = {
    shape.DocumentDuty: ("documents", ("type", "elements", "from", "until")),
    shape.Recurs: ("events", ("event", "subject", "held_on", "to")),
    shape.Seat: ("seats", ("role", "person", "ours", "from", "until")),
}
# A shorter name, such as "to", stands in a question for something else.
_NAMING = 4
_OTHER, _OTHER_WORDS = "other", "Something else"


@dataclass(frozen=True)
class Asks:
    """``clauses`` by the fact or list they read; what is not there is not asked. ``cells`` of a list that are read.

    ``codes`` are what can be chosen where the dictionary leaves codes free, by fact or ``group.cell``; ``items`` what a
    checklist holds, by ``group.cell``, and of documents ``by_type`` what each kind has to cover. ``begins`` is what of
    the edition a list can begin with: the cell that names one of them, and their words by code.
    """

    clauses: Mapping[str, tuple[str, ...]]
    cells: Mapping[str, frozenset[str]]
    codes: Mapping[str, Options]
    items: Mapping[str, Options]
    by_type: Mapping[str, Options]
    begins: Mapping[str, tuple[str, Options]] = field(default_factory=dict)

    def options(self, name: str, cell: Cell) -> Options | None:
        """The codes that the edition offers for a cell whose codes are free; None where it offers none."""
        codes = self.codes.get(name)
        if not codes:
            return None
        return {**codes, _OTHER: codes.get(_OTHER, _OTHER_WORDS)} if cell.type == "choice" else codes


def asks_of(rules: Rules) -> Asks:
    """What an edition asks of everything that is kept here."""
    found = _Found(rules)
    for ready in rules.duties.values():
        found.read_duty(ready)
    found.read_forms()
    for route in rules.edition.routes:
        for when, clause in ((route.when, route.clause), *((step.when, step.clause) for step in route.steps)):
            found.read_names(rules.tree(when), clause)
    for prompt in rules.edition.prompts:
        found.read_names(rules.tree(prompt.when), prompt.clause)
    return found.asks()


class _Found:
    """What has been found so far."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.clauses: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.cells: defaultdict[str, set[str]] = defaultdict(set)
        self.codes: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.items: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.by_type: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.begins: dict[str, tuple[str, Options]] = {}

    def asks(self) -> Asks:
        """All of it."""
        clauses = {name: tuple(clauses) for name, clauses in self.clauses.items()}
        cells = {group: frozenset(cells) for group, cells in self.cells.items()}
        return Asks(clauses, cells, self.codes, self.items, self.by_type, self.begins)

    def read_names(self, tree: Tree | None, clause: str) -> None:
        """The facts and lists that a condition reads."""
        if tree is not None:
            self._note(names_read(tree), clause)
            self._read_rows(tree, None)

    def _note(self, names: set[str] | frozenset[str], clause: str) -> None:
        for name in sorted(names):
            if is_kept_here(name, self.rules.table):
                self.clauses[name][clause] = None

    def read_duty(self, ready: ReadyDuty) -> None:
        """What a duty reads: its names, the cells of its rows, and the codes that it looks for."""
        duty = ready.duty
        self._note(ready.reads, duty.clause)
        for tree in (*ready.when, ready.where, ready.holds):
            if tree is not None:
                self._read_rows(tree, duty.each)
        if duty.each and isinstance(duty, shape.Complete):
            self.cells[duty.each] |= {name.removeprefix("this.") for name in duty.facts if name.startswith("this.")}
        if type(duty) in _OF_KIND:
            group, cells = _OF_KIND[type(duty)]
            self.cells[group] |= set(cells)
        self._read_codes(duty)

    def _read_codes(self, duty: shape.DutyBase) -> None:
        if isinstance(duty, shape.DocumentDuty) and duty.elements:
            items = _items(self.rules, duty.elements)
            self.items["documents.elements"] |= items
            for type_ in duty.types:
                self.by_type[type_] |= items
        elif isinstance(duty, shape.Recurs):
            self.codes["events.subject"].setdefault(duty.subject, plain(duty.subject))
            self.codes["events.to"] |= {actor: title_of(self.rules.edition, actor) for actor in duty.to}
            self.codes["events.about"] |= {point: plain(point) for point in duty.about}
        elif isinstance(duty, shape.Seat) and duty.seat:
            self.codes["seats.role"].setdefault(duty.seat, title_of(self.rules.edition, duty.seat).capitalize())

    def _read_rows(self, tree: Tree, each: str | None) -> None:
        """The cells of rows that a condition reads, and the codes that it looks for in them."""
        for part in walk(tree):
            if isinstance(part, Quantified):
                for inner in (part.where, part.holds):
                    if inner is not None:
                        self._read_cells(inner, part.group)
        if each:
            self._read_cells(tree, each)

    def _read_cells(self, tree: Tree, group: str) -> None:
        for part in walk(tree):
            if not isinstance(part, Is | OneOf | Includes | Limit) or not part.ref.of_row:
                continue
            name = part.ref.name.removeprefix("this.")
            self.cells[group].add(name)
            if isinstance(part, OneOf | Includes) and part.ref.cell.options == "any":
                for code in part.codes:
                    self.codes[f"{group}.{name}"].setdefault(code, title_of(self.rules.edition, code).capitalize())

    def read_forms(self) -> None:
        """The facts that forms ask for, and the lists that stand beside their questions."""
        for about, clause, offered, ask in _questions(self.rules):
            self._note({about}, clause)
            if is_kept_here(about, self.rules.table):
                self.cells[about] |= set(_named_in(ask.lower(), self.rules.table[about]))
            if not offered or not is_kept_here(about, self.rules.table):
                continue
            fact = self.rules.table[about]
            cells = {f"{about}.{name}": cell for name, cell in fact.row.items()} if fact.row else {about: fact}
            free = {name: cell for name, cell in cells.items() if cell.options == "any"}
            checked = next((name for name, cell in free.items() if cell.type == "checklist"), None)
            chosen = next((name for name, cell in free.items() if cell.type != "checklist"), None)
            if checked:
                self.items[checked] |= _items(self.rules, offered)
            elif chosen:
                self.codes[chosen] |= _items(self.rules, offered)
                if fact.row:
                    self.begins[about] = (chosen.removeprefix(f"{about}."), _items(self.rules, offered))


def _named_in(ask: str, fact: Fact) -> Iterator[str]:
    """The cells of a list that a question about it names in its own words."""
    for name, cell in fact.row.items():
        called = (words for words in (name.replace("_", " "), cell.words.lower()) if len(words) >= _NAMING)
        if any(re.search(rf"\b{re.escape(words)}\b", ask) for words in called):
            yield name


def _questions(rules: Rules) -> Iterator[tuple[str, str, str, str]]:
    """Each question's fact, the clause that asks, the list beside it (empty where there is none), and its words."""
    for form in rules.edition.forms.values():
        for section in form.sections:
            for question in section.questions:
                clause = question.clause or section.clause or form.clause
                yield question.about, clause, question.offers or "", question.ask


def _items(rules: Rules, list_id: str) -> dict[str, str]:
    return {item.id: item.words for item in rules.edition.lists[list_id].items}
