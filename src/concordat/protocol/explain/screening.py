"""The account of screening: what was answered, what decided it, how doubt is treated, what each blank would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concordat.protocol.ask import Class, Mark, Screening
from concordat.protocol.explain.points import Point, conditions_why
from concordat.protocol.rules import Rules
from concordat.protocol.screening import Screened, ScreeningAnswer, mark_fact, screen
from concordat.protocol.table import title_of
from concordat.protocol.traced import shown, trace
from concordat.protocol.values import Facts, Truth

ANSWERS: dict[str, str] = {
    "is": "It is a partnership",
    "between": "It lies in between",
    "is_not": "It is not a partnership",
    "refer": "It is referred for a ruling",
    "undetermined": "It cannot be told yet",
    "not_screened": "It has not been screened: nothing is answered",
}
TREATMENTS: dict[str | None, str] = {
    "is": "as a partnership",
    "is_not": "not as a partnership",
    "refer": "as referred: it waits for a ruling",
    None: "not at all yet",
}


@dataclass(frozen=True)
class MarkAccount:
    """A mark, the fact that answers it, the answer in words, and whether it decided."""

    mark: Mark
    fact: str
    answer: str
    decided: bool


@dataclass(frozen=True)
class ClassAccount:
    """A class that holds or may hold, and why; ``decided`` where it gave the answer."""

    group: Class
    holds: bool | None
    decided: bool
    because: tuple[Point, ...]


@dataclass(frozen=True)
class BlankAccount:
    """A blank, its question, and what the answer would become with yes and with no."""

    fact: str
    words: str
    becomes: dict[str, ScreeningAnswer]


@dataclass(frozen=True)
class ScreeningAccount:
    """All there is to say of a screening. ``doubt`` is the sentence of the doubt policy, where it was used."""

    found: Screened
    clause: str
    definition: str
    answer: str
    treated: str
    doubt: str
    referred_to: str
    marks: tuple[MarkAccount, ...]
    classes: tuple[ClassAccount, ...]
    would_change: tuple[BlankAccount, ...]


def explain_screening(rules: Rules, facts: Facts, on: date) -> ScreeningAccount:
    """Screen an arrangement and say why. Raises ValueError where the edition has no screening."""
    found = screen(rules, facts, on)
    screening = rules.edition.screening
    if screening is None:
        raise ValueError("This edition says nothing of what counts as a partnership.")
    classes = [_class(rules, group, found, facts, on) for group in screening.classes]
    return ScreeningAccount(
        found,
        screening.clause,
        screening.definition,
        ANSWERS[found.answer],
        TREATMENTS[found.treated_as],
        _doubt(screening, found),
        title_of(rules.edition, found.referred_to) if found.referred_to else "",
        tuple(_mark(rules, mark, found, facts) for mark in screening.marks),
        tuple(group for group in classes if group.holds is not False),
        tuple(BlankAccount(c.fact, rules.table[c.fact].words, c.becomes) for c in found.would_change),
    )


def _mark(rules: Rules, mark: Mark, found: Screened, facts: Facts) -> MarkAccount:
    name = mark_fact(mark.id, mark.about)
    answer = shown(facts[name], rules.table[name]) if name in facts else "blank"
    return MarkAccount(mark, name, answer, mark.id in found.decided_by)


def _class(rules: Rules, group: Class, found: Screened, facts: Facts, on: date) -> ClassAccount:
    when, unless = rules.tree(group.when), rules.tree(group.unless)
    holds = _holds(trace(when, facts, on).truth if when else True, trace(unless, facts, on).truth if unless else False)
    because = conditions_why([tree for tree in (when, unless) if tree], facts, on).because
    return ClassAccount(group, holds, group.id in found.decided_by, because)


def _holds(when: Truth, unless: Truth) -> bool | None:
    """Whether a class holds: its when does, and nothing lifts it."""
    if when is not True and when is not None:
        return False
    if unless is True:
        return False
    return None if unless is None else when


def _doubt(screening: Screening, found: Screened) -> str:
    """How an answer in doubt is treated, and that this is policy and not the answer."""
    if found.answer == "between":
        return f"What lies in between is treated {TREATMENTS[screening.treat.between]}"
    if found.answer == "undetermined":
        return f"Until it can be told it is treated {TREATMENTS[screening.treat.undetermined]}"
    return ""
