"""One arrangement, judged by several editions: what each makes of it, and what it would ask.

An arrangement is screened first. How it is then treated, and its significance band where that can be told
(proposals read from the facts fill what nobody has scored yet), are facts for the duties and the routes, unless
the arrangement itself says them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from concordat.protocol import significance as scores
from concordat.protocol.duties import FormDuty
from concordat.protocol.edition import Edition
from concordat.protocol.findings import counts_as_partnership
from concordat.protocol.portrait import Told
from concordat.protocol.routes import RouteFound, StepFound, routes
from concordat.protocol.rules import Rules
from concordat.protocol.screening import screen
from concordat.protocol.standing import Outstanding, outstanding, standing
from concordat.protocol.table import title_of
from concordat.protocol.values import Facts
from concordat.protocol.vocabulary import GATES, NOT_APPLICABLE, NOT_KNOWN, OUTCOMES, Outcome


@dataclass(frozen=True)
class ScreenedAs:
    """Whether it is a partnership here, and what decided that, in words. ``would_change`` names facts."""

    answer: str
    treated_as: str | None
    decided_by: tuple[Told, ...]
    agreeing: tuple[Told, ...]
    referred_to: str
    would_change: tuple[str, ...]


@dataclass(frozen=True)
class Proposed:
    """A level that was taken from a fact because nobody has scored the criterion."""

    criterion: str
    ask: str
    score: int
    words: str


@dataclass(frozen=True)
class GradedAs:
    """How significant it is here. ``band`` is None where that cannot be told (``possible`` then names the bands
    still open) or where the edition grades nothing (``graded`` false; ``words`` then says so)."""

    graded: bool
    words: str
    assessed: bool
    undetermined: bool
    band: str | None
    label: str
    possible: tuple[str, ...]
    total: int
    maximum: int
    share: str
    proposals: tuple[Proposed, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class StepAsked:
    """A step of a route that is needed: who does what, by title, and how it stands."""

    id: str
    clause: str
    act: str
    by: tuple[str, ...]
    how: str
    state: str
    says: str
    before: str


@dataclass(frozen=True)
class RouteAsked:
    """A route that the arrangement has to take; ``settled`` is false where even that is not known yet."""

    id: str
    clause: str
    words: str
    settled: bool
    steps: tuple[StepAsked, ...]


@dataclass(frozen=True)
class FormAsked:
    """A form that is asked for; ``settled`` is false where that is not known yet."""

    id: str
    clause: str
    title: str
    filled_by: str
    settled: bool


@dataclass(frozen=True)
class Judgement:
    """What one edition makes of an arrangement on a day.

    ``findings`` counts the duties' findings by outcome. ``gate`` is the first gate that is shut, if any, and
    ``outstanding`` all that keeps it so. ``facts`` are those that the duties and routes were judged by.
    """

    edition: str
    title: str
    screening: ScreenedAs | None
    significance: GradedAs | None
    routes: tuple[RouteAsked, ...]
    forms: tuple[FormAsked, ...]
    findings: Mapping[Outcome, int]
    gate: str
    outstanding: tuple[Outstanding, ...]
    facts: Facts


def judge(rules: Rules, given: Facts, on: date, start: str = "entry") -> Judgement:
    """What an edition makes of an arrangement that starts so, on a day."""
    facts = judged_facts(rules, given, on)
    found = [] if counts_as_partnership(facts) is False else routes(rules, start, facts, on)
    counts = Counter(line.finding.outcome for line in standing(rules, facts, on))
    gate, left = _first_gate(rules, facts, on)
    return Judgement(
        edition=rules.edition.edition,
        title=rules.edition.title,
        screening=_screened(rules, given, on),
        significance=_graded(rules, given, on),
        routes=tuple(_route(rules.edition, route) for route in found),
        forms=tuple(_forms(rules, found, facts, on)),
        findings={outcome: counts[outcome] for outcome in OUTCOMES},
        gate=gate,
        outstanding=left,
        facts=facts,
    )


def judged_facts(rules: Rules, given: Facts, on: date) -> Facts:
    """The facts with what follows from them: how the arrangement is treated, and its band where that can be told."""
    follows: dict[str, str] = {}
    if rules.edition.screening:
        found = screen(rules, given, on)
        if found.treated_as:
            follows |= {"screening.answer": found.answer, "screening.treated_as": found.treated_as}
    facts = {**follows, **scores.with_proposals(rules, given)}
    scored = _score(rules, facts)
    return {"significance.band": scored.band, **facts} if scored and scored.band else facts


def _score(rules: Rules, facts: Facts) -> scores.Scored | None:
    grades = rules.edition.significance and rules.edition.significance.method != "none"
    return scores.score(rules, facts) if grades else None


def _screened(rules: Rules, facts: Facts, on: date) -> ScreenedAs | None:
    screening = rules.edition.screening
    if screening is None:
        return None
    found = screen(rules, facts, on)
    told = {mark.id: Told(mark.id, mark.clause, mark.ask, mark.weight) for mark in screening.marks}
    told |= {group.id: Told(group.id, group.clause, group.words) for group in screening.classes}
    return ScreenedAs(
        found.answer,
        found.treated_as,
        tuple(told[name] for name in found.decided_by),
        tuple(told[name] for name in found.agreeing),
        title_of(rules.edition, found.referred_to) if found.referred_to else "",
        tuple(change.fact for change in found.would_change),
    )


def _graded(rules: Rules, given: Facts, on: date) -> GradedAs | None:
    significance = rules.edition.significance
    if significance is None:
        return None
    facts = judged_facts(rules, given, on)
    scored = _score(rules, facts)
    if scored is None:
        return GradedAs(False, significance.words or "", False, False, None, "", (), 0, 0, "", (), ())
    labels = {band.id: band.label for band in significance.bands}
    shown = {criterion.id: scores.shown_label(criterion) for criterion in significance.criteria}
    return GradedAs(
        graded=True,
        words=significance.words or "",
        assessed=scored.assessed,
        undetermined=scored.undetermined,
        band=scored.band,
        label=labels[scored.band] if scored.band else "",
        possible=tuple(labels[band] for band in scored.possible),
        total=scored.total,
        maximum=scored.maximum,
        share=scores.percent_shown(scored, significance.bands, facts),
        proposals=tuple(_proposals(rules, given)),
        missing=tuple(shown[name] for name in scored.missing),
    )


def _proposals(rules: Rules, given: Facts) -> Iterator[Proposed]:
    """The proposals that were used: those of criteria that nobody has answered."""
    significance = rules.edition.significance
    criteria = {criterion.id: criterion for criterion in significance.criteria} if significance else {}
    for found in scores.propose(rules, given):
        if f"criterion.{found.criterion}" not in given:
            criterion = criteria[found.criterion]
            yield Proposed(scores.shown_label(criterion), criterion.ask, found.score, found.words)


def _route(edition: Edition, found: RouteFound) -> RouteAsked:
    steps = tuple(_step(edition, step) for step in found.steps)
    return RouteAsked(found.route.id, found.route.clause, found.route.words, found.needed is True, steps)


def _step(edition: Edition, found: StepFound) -> StepAsked:
    step, by = found.step, tuple(title_of(edition, actor) for actor in found.step.by)
    return StepAsked(step.id, step.clause, step.act, by, step.how, found.state, found.says, step.before or "")


def _forms(rules: Rules, found: list[RouteFound], facts: Facts, on: date) -> Iterator[FormAsked]:
    """The forms that a duty asks for, and those that have to be submitted before a step of a route opens."""
    asked: dict[str, bool] = {}
    for ready in rules.duties.values():
        if isinstance(ready.duty, FormDuty):
            outcomes = {finding.outcome for finding in ready.decide(facts, on)} - {NOT_APPLICABLE}
            if outcomes:
                asked[ready.duty.form] = asked.get(ready.duty.form, False) or outcomes != {NOT_KNOWN}
    for route in found:
        for step in route.steps:
            for name in step.step.sees if step.state != "not_needed" else []:
                asked[name] = asked.get(name, False) or step.state != "to_be_settled"
    for form in rules.edition.forms.values():
        if form.id in asked:
            filled_by = title_of(rules.edition, form.filled_by)
            yield FormAsked(form.id, form.clause, form.title, filled_by, asked[form.id])


def _first_gate(rules: Rules, facts: Facts, on: date) -> tuple[str, tuple[Outstanding, ...]]:
    for gate in GATES:
        left = outstanding(rules, gate, facts, on)
        if left:
            return gate, tuple(left)
    return "", ()
