"""What an edition asks for in a band: its documents, its sign-off, and what else it asks of that band by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from concordat.protocol.compiled import EMPTY_ROW
from concordat.protocol.duties import DutyBase, FormDuty
from concordat.protocol.routes import StepFound, routes
from concordat.protocol.rules import ReadyDuty, Rules
from concordat.protocol.tree import names_read
from concordat.protocol.values import Value
from concordat.protocol.vocabulary import ENTRY

BAND, SCREENED = "significance.band", "screening.treated_as"


@dataclass(frozen=True)
class AtBand:
    """``forms`` by id; the steps of entering, each with whether it is certain; other duties that name the band."""

    forms: tuple[str, ...]
    steps: tuple[tuple[StepFound, bool], ...]
    duties: tuple[DutyBase, ...]


def asked_at(rules: Rules, band: str, settings: Mapping[str, Value], on: date) -> AtBand:
    """What is asked of a partnership in a band of which nothing else is known. ``settings`` are the council's."""
    facts: dict[str, Value] = {**settings, SCREENED: "is", BAND: band}
    steps = tuple(
        (step, step.state != "to_be_settled")
        for route in routes(rules, ENTRY, facts, on)
        if route.needed is not False
        for step in route.steps
        if step.state != "not_needed"
    )
    asked = list(_by_band(rules, facts, on))
    forms = [duty.form for duty in asked if isinstance(duty, FormDuty)]
    forms += [form for step, _ in steps for form in step.step.sees]
    named = [form for form in rules.edition.forms if form in forms]
    return AtBand(tuple(named), steps, tuple(duty for duty in asked if not isinstance(duty, FormDuty)))


def _by_band(rules: Rules, facts: Mapping[str, Value], on: date) -> Iterator[DutyBase]:
    """The duties whose circumstances name the band and hold in this one."""
    for ready in rules.duties.values():
        if any(BAND in names_read(tree) for tree in ready.when) and _holds(rules, ready, facts, on):
            yield ready.duty


def _holds(rules: Rules, ready: ReadyDuty, facts: Mapping[str, Value], on: date) -> bool:
    conditions = (ready.duty.group_when, ready.duty.when)
    tests = [test for condition in conditions if (test := rules.test(condition)) is not None]
    return all(test(facts, EMPTY_ROW, on) is True for test in tests)
