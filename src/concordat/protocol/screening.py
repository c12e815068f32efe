"""Is it a partnership? Classes first, in the order written; then the required marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from concordat.protocol.ask import Class, Screening
from concordat.protocol.compiled import EMPTY_ROW
from concordat.protocol.rules import Rules
from concordat.protocol.tree import Is, names_read, walk
from concordat.protocol.values import Facts, NotApplicable, Truth, Value

ScreeningAnswer: TypeAlias = Literal["is", "between", "is_not", "refer", "undetermined", "not_screened"]
Treatment: TypeAlias = Literal["is", "is_not", "refer"]


@dataclass(frozen=True)
class WouldChange:
    """A blank, and what the answer would become with each of its values."""

    fact: str
    becomes: dict[str, ScreeningAnswer]


@dataclass(frozen=True)
class Screened:
    """The answer, how it is treated (None: not screened), what decided it and what spoke for it.

    ``decided_by`` and ``agreeing`` are ids of classes and marks; ``referred_to`` is a role.
    """

    answer: ScreeningAnswer
    treated_as: Treatment | None
    decided_by: tuple[str, ...] = ()
    agreeing: tuple[str, ...] = ()
    referred_to: str | None = None
    would_change: tuple[WouldChange, ...] = ()


def screen(rules: Rules, facts: Facts, on: date) -> Screened:
    """Screen an arrangement. Raises ValueError where the edition has no screening."""
    screening = rules.edition.screening
    if screening is None:
        raise ValueError("This edition says nothing of what counts as a partnership.")
    found = _answer(rules, screening, facts, on)
    blanks = [name for name in facts_asked(rules) if _open(facts, name)]
    changes = (WouldChange(name, _becomes(rules, screening, facts, on, name)) for name in blanks)
    telling = tuple(change for change in changes if any(value != found.answer for value in change.becomes.values()))
    return Screened(found.answer, found.treated_as, found.decided_by, found.agreeing, found.referred_to, telling)


def facts_asked(rules: Rules) -> list[str]:
    """The yes or no facts that screening reads, marks first, each once."""
    screening = rules.edition.screening
    names = [mark_fact(mark.id, mark.about) for mark in screening.marks] if screening else []
    for group in screening.classes if screening else []:
        for tree in (rules.tree(group.when), rules.tree(group.unless)):
            parts = walk(tree) if tree else ()
            names += [part.ref.name for part in parts if isinstance(part, Is) and not part.ref.of_row]
    return list(dict.fromkeys(names))


def _facts_read(rules: Rules, screening: Screening) -> set[str]:
    """Every fact that screening reads, whatever its type; settings say nothing of an arrangement."""
    trees = [rules.tree(part) for group in screening.classes for part in (group.when, group.unless)]
    read = {name for tree in trees if tree for name in names_read(tree) if not name.startswith("setting.")}
    return read | {mark_fact(mark.id, mark.about) for mark in screening.marks}


def mark_fact(mark: str, about: str | None) -> str:
    """The name of the fact that answers a mark."""
    return about or f"mark.{mark}"


def _open(facts: Facts, name: str) -> bool:
    return facts.get(name) is None


def _becomes(rules: Rules, screening: Screening, facts: Facts, on: date, name: str) -> dict[str, ScreeningAnswer]:
    return {
        word: _answer(rules, screening, {**facts, name: value}, on).answer
        for word, value in (("yes", True), ("no", False))
    }


def _answer(rules: Rules, screening: Screening, facts: Facts, on: date) -> Screened:
    agreeing = tuple(mark.id for mark in screening.marks if facts.get(mark_fact(mark.id, mark.about)) is True)
    if all(name not in facts for name in _facts_read(rules, screening)):
        return Screened("not_screened", None)
    possible: list[Class] = []
    for group in screening.classes:
        truth = _class_holds(rules, group, facts, on)
        if truth is True:
            return _settled(screening, group, possible, agreeing)
        if truth is None:
            possible.append(group)
    by_marks, deciding = _by_marks(screening, facts)
    if any(group.verdict != by_marks for group in possible):
        return _treated(screening, "undetermined", (), agreeing, None)
    return _treated(screening, by_marks, deciding, agreeing, None)


def _settled(screening: Screening, group: Class, possible: list[Class], agreeing: tuple[str, ...]) -> Screened:
    """A class holds; a class before it that may hold leaves it open, unless it would say the same."""
    if any(earlier.verdict != group.verdict for earlier in possible):
        return _treated(screening, "undetermined", (), agreeing, None)
    return _treated(screening, group.verdict, (group.id,), agreeing, group.by)


def _class_holds(rules: Rules, group: Class, facts: Facts, on: date) -> Truth:
    when, unless = rules.test(group.when), rules.test(group.unless)
    truth = when(facts, EMPTY_ROW, on) if when else True
    if truth is not True and truth is not None:
        return False
    lifted = unless(facts, EMPTY_ROW, on) if unless else False
    if lifted is True:
        return False
    return None if lifted is None else truth


def _by_marks(screening: Screening, facts: Facts) -> tuple[ScreeningAnswer, tuple[str, ...]]:
    required = [mark for mark in screening.marks if mark.weight == "required"]
    answers: dict[str, Value] = {mark.id: facts.get(mark_fact(mark.id, mark.about)) for mark in required}
    denied = tuple(mark for mark, value in answers.items() if value is False)
    if denied:
        return "is_not", denied
    if not required or any(value is None for value in answers.values()):
        return "undetermined", ()
    held = tuple(mark for mark, value in answers.items() if not isinstance(value, NotApplicable))
    return ("is", held) if held else ("undetermined", ())


def _treated(
    screening: Screening,
    answer: ScreeningAnswer,
    decided_by: tuple[str, ...],
    agreeing: tuple[str, ...],
    by: str | None,
) -> Screened:
    treatment: dict[ScreeningAnswer, Treatment] = {
        "is": "is",
        "is_not": "is_not",
        "refer": "refer",
        "between": screening.treat.between,
        "undetermined": screening.treat.undetermined,
    }
    return Screened(answer, treatment[answer], decided_by, agreeing, by)
