"""An edition made ready to decide: its facts, and every duty as closures.

``Rules`` is built once from an :class:`~concordat.protocol.edition.Edition`; nothing in it changes after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from concordat.protocol import duties as shape
from concordat.protocol import kinds, rounds
from concordat.protocol.compiled import Test, compile_tree
from concordat.protocol.conditions import Reader
from concordat.protocol.each import rows_asked
from concordat.protocol.edition import Edition
from concordat.protocol.facts import FactTable
from concordat.protocol.faults import NOWHERE, Place
from concordat.protocol.findings import Applies, Decide, Finding, decider
from concordat.protocol.reads import reads_of_kind
from concordat.protocol.table import codes_of, fact_table
from concordat.protocol.tree import Quantified, Tree, names_read, walk
from concordat.protocol.values import Facts


@dataclass(frozen=True)
class ReadyDuty:
    """A duty with its conditions as trees (for the sentence) and closures (for the answer)."""

    duty: shape.DutyBase
    when: tuple[Tree, ...]
    where: Tree | None
    holds: Tree | None
    decide: Decide
    reads: frozenset[str]


@dataclass(frozen=True)
class Rules:
    """An edition, the facts it can read, and its duties ready to decide."""

    edition: Edition
    table: FactTable
    duties: Mapping[str, ReadyDuty]
    ready: dict[int, tuple[object, Tree, Test]] = field(default_factory=dict, repr=False, compare=False)

    def tree(self, condition: object) -> Tree | None:
        """The tree of one of the edition's conditions; None where there is none."""
        return self._read(condition)[0] if condition is not None else None

    def test(self, condition: object) -> Test | None:
        """The closure of one of the edition's conditions; None where there is none."""
        return self._read(condition)[1] if condition is not None else None

    def _read(self, condition: object) -> tuple[Tree, Test]:
        """A condition is read once. It is kept with its tree, so that no other can come by its identity."""
        if id(condition) not in self.ready:
            tree = Reader(self.table, _raise).read(condition, NOWHERE)
            if tree is None:
                raise ValueError("A condition of this edition cannot be read; check the edition first.")
            self.ready[id(condition)] = (condition, tree, compile_tree(tree))
        return self.ready[id(condition)][1:]


def _raise(_place: Place, _token: str, what: str, write: str) -> None:
    raise ValueError(f"{what} {write}")


def prepare(edition: Edition) -> Rules:
    """Make an edition ready. Raises ValueError on a condition that does not fit; a checked edition has none."""
    table = fact_table(edition)
    reader = Reader(table, _raise, lambda cell: codes_of(edition, cell))
    ready = {duty.id: _ready(edition, table, reader, duty) for duty in edition.duties}
    return Rules(edition, table, ready)


def _ready(edition: Edition, table: FactTable, reader: Reader, duty: shape.DutyBase) -> ReadyDuty:
    trees = [reader.read(raw, NOWHERE) for raw in (duty.group_when, duty.when) if raw is not None]
    when = tuple(tree for tree in trees if tree is not None)
    where = reader.read(duty.where, NOWHERE, duty.each) if duty.where is not None else None
    holds = reader.read(duty.holds, NOWHERE, duty.each) if isinstance(duty, shape.Holds) else None
    bodies = _bodies(edition, table, reader, duty, holds)
    reads = frozenset().union(*(names_read(tree) for tree in (*when, where, holds) if tree)) | reads_of_kind(duty)
    groups = {name for name in reads | {duty.each} if name in table and table[name].timed}
    for tree in (*when, where, holds):
        groups |= (
            {part.group for part in walk(tree) if isinstance(part, Quantified) and part.fact.timed} if tree else set()
        )
    gate = f"gates.{duty.before}_on" if duty.before else None
    applies = Applies(duty.of != "council", tuple(map(compile_tree, when)), gate, tuple(sorted(groups)))
    each = rows_asked(duty.each, table, compile_tree(where) if where else None) if duty.each else None
    return ReadyDuty(duty, when, where, holds, decider(applies, each, bodies), reads)


def _bodies(
    edition: Edition, table: FactTable, reader: Reader, duty: shape.DutyBase, holds: Tree | None
) -> rounds.Bodies:
    if isinstance(duty, shape.Complete):
        refs = [reader.ref(name, NOWHERE, duty.each) for name in duty.facts]
        return kinds.complete([ref for ref in refs if ref is not None])
    if isinstance(duty, shape.Recurs):
        anchor = reader.ref(rounds.anchor_of(duty), NOWHERE, duty.each)
        return rounds.recurs(duty, anchor) if anchor else []
    if isinstance(duty, shape.DocumentDuty):
        return kinds.document(duty, elements_of(edition, duty))
    if holds is not None:
        return kinds.holds(compile_tree(holds))
    builder: Callable[..., rounds.Bodies] = _BUILDERS[type(duty)]
    return builder(duty)


_BUILDERS: dict[type[shape.DutyBase], Callable[..., rounds.Bodies]] = {
    shape.FormDuty: rounds.form,
    shape.ActDuty: kinds.act,
    shape.Seat: kinds.seat,
    shape.Closed: kinds.closed,
    shape.Judgement: kinds.judgement,
    shape.Published: kinds.published,
}


def elements_of(edition: Edition, duty: shape.DocumentDuty) -> tuple[str, ...]:
    """The elements that a document has to contain."""
    return tuple(item.id for item in edition.lists[duty.elements].items) if duty.elements else ()


def decide(rules: Rules, duty: str, facts: Facts, on: date) -> tuple[Finding, ...]:
    """What is found of a duty on a day; one finding, or one a row and recipient."""
    return rules.duties[duty].decide(facts, on)
