"""How the routes of a matter stand: each step with its route, and what it still waits for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from concordat.approvals.facts import of_matter
from concordat.approvals.models import Matter
from concordat.protocol import routes as core
from concordat.protocol.approve import Route
from concordat.protocol.edition import Edition
from concordat.protocol.routes import StepFound
from concordat.register.known import Known


@dataclass(frozen=True)
class StepOf:
    """A step of a route as it stands. ``missing`` are the titles of the forms that have to be submitted first."""

    route: Route
    step: StepFound
    missing: tuple[str, ...]

    @property
    def task(self) -> str:
        """What an act on it is recorded for."""
        return core.step_key(self.route, self.step.step)


def routes_of(known: Known, matter: Matter, on: date) -> list[StepOf]:
    """The steps of every route that a matter opens, in the order of the edition."""
    return list(_steps(known, matter, on))


def _steps(known: Known, matter: Matter, on: date) -> Iterator[StepOf]:
    facts = {**known.facts, **of_matter(matter)}
    for route in core.routes(known.rules, matter.start, facts, on):
        for step in route.steps:
            yield StepOf(route.route, step, _missing(known.rules.edition, step))


def _missing(edition: Edition, step: StepFound) -> tuple[str, ...]:
    return tuple(edition.forms[name].title for name in step.waits_for if name in edition.forms)


def is_settled(steps: list[StepOf]) -> bool:
    """Whether nothing is left to do in a matter."""
    return bool(steps) and all(one.step.settled for one in steps)
