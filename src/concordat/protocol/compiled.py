"""Conditions as closures: the fast half of the core. Tells only whether, never why.

A closure takes the facts, the row in hand and the day, and answers with Kleene's three values and “not
applicable”, which ``all`` and ``any`` leave out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from concordat.protocol.tree import All, AnyOf, Includes, Is, Limit, Not, OneOf, Quantified, Tree
from concordat.protocol.values import NA, NO_ROWS, NO_ROWS_YET, Facts, NotApplicable, Row, Rows, Truth, in_force

Test: TypeAlias = Callable[[Facts, Row, date], Truth]

EMPTY_ROW: Row = {}


def compile_tree(tree: Tree) -> Test:
    """The closure of a condition."""
    if isinstance(tree, Is):
        return _is(tree)
    if isinstance(tree, OneOf):
        return _one_of(tree)
    if isinstance(tree, Includes):
        return _includes(tree)
    if isinstance(tree, Limit):
        return _limit(tree)
    if isinstance(tree, Not):
        return _not(compile_tree(tree.member))
    if isinstance(tree, All):
        return _all(tuple(compile_tree(member) for member in tree.members))
    if isinstance(tree, AnyOf):
        return _any(tuple(compile_tree(member) for member in tree.members))
    return _QUANTIFIED[tree.how](tree)


def _is(tree: Is) -> Test:
    name, blank = tree.ref.name, tree.ref.blank
    if tree.ref.of_row:
        return lambda facts, row, on: row.get(name, blank)  # type: ignore[return-value]
    return lambda facts, row, on: facts.get(name, blank)  # type: ignore[return-value]


def _one_of(tree: OneOf) -> Test:
    name, codes, of_row, blank = tree.ref.name, frozenset(tree.codes), tree.ref.of_row, tree.ref.blank

    def test(facts: Facts, row: Row, on: date) -> Truth:
        value = (row if of_row else facts).get(name, blank)
        if value is None or value is False or type(value) is NotApplicable:
            return value
        return value in codes

    return test


def _includes(tree: Includes) -> Test:
    name, codes, of_row, blank = tree.ref.name, frozenset(tree.codes), tree.ref.of_row, tree.ref.blank

    def test(facts: Facts, row: Row, on: date) -> Truth:
        value = (row if of_row else facts).get(name, blank)
        if value is None or value is False or type(value) is NotApplicable:
            return value
        return not codes.isdisjoint(value)  # type: ignore[arg-type]

    return test


def compare(how: str, value: int | Decimal, number: int | Decimal) -> bool:
    """One number against a limit."""
    if how == "at_least":
        return value >= number
    if how == "more_than":
        return value > number
    return value < number


def between(how: str, low: int | Decimal, high: int | Decimal | None, number: int | Decimal) -> Truth:
    """A number that lies between two bounds against a limit; a ``high`` of None has no end."""
    if how == "less_than":
        if not compare(how, low, number):
            return False
        return True if high is not None and compare(how, high, number) else None
    if compare(how, low, number):
        return True
    return False if high is not None and not compare(how, high, number) else None


def _limit(tree: Limit) -> Test:
    name, of_row, how, number = tree.ref.name, tree.ref.of_row, tree.how, tree.number
    setting = number if isinstance(number, str) else None
    # No choices made is none of them; an amount that nobody gave is not known, and never nought.
    nothing = 0 if tree.ref.blank is False and tree.ref.cell.type == "choices" else None

    def test(facts: Facts, row: Row, on: date) -> Truth:
        value = (row if of_row else facts).get(name, nothing)
        if value is None or type(value) is NotApplicable:
            return value
        size = len(value) if type(value) is tuple else value
        limit = facts.get(setting) if setting else number
        if limit is None or type(limit) is NotApplicable:
            return limit
        return compare(how, size, limit)  # type: ignore[arg-type]

    return test


def _not(member: Test) -> Test:
    def test(facts: Facts, row: Row, on: date) -> Truth:
        value = member(facts, row, on)
        if value is True:
            return False
        if value is False:
            return True
        return value

    return test


def _all(members: tuple[Test, ...]) -> Test:
    def test(facts: Facts, row: Row, on: date) -> Truth:
        answer: Truth = NA
        for member in members:
            value = member(facts, row, on)
            if value is False:
                return False
            if value is None:
                answer = None
            elif value is True and answer is not None:
                answer = True
        return answer

    return test


def _any(members: tuple[Test, ...]) -> Test:
    def test(facts: Facts, row: Row, on: date) -> Truth:
        answer: Truth = NA
        for member in members:
            value = member(facts, row, on)
            if value is True:
                return True
            if value is None:
                answer = None
            elif value is False and answer is not None:
                answer = False
        return answer

    return test


def _selected(tree: Quantified) -> Callable[[Facts, date], tuple[list[tuple[Row, bool]], bool, bool]]:
    """The rows that are in the selection, each with whether that is sure; complete; not applicable."""
    group, timed, blank = tree.group, tree.fact.timed, NO_ROWS if tree.fact.blank == "no" else NO_ROWS_YET
    where = compile_tree(tree.where) if tree.where else None

    def select(facts: Facts, on: date) -> tuple[list[tuple[Row, bool]], bool, bool]:
        value = facts.get(group)
        if isinstance(value, NotApplicable):
            return [], True, True
        rows = value if isinstance(value, Rows) else blank
        chosen = []
        for row in rows.rows:
            here = in_force(row, on) if timed else True
            fits = where(facts, row, on) if where and here is not False else True
            if here is False or fits is False or isinstance(fits, NotApplicable):
                continue
            chosen.append((row, here is True and fits is True))
        return chosen, rows.complete, False

    return select


def _some(tree: Quantified) -> Test:
    select = _selected(tree)

    def test(facts: Facts, row: Row, on: date) -> Truth:
        chosen, complete, na = select(facts, on)
        for _row, sure in chosen:
            if sure:
                return True
        if na:
            return NA
        return False if complete and not chosen else None

    return test


def _every(tree: Quantified) -> Test:
    select = _selected(tree)
    if tree.holds is None:
        raise ValueError("every without holds")
    holds = compile_tree(tree.holds)

    def test(facts: Facts, row: Row, on: date) -> Truth:
        chosen, complete, _na = select(facts, on)
        held, doubtful, unknown = False, False, not complete
        for member, sure in chosen:
            value = holds(facts, member, on)
            if value is False and sure:
                return False
            if value is True:
                held, doubtful = held or sure, doubtful or not sure
            elif not isinstance(value, NotApplicable):
                unknown = True
        if unknown:
            return None
        # A row that may or may not be meant and holds breaks nothing, but alone it answers nothing either.
        return True if held else None if doubtful else NA

    return test


def _count(tree: Quantified) -> Test:
    select = _selected(tree)
    how, number, group, may_not_apply = tree.limit, tree.number, tree.group, tree.fact.blank != "no"
    setting = number if isinstance(number, str) else None

    def test(facts: Facts, row: Row, on: date) -> Truth:
        chosen, complete, na = select(facts, on)
        limit = facts.get(setting) if setting else number
        if na:
            return NA
        if may_not_apply and facts.get(group) is None:
            return None
        if not isinstance(limit, int | Decimal):
            return limit if isinstance(limit, NotApplicable) else None
        low = [sure for _row, sure in chosen].count(True)
        return between(how, low, len(chosen) if complete else None, limit)

    return test


_QUANTIFIED: dict[str, Callable[[Quantified], Test]] = {"some": _some, "every": _every, "count": _count}
