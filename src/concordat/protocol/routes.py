"""Routes: who must be asked, in which order, and what has been given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from concordat.protocol.approve import Route, Step
from concordat.protocol.compiled import EMPTY_ROW
from concordat.protocol.duties import Gate
from concordat.protocol.kinds import acts_body
from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts, NotApplicable, Truth, rows_of
from concordat.protocol.vocabulary import GIVEN, MET, STARTS

StepState: TypeAlias = Literal[
    "given", "not_needed", "to_be_settled", "open", "waits", "sent_back", "refused", "deferred"
]


@dataclass(frozen=True)
class StepFound:
    """How a step stands on a day. ``waits_for`` names the steps and forms that have to come first."""

    step: Step
    state: StepState
    waits_for: tuple[str, ...] = ()
    says: str = ""

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
    """The routes that a start opens: every one whose start and ``when`` fit, and those still to be settled."""
    here = {**facts, "matter.start": start}
    found = []
    for route in rules.edition.routes:
        if start not in route.starts:
            continue
        needed = _truth(rules, route.when, here, on)
        if needed is not False:
            found.append(RouteFound(route, needed, tuple(_steps(rules, route, here, on, needed))))
    return found


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
    key = step_key(route, step)
    if acts_body(key, step.act, step.by, step.how, step.points)(facts, EMPTY_ROW, on)[0] == MET:
        return StepFound(step, "given")
    if wanted is None or needed is None:
        return StepFound(step, "to_be_settled")
    last = _last_outcome(key, facts, on)
    if last is not None and last not in GIVEN:
        return StepFound(step, last)  # type: ignore[arg-type]
    waits = tuple(name for name in step.after if not found[name].settled) + tuple(_unseen(step, facts, on))
    return StepFound(step, "waits" if waits else "open", waits)


def _last_outcome(key: str, facts: Facts, on: date) -> str | None:
    acts = [
        (day, number, act.get("outcome"))
        for number, act in enumerate(rows_of(facts, "acts", only_here=True).rows)
        if act.get("for") == key and isinstance(day := act.get("given_on"), date) and day <= on
    ]
    outcome = max(acts, key=lambda found: found[:2])[2] if acts else None
    return outcome if isinstance(outcome, str) else None


def _unseen(step: Step, facts: Facts, on: date) -> list[str]:
    rows = rows_of(facts, "forms", only_here=True).rows
    days = {row.get("form"): row.get("submitted_on") for row in rows}
    return [form for form in step.sees if not isinstance(day := days.get(form), date) or day > on]


def gate_of(route: Route, step: Step) -> set[Gate]:
    """The gates that a step keeps: its own, else those of its route's starts."""
    if step.before:
        return {step.before}
    return {gate for start in route.starts if (gate := STARTS[start][1])}  # type: ignore[misc]
