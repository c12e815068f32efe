"""The account of routes: which are opened and why, and how each step stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from concordat.protocol.approve import Route, Step
from concordat.protocol.compiled import EMPTY_ROW
from concordat.protocol.edition import Edition
from concordat.protocol.explain.acts import acts_why
from concordat.protocol.explain.points import Point, conditions_why, first_up, listed
from concordat.protocol.routes import RouteFound, StepFound, StepState, gate_of, routes, step_key
from concordat.protocol.rules import Rules
from concordat.protocol.table import title_of
from concordat.protocol.values import Facts
from concordat.protocol.vocabulary import GATES


@dataclass(frozen=True)
class StepAccount:
    """How a step stands and why. ``by`` is in the council's titles, ``waits_for`` and ``gates`` in words."""

    key: str
    step: Step
    state: StepState
    words: str
    by: str
    because: tuple[Point, ...]
    waits_for: tuple[str, ...]
    gates: tuple[str, ...]


@dataclass(frozen=True)
class RouteAccount:
    """A route that is opened; ``needed`` is None where that is to be settled."""

    route: Route
    needed: bool | None
    because: tuple[Point, ...]
    steps: tuple[StepAccount, ...]


def explain_routes(rules: Rules, start: str, facts: Facts, on: date) -> list[RouteAccount]:
    """The routes that a start opens, each step explained."""
    here = {**facts, "matter.start": start}
    return [_route(rules, found, here, on) for found in routes(rules, start, facts, on)]


def _route(rules: Rules, found: RouteFound, facts: Facts, on: date) -> RouteAccount:
    steps = tuple(_step(rules, found.route, step, facts, on) for step in found.steps)
    return RouteAccount(found.route, found.needed, _condition(rules, found.route.when, facts, on), steps)


def _condition(rules: Rules, condition: object, facts: Facts, on: date) -> tuple[Point, ...]:
    tree = rules.tree(condition)
    return conditions_why([tree], facts, on).because if tree else ()


def _step(rules: Rules, route: Route, found: StepFound, facts: Facts, on: date) -> StepAccount:
    step, key = found.step, step_key(route, found.step)
    because = _condition(rules, step.when, facts, on)
    if found.state == "not_needed" and found.says:
        because = (Point(first_up(found.says)), *because)
    if found.state in ("given", "sent_back", "refused", "deferred"):
        because += acts_why(rules.edition, key, step, EMPTY_ROW, facts, on).because
    return StepAccount(
        key,
        step,
        found.state,
        step_words(step),
        by_words(rules.edition, step),
        because,
        tuple(_named(rules.edition, route, name) for name in found.waits_for),
        tuple(GATES[gate] for gate in sorted(gate_of(route, step))),
    )


def step_words(step: Step) -> str:
    """What a step is, in words: the edition's, else the act by its name."""
    return step.words or f"to {step.act}"


def by_words(edition: Edition, step: Step) -> str:
    """Who acts, and whether one of them is enough."""
    titles = [title_of(edition, actor) for actor in step.by]
    return listed(titles, {"any": "or", "all": "and", "in_order": "then"}[step.how])


def _named(edition: Edition, route: Route, name: str) -> str:
    """A step or a form that has to come first, in words."""
    step = next((step for step in route.steps if step.id == name), None)
    if step is not None:
        return f"{step.act} by {by_words(edition, step)}"
    return f"the form “{edition.forms[name].title}”"
