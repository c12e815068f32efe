"""Conditions as sentences: the full half of the core. Gives the same truth as the compiled closure.

Each part of the tree becomes a :class:`Trace`: what was found of it and in which words, with the parts below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from concordat.protocol.compiled import EMPTY_ROW, compile_tree
from concordat.protocol.facts import Cell, Fact
from concordat.protocol.tree import All, AnyOf, Includes, Is, Limit, Not, OneOf, Quantified, Ref, Tree
from concordat.protocol.values import Facts, NotApplicable, Row, Rows, Truth, Value, in_force, rows_of


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found of one part of a condition. ``fact`` names the fact of a leaf."""

    truth: Truth
    says: str
    fact: str = ""
    parts: tuple[Trace, ...] = ()

    def leaves(self) -> Iterator[Trace]:
        """The parts that read a fact."""
        if self.fact and not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def trace(tree: Tree, facts: Facts, on: date, row: Row = EMPTY_ROW) -> Trace:
    """The sentence of a condition on a day, with those of its parts."""
    truth = compile_tree(tree)(facts, row, on)
    if isinstance(tree, Not):
        part = trace(tree.member, facts, on, row)
        return Trace(truth, f"not: {part.says}", parts=(part,))
    if isinstance(tree, All | AnyOf):
        parts = tuple(trace(member, facts, on, row) for member in tree.members)
        return Trace(truth, _joined(tree, truth, parts), parts=parts)
    if isinstance(tree, Quantified):
        return _quantified(tree, truth, facts, on)
    return Trace(truth, _leaf(tree, facts, row), fact=tree.ref.shown)


def _joined(tree: All | AnyOf, truth: Truth, parts: tuple[Trace, ...]) -> str:
    """The parts that decide: those of the same truth where one is enough, else all of them."""
    one_is_enough = truth is isinstance(tree, AnyOf)
    deciding = [p for p in parts if p.truth is truth] if one_is_enough or truth is None else list(parts)
    word = "; or " if isinstance(tree, AnyOf) and not one_is_enough else "; "
    return word.join(part.says for part in deciding or parts)


def _leaf(tree: Is | OneOf | Includes | Limit, facts: Facts, row: Row) -> str:
    ref = tree.ref
    found = (row if ref.of_row else facts).get(ref.name, False if ref.blank is False else None)
    says = f"{_label(ref)}: {shown(found, ref.cell)}"
    if isinstance(tree, OneOf | Includes):
        return f"{says} (asked: {' or '.join(_code(code, ref.cell) for code in tree.codes)})"
    if isinstance(tree, Limit):
        return f"{says} ({tree.how.replace('_', ' ')} {_limit(tree.number, facts)})"
    return says


def _label(ref: Ref) -> str:
    return ref.cell.words.rstrip(".")


def _limit(number: int | Decimal | str, facts: Facts) -> str:
    if not isinstance(number, str):
        return f"{number:,}"
    value = facts.get(number)
    named = f"the setting “{number.removeprefix('setting.').replace('_', ' ')}”"
    return f"{named}, {value:,}" if isinstance(value, int | Decimal) else f"{named}, not given"


def _code(code: str, cell: Cell) -> str:
    if isinstance(cell.options, dict) and code in cell.options:
        return cell.options[code]
    return code.replace("_", " ")


def shown(value: Value, cell: Cell) -> str:
    """A value in words; blank and not known both read “not known”, a thing that does not apply says why."""
    if value is None:
        return "not known"
    if isinstance(value, NotApplicable):
        return f"not applicable ({value.reason})" if value.reason else "not applicable"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Rows):
        return f"{len(value.rows)}" if value.complete else f"{len(value.rows)} so far"
    if isinstance(value, tuple):
        return ", ".join(_code(code, cell) for code in value) or "none"
    if isinstance(value, str):
        return _code(value, cell) if cell.type == "choice" else value
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, int | Decimal):
        return f"£{value:,}" if cell.type == "money" else f"{value:,}"
    return "; ".join(f"{_code(k, cell)}: {shown(v, cell)}" for k, v in value.items())


def row_name(row: Row, number: int) -> str:
    """What a row is called: its id, or its place in the list."""
    found = row.get("id")
    return str(found) if found else f"row {number}"


def _quantified(tree: Quantified, truth: Truth, facts: Facts, on: date) -> Trace:
    value = facts.get(tree.group)
    label = tree.fact.words.rstrip(".")
    if isinstance(value, NotApplicable):
        return Trace(truth, f"{label}: {shown(value, tree.fact)}", fact=tree.group)
    rows = rows_of(facts, tree.group, only_here=tree.fact.blank == "no")
    parts = tuple(_row_parts(tree, rows, facts, on))
    return Trace(truth, f"{label}: {_tally(tree, rows, truth)}", fact=tree.group, parts=parts)


def _row_parts(tree: Quantified, rows: Rows, facts: Facts, on: date) -> Iterator[Trace]:
    for number, member in enumerate(rows.rows, 1):
        if _out(tree.fact, member, on):
            continue
        for part in (tree.where, tree.holds):
            if part is not None:
                found = trace(part, facts, on, member)
                yield Trace(found.truth, f"{row_name(member, number)}: {found.says}", parts=(found,))


def _out(fact: Fact, row: Row, on: date) -> bool:
    return fact.timed and in_force(row, on) is False


def _tally(tree: Quantified, rows: Rows, truth: Truth) -> str:
    ends = "" if rows.complete else ", and nobody has said that there are no others"
    many = f"{len(rows.rows)} on record{ends}"
    if truth is None:
        return f"not known ({many})"
    if isinstance(truth, NotApplicable):
        return f"none ({many})"
    asked = {"some": "at least one fits", "every": "each one fits"}.get(
        tree.how, f"{tree.limit.replace('_', ' ')} {tree.number} fit"
    )
    return f"{asked}: {'yes' if truth else 'no'} ({many})"
