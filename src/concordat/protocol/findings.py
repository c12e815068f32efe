"""What is found of a duty on a day, and the closures that find it.

They are run for every duty of every involvement whenever something changes, so they make nothing that is not
needed: no list where there is one finding, and no new finding where it says no more than an outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple, TypeAlias

from concordat.protocol.compiled import EMPTY_ROW, Test
from concordat.protocol.each import ONE, Asked, next_turn
from concordat.protocol.rounds import Bodies
from concordat.protocol.values import Facts, NotApplicable, Truth, Value
from concordat.protocol.vocabulary import MET, NOT_APPLICABLE, NOT_KNOWN, OUTCOMES, Outcome

Each: TypeAlias = Callable[[Facts, date], list[Asked]]


class Finding(NamedTuple):
    """What was found of a duty on a day.

    ``row`` is the row's id, a recipient, or both; empty for a plain duty; ``?`` for “are there others?”;
    ``-`` for “none”. ``changes_on`` is the next day on which it may change by itself.
    """

    row: str
    outcome: Outcome
    due_on: date | None
    changes_on: date | None


Decide: TypeAlias = Callable[[Facts, date], tuple[Finding, ...]]

# Findings are made by the million: this makes the same tuple as ``Finding(…)`` without running Python for it.
_finding: Callable[[tuple[str, Outcome, date | None, date | None]], Finding] = partial(tuple.__new__, Finding)
# And those that say least, which most duties have on most days, are made once.
_PLAIN: dict[Outcome, tuple[Finding, ...]] = {outcome: (Finding("", outcome, None, None),) for outcome in OUTCOMES}


@dataclass(frozen=True)
class Applies:
    """When a duty applies: ``screened`` where only to what counts as a partnership, and in these circumstances.

    ``gate`` is the fact that holds the day of the gate it keeps; ``timed`` are the groups whose rows come and go."""

    screened: bool
    when: tuple[Test, ...]
    gate: str | None
    timed: tuple[str, ...]


def decider(applies: Applies, each: Each | None, bodies: Bodies) -> Decide:
    """The closure of a duty: one finding, or one a row and recipient."""
    if each is None and len(bodies) == 1 and not bodies[0][0]:
        return _of_the_whole(applies, bodies)
    return _of_each(applies, each or _once, bodies)


def _once(_facts: Facts, _on: date) -> list[Asked]:
    return ONE


def _of_the_whole(applies: Applies, bodies: Bodies) -> Decide:
    screened, when, gate, timed = applies.screened, applies.when, applies.gate, applies.timed
    body = bodies[0][1]

    def decide(facts: Facts, on: date) -> tuple[Finding, ...]:
        truth = counts_as_partnership(facts) if screened else True
        if when and truth is not False:
            truth = _circumstances(when, truth, facts, on)
        if truth is True:
            outcome, due, changes = body(facts, EMPTY_ROW, on)
            if gate and due is None:
                due = _due_at_gate(outcome, facts.get(gate))
        else:
            outcome, due, changes = NOT_KNOWN if truth is None else NOT_APPLICABLE, None, None
        if timed and (turn := next_turn(facts, timed, on)):
            changes = turn if changes is None or turn < changes else changes
        return _PLAIN[outcome] if due is None and changes is None else (_finding(("", outcome, due, changes)),)

    return decide


def _of_each(applies: Applies, each: Each, bodies: Bodies) -> Decide:
    screened, when, gate, timed = applies.screened, applies.when, applies.gate, applies.timed

    def decide(facts: Facts, on: date) -> tuple[Finding, ...]:
        turn = next_turn(facts, timed, on) if timed else None
        truth = counts_as_partnership(facts) if screened else True
        if when and truth is not False:
            truth = _circumstances(when, truth, facts, on)
        if truth is not True:
            return (Finding("", NOT_KNOWN if truth is None else NOT_APPLICABLE, None, turn),)
        day = facts.get(gate) if gate else None
        found: list[Finding] = []
        for name, row, settled in each(facts, on):
            if settled is not None:
                found.append(_finding((name, settled, None, turn)))
                continue
            for to, body in bodies:
                outcome, due, changes = body(facts, row, on)
                if day is not None and due is None:
                    due = _due_at_gate(outcome, day)
                if turn:
                    changes = turn if changes is None or turn < changes else changes
                found.append(_finding((name if not to else f"{name}/{to}" if name else to, outcome, due, changes)))
        return tuple(found)

    return decide


def counts_as_partnership(facts: Facts) -> Truth:
    """Whether the protocol's duties apply: screened as one, or applied by choice; referred is not known."""
    treated = facts.get("screening.treated_as")
    if treated == "is" or facts.get("involvement.applied_by_choice") is True:
        return True
    return False if treated == "is_not" else None


def _circumstances(when: tuple[Test, ...], truth: Truth, facts: Facts, on: date) -> Truth:
    for test in when:
        found = test(facts, EMPTY_ROW, on)
        if found is False or isinstance(found, NotApplicable):
            return False
        if found is None:
            truth = None
    return truth


def _due_at_gate(outcome: Outcome, day: Value) -> date | None:
    """What is outstanding at a gate falls due on the day of the gate, where that is known."""
    return day if outcome != MET and isinstance(day, date) else None
