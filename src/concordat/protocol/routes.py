"""Routes: who must be asked, in which order, and what has been given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from concordat.protocol.approve import Route, Step
from concordat.protocol.compiled import EMPTY_ROW
from concordat.protocol.duties import Gate
from concordat.protocol.findings import counts_as_partnership
from concordat.protocol.kinds import acts_body
from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts, NotApplicable, Rows, Truth, rows_of
from concordat.protocol.vocabulary import GIVEN, MET, STARTS

StepState: TypeAlias = Literal[
    "given", "not_needed", "to_be_settled", "open", "waits", "sent_back", "refused", "deferred"
]


@dataclass(frozen=True)
class StepFound:
    """How a step stands on a day. ``waits_for`` names the steps and forms that have to come first.

    An act counts in its turn only: on or after the acts of the steps that it waits for.
    """

    step: Step
    state: StepState
    waits_for: tuple[str, ...] = ()
    says: str = ""
    given_on: date | None = None

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in ("given", "not_needed")


@dataclass(frozen=True)
class RouteFound:
    """How a route stands: ``needed`` is True, or None where that is to be settled; with its steps."""

    route: Route
    needed: bool | None
    steps: tuple[StepFound, ...]


def routes(rules: Rules, start: str, facts: Facts, on: date) -> list[RouteFound]:
    """The routes that a start opens: every one whose start and ``when`` fit, and those still to be settled.

    A route opens where the arrangement counts as a partnership, and is to be settled where that is not known.
    A dispute opens all the same: it may be about just that.
    """
    counts = True if start == "dispute" else counts_as_partnership(facts)
    here = {**facts, "matter.start": start, **{group: _of_matter(facts, group) for group in ("acts", "forms")}}
    found = []
    for route in rules.edition.routes:
        needed = _both(counts, _truth(rules, route.when, here, on))
        if start in route.starts and needed is not False:
            found.append(RouteFound(route, needed, tuple(_steps(rules, route, here, on, needed))))
    return found


def _of_matter(facts: Facts, group: str) -> Rows:
    """The acts or forms of the matter in hand: those that name it, or no matter at all."""
    rows, matter = rows_of(facts, group, only_here=True), facts.get("matter.id")
    if matter is None:
        return rows
    return Rows(tuple(row for row in rows.rows if row.get("matter") in (None, matter)), complete=True)


def _both(one: Truth, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return True if one is True and other is True else None


def _truth(rules: Rules, condition: object, facts: Facts, on: date) -> bool | None:
    test = rules.test(condition)
    truth: Truth = test(facts, EMPTY_ROW, on) if test else True
    return False if isinstance(truth, NotApplicable) else truth


def step_key(route: Route, step: Step) -> str:
    """What an act on a step is recorded for."""
    return f"{route.id}.{step.id}"


def _steps(rules: Rules, route: Route, facts: Facts, on: date, needed: bool | None) -> list[StepFound]:
    found: dict[str, StepFound] = {}
    for step in ordered(route):
        found[step.id] = _step(rules, route, step, facts, on, found, needed)
    return [found[step.id] for step in route.steps]


def ordered(route: Route) -> list[Step]:
    """The steps so that each comes after those it waits for. Raises ValueError on a circle."""
    left, done = list(route.steps), []
    while left:
        ready = [step for step in left if not any(other.id in step.after for other in left)]
        if not ready:
            raise ValueError(f"The steps of {route.id} wait for each other.")
        done.extend(ready)
        left = [step for step in left if step not in ready]
    return done


def _step(
    rules: Rules, route: Route, step: Step, facts: Facts, on: date, found: dict[str, StepFound], needed: bool | None
) -> StepFound:
    wanted = _truth(rules, step.when, facts, on)
    if wanted is False:
        return StepFound(step, "not_needed", says=step.not_needed or "")
    waits = tuple(name for name in step.after if not found[name].settled) + tuple(_unseen(step, facts, on))
    key = step_key(route, step)
    last, day = _last_act(key, facts, on)
    earlier = [before.given_on for name in step.after if (before := found[name]).given_on is not None]
    in_turn = not waits and day is not None and all(day >= other for other in earlier)
    if in_turn and acts_body(key, step.act, step.by, step.how, step.points)(facts, EMPTY_ROW, on)[0] == MET:
        return StepFound(step, "given", given_on=day)
    if wanted is None or needed is None:
        return StepFound(step, "to_be_settled")
    if last is not None and last not in GIVEN:
        return StepFound(step, last)  # type: ignore[arg-type]
    return StepFound(step, "waits" if waits else "open", waits)


def _last_act(key: str, facts: Facts, on: date) -> tuple[str | None, date | None]:
    """The outcome and the day of the last act on a step."""
    acts = [
        (day, number, act.get("outcome"))
        for number, act in enumerate(rows_of(facts, "acts", only_here=True).rows)
        if act.get("for") == key and isinstance(day := act.get("given_on"), date) and day <= on
    ]
    if not acts:
        return None, None
    day, _number, outcome = max(acts, key=lambda found: found[:2])
    return outcome if isinstance(outcome, str) else None, day


def _unseen(step: Step, facts: Facts, on: date) -> list[str]:
    rows = rows_of(facts, "forms", only_here=True).rows
    submitted = {row.get("form") for row in rows if isinstance(day := row.get("submitted_on"), date) and day <= on}
    return [form for form in step.sees if form not in submitted]


def gate_of(route: Route, step: Step) -> set[Gate]:
    """The gates that a step keeps: its own, else those of its route's starts."""
    if step.before:
        return {step.before}
    return {gate for start in route.starts if (gate := STARTS[start][1])}  # type: ignore[misc]
