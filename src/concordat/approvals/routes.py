"""How the routes of a matter stand: each step with its route, what it still waits for, and who has still to act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from concordat.approvals.facts import of_matter
from concordat.approvals.models import Matter
from concordat.protocol import routes as core
from concordat.protocol.approve import Route, Step
from concordat.protocol.routes import RouteFound, StepFound
from concordat.protocol.rules import Rules
from concordat.protocol.tree import names_read
from concordat.protocol.values import Facts, Row, Rows, Value, rows_of
from concordat.protocol.vocabulary import GIVEN
from concordat.register.known import Known

CAN_BE_DONE = ("open", "sent_back", "deferred")


@dataclass(frozen=True)
class StepOf:
    """A step of a route as it stands.

    ``missing`` are the titles of the forms that have to be submitted first; ``unsettled`` the facts that would settle
    whether it is needed; ``left`` those whom it asks and who have not given it; ``earliest`` the day of what came
    before it, since an act counts in its turn only.
    """

    route: Route
    step: StepFound
    missing: tuple[str, ...]
    unsettled: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    earliest: date | None = None

    @property
    def task(self) -> str:
        """What an act on it is recorded for."""
        return core.step_key(self.route, self.step.step)


def routes_of(known: Known, matter: Matter, on: date) -> list[StepOf]:
    """The steps of every route that a matter opens, in the order of the edition."""
    return list(_steps(known, matter, on))


def is_settled(steps: list[StepOf]) -> bool:
    """Whether nothing is left to do in a matter."""
    return bool(steps) and all(one.step.settled for one in steps)


def _steps(known: Known, matter: Matter, on: date) -> Iterator[StepOf]:
    facts: dict[str, Value] = {**known.facts, **of_matter(matter), "forms": _forms_for(known.facts, matter)}
    for route in core.routes(known.rules, matter.start, facts, on):
        days = {step.step.id: step.given_on for step in route.steps}
        for step in route.steps:
            edition, asked = known.rules.edition, step.step
            earlier = [day for name in asked.after if (day := days.get(name)) is not None]
            yield StepOf(
                route.route,
                step,
                tuple(edition.forms[name].title for name in step.waits_for if name in edition.forms),
                _unsettled(known.rules, route, asked, facts) if step.state == "to_be_settled" else (),
                _left(asked, _last_by(facts, core.step_key(route.route, asked), matter)),
                max(earlier, default=None),
            )


def _forms_for(facts: Facts, matter: Matter) -> Rows:
    """The forms that count for a matter: those on which an earlier one was decided are not looked at twice."""
    used = {str(pk) for pk in matter.used}
    rows = rows_of(facts, "forms", only_here=True)
    return Rows(tuple(row for row in rows.rows if row.get("id") not in used), complete=True)


def _last_by(facts: Facts, task: str, matter: Matter) -> Mapping[str, Row]:
    """The last act on a step, of each who acted."""
    rows = rows_of(facts, "acts", only_here=True).rows
    return {str(row.get("by")): row for row in rows if row.get("for") == task and row.get("matter") == matter.reference}


def _left(step: Step, last: Mapping[str, Row]) -> tuple[str, ...]:
    """Who has still to act: any one of them, each of them, or in order the first who has not."""
    left = tuple(one for one in step.by if one not in last or last[one].get("outcome") not in GIVEN)
    if step.how == "any" and len(left) < len(step.by):
        return tuple(step.by)
    return left[:1] if step.how == "in_order" else left


def _unsettled(rules: Rules, route: RouteFound, step: Step, facts: Facts) -> tuple[str, ...]:
    """The facts, not known today, that would settle whether a step is needed."""
    names = {"screening.treated_as"}
    for condition in (route.route.when, step.when):
        tree = rules.tree(condition)
        names |= names_read(tree) if tree is not None else set()
    open_ = {name for name in names if name in rules.table and _is_open(facts.get(name))}
    return tuple(sorted(open_))


def _is_open(value: Value) -> bool:
    return value is None or (isinstance(value, Rows) and not value.complete)
