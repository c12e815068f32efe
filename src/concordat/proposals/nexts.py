"""What somebody can do next for a partnership: what waits for them, its way, what presses, what nobody has answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from concordat.answers import queries as answers
from concordat.answers.presenters_sharing import question_words
from concordat.answers.waiting import queries_for
from concordat.approvals import permissions as approving
from concordat.approvals import queries as approvals
from concordat.approvals.presenters import Where, start_words, waiting_words
from concordat.compliance import queries as compliance
from concordat.compliance.panels import why_asked
from concordat.compliance.places import places
from concordat.compliance.presenters import before_entry
from concordat.compliance.questions import questions
from concordat.councils.scope import Scope
from concordat.proposals.presenters_way import Step
from concordat.proposals.way import Way
from concordat.protocol.vocabulary import ENTRY
from concordat.register import permissions as deciding
from concordat.register.models import Involvement
from concordat.register.presenters import has_come, planned
from concordat.ui.words import day

MOST = 5
AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Thing:
    """Something to do: what, why, where, and since or by when ("" where there is no day)."""

    words: str
    why: str
    href: str
    when: str = ""


def next_of(scope: Scope, involvement: Involvement, way: Way, steps: list[Step]) -> list[Thing]:
    """At most five things to do next, for this reader; what waits for them comes first."""
    return list(islice(_in_turn(scope, involvement, way, steps), MOST))


def _in_turn(scope: Scope, involvement: Involvement, way: Way, steps: list[Step]) -> Iterator[Thing]:
    where = Where(scope, involvement)
    yield from _waiting(scope, involvement, where)
    yield from _handed(scope, involvement, where)
    for row in queries_for(scope, involvement):
        href = where.to("query_reply", row.pk)
        yield Thing("Reply to a question about an answer", question_words(row), href, f"Since {day(row.asked_on)}")
    own = approving.can_open(scope, involvement)
    yield from _come(scope, involvement, way, where)
    if own and way.closed:
        yield from _still_open(involvement, where)
    if own:
        yield from (Thing(step.do, step.hint, step.href) for step in steps if step.do)
        yield from _conditions(involvement, where)
    # A form to fill in stands among the steps; that it is due as well is no second thing to do.
    forms = {form.form for form in way.forms if own and form.certain and not form.done}
    covered = {duty for duty, form in way.asking.items() if form in forms}
    yield from (thing for duty, thing in _due(scope, involvement, where) if duty not in covered)
    if own and not way.closed:
        # What a step leads to is no question beside it.
        at, told = places(scope, involvement), {step.href for step in steps if step.do}
        asked = ((one, at.of_question(one)) for one in questions(scope, involvement, MOST + len(told)))
        yield from (Thing(one.words, why_asked(one), href) for one, href in asked if href not in told)


def _waiting(scope: Scope, involvement: Involvement, where: Where) -> Iterator[Thing]:
    """Steps to decide on or to record. What is to be sent in is a step of the way, or of the change."""
    for item in approvals.waiting_for(scope, involvement):
        if item.how == "send" and (item.row.waits_for or item.row.matter.start == ENTRY):
            continue
        href = where.to("matter", item.row.matter.reference)
        yield Thing(*waiting_words(item), href, f"Since {day(item.row.since)}")


def _come(scope: Scope, involvement: Involvement, way: Way, where: Where) -> Iterator[Thing]:
    """Gates whose planned day has come: whoever can say so is asked whether they were passed."""
    if way.come and deciding.can_decide(scope, involvement):
        for one in way.come:
            yield Thing(has_come(one), "", where.to("gate", one.gate), planned(one))


def _still_open(involvement: Involvement, where: Where) -> Iterator[Thing]:
    """Business that was under way as it was closed."""
    for row in approvals.matters(involvement):
        if not row.ended:
            why = "It was closed while this was under way. Withdraw it, unless it is still to be decided."
            yield Thing(start_words(row.start), why, where.to("matter", row.reference), f"Since {day(row.opened_on)}")


def _handed(scope: Scope, involvement: Involvement, where: Where) -> Iterator[Thing]:
    for row in answers.handed_to(scope):
        if row.involvement_id == involvement.pk:
            by = f"By {day(row.due_on)}" if row.due_on else f"Since {day(row.handed_on)}"
            yield Thing("Fill in a section of a form", row.note, where.to("form_section", row.form, row.section), by)


def _conditions(involvement: Involvement, where: Where) -> Iterator[Thing]:
    for row in approvals.conditions(involvement):
        if row.closed_on is None:
            by = f"By {day(row.due_on)}" if row.due_on else ""
            yield Thing(f"Meet the condition: {row.words}", row.owner, where.to("condition_met", row.pk), by)


def _due(scope: Scope, involvement: Involvement, where: Where) -> Iterator[tuple[str, Thing]]:
    """What is overdue or falls due soon, by the duty's id."""
    found = compliance.due(scope, scope.on + AHEAD, of=involvement, most=2 * MOST)
    for item in found.items:
        why = f"Clause {item.clause}" + (f". {item.owner}" if item.owner else "")
        yield item.duty, Thing(item.words, why, where.to("duty", item.duty), _when(item.due_on, scope.on, involvement))


def _when(due_on: date, on: date, involvement: Involvement) -> str:
    if due_on >= on:
        return f"Due on {day(due_on)}"
    return f"Overdue since {day(due_on)}{before_entry(due_on, involvement.entered_on)}"
