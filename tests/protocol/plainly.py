"""Conditions decided a second time, slowly and in so many words: what the compiled closures are held against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Literal, TypeAlias

from concordat.protocol.tree import All, AnyOf, Includes, Is, Limit, Not, OneOf, Quantified, Tree
from concordat.protocol.values import Facts, NotApplicable, Row, Rows, Truth

Word: TypeAlias = Literal["yes", "no", "unknown", "left out"]


def word(truth: Truth) -> Word:
    """The truth as a word, so that a reason for not applying makes no difference."""
    if isinstance(truth, NotApplicable):
        return "left out"
    return "unknown" if truth is None else "yes" if truth else "no"


def decide(tree: Tree, facts: Facts, row: Row, on: date) -> Word:
    """The truth of a condition, told from the design's words rather than from the code."""
    if isinstance(tree, Is | OneOf | Includes | Limit):
        return _leaf(tree, facts, row)
    if isinstance(tree, Not):
        opposite: dict[Word, Word] = {"yes": "no", "no": "yes", "unknown": "unknown", "left out": "left out"}
        return opposite[decide(tree.member, facts, row, on)]
    if isinstance(tree, All):
        return _all([decide(member, facts, row, on) for member in tree.members])
    if isinstance(tree, AnyOf):
        return _any([decide(member, facts, row, on) for member in tree.members])
    return _quantified(tree, facts, on)


def _all(members: Iterable[Word]) -> Word:
    found = [member for member in members if member != "left out"]
    if not found:
        return "left out"
    return "no" if "no" in found else "unknown" if "unknown" in found else "yes"


def _any(members: Iterable[Word]) -> Word:
    found = [member for member in members if member != "left out"]
    if not found:
        return "left out"
    return "yes" if "yes" in found else "unknown" if "unknown" in found else "no"


def _leaf(tree: Is | OneOf | Includes | Limit, facts: Facts, row: Row) -> Word:
    source = row if tree.ref.of_row else facts
    silent = tree.ref.name not in source
    if silent and tree.ref.cell.blank == "no":
        return _holds_of_nothing(tree, facts)
    value = source.get(tree.ref.name)
    if value is None:
        return "unknown"
    if isinstance(value, NotApplicable):
        return "left out"
    if isinstance(tree, Is):
        return "yes" if value else "no"
    if isinstance(tree, OneOf):
        return "yes" if value in tree.codes else "no"
    if isinstance(tree, Includes):
        return "yes" if any(code in tree.codes for code in value) else "no"  # type: ignore[union-attr]
    return _against(tree, len(value) if isinstance(value, tuple) else value, facts)


def _holds_of_nothing(tree: Is | OneOf | Includes | Limit, facts: Facts) -> Word:
    if isinstance(tree, Limit):
        return _against(tree, 0, facts) if tree.ref.cell.type == "choices" else "unknown"
    return "no"


def _against(tree: Limit | Quantified, number: object, facts: Facts) -> Word:
    limit = facts.get(tree.number) if isinstance(tree.number, str) else tree.number
    if limit is None:
        return "unknown"
    if isinstance(limit, NotApplicable):
        return "left out"
    how = tree.how if isinstance(tree, Limit) else tree.limit
    fits = {"at_least": number >= limit, "more_than": number > limit, "less_than": number < limit}  # type: ignore[operator]
    return "yes" if fits[how] else "no"


def _quantified(tree: Quantified, facts: Facts, on: date) -> Word:
    value = facts.get(tree.group)
    if isinstance(value, NotApplicable):
        return "left out"
    listed = value if isinstance(value, Rows) else Rows((), complete=tree.fact.blank == "no")
    if not isinstance(value, Rows) and tree.fact.blank != "no":
        return "unknown"
    meant = [(row, _all([_here(tree, row, on), _where(tree, facts, row, on)])) for row in listed.rows]
    sure = [row for row, fits in meant if fits == "yes"]
    open_ = [row for row, fits in meant if fits == "unknown"]
    answers = {
        _of_rows(tree, [*sure, *(row for row, is_in in zip(open_, chosen, strict=True) if is_in)], facts, on)
        for chosen in product((True, False), repeat=len(open_))
    }
    if not listed.complete:
        answers |= {_with_others(tree, answers)}
    return answers.pop() if len(answers) == 1 else "unknown"


def _with_others(tree: Quantified, answers: set[Word]) -> Word:
    """What the list may come to with rows not yet on record; the same only where nothing more can undo it."""
    if tree.how == "count" and answers == {"left out"}:
        return "left out"
    final: Word = "no" if tree.how == "every" or tree.limit == "less_than" else "yes"
    return final if answers == {final} else "unknown"


def _here(tree: Quantified, row: Row, on: date) -> Word:
    if not tree.fact.timed:
        return "yes"
    start, until = row.get("from"), row.get("until")
    if isinstance(until, date) and not on < until:
        return "no"
    if start is None:
        return "unknown"
    return "no" if isinstance(start, date) and on < start else "yes"


def _where(tree: Quantified, facts: Facts, row: Row, on: date) -> Word:
    found = decide(tree.where, facts, row, on) if tree.where else "yes"
    return "no" if found == "left out" else found


def _of_rows(tree: Quantified, rows: list[Row], facts: Facts, on: date) -> Word:
    if tree.how == "some":
        return "yes" if rows else "no"
    if tree.how == "count":
        return _against(tree, len(rows), facts)
    assert tree.holds is not None
    return _all([decide(tree.holds, facts, row, on) for row in rows])
