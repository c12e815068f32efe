"""From idea to start: each step of the way says what it has come to, and what is to be done next, for whom."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.answers.filling import LIMITED, fill, judged
from tests.approvals.conftest import Here
from tests.approvals.deciding import decide, fresh, give
from tests.judgements.answering import all_marks

from concordat.answers import submitting
from concordat.answers.queries import filled
from concordat.approvals import opening
from concordat.approvals.acting import Wanted
from concordat.approvals.presenters import Where
from concordat.councils.scope import Scope
from concordat.judgements import judging
from concordat.proposals.nexts import MOST, next_of
from concordat.proposals.presenters_way import steps_of
from concordat.proposals.way import way_of
from concordat.register import gates, record
from concordat.register.models import Involvement
from concordat.ui.words import day

SCORE, REGISTRATION = "Significance score sheet (Appendix A)", "Partnership registration (Appendix B)"


def now(here: Here) -> Involvement:
    return Involvement.objects.select_related("partnership", "council").get(pk=here.row.pk)


def steps(here: Here) -> dict[str, str]:
    """The state of each step, in words."""
    row = now(here)
    found = steps_of(way_of(here.lead, row), Where(here.lead, row))
    return {step.title: (step.status.get("tag") or step.status)["text"] for step in found}


def nexts(here: Here, scope: Scope) -> list[str]:
    """What is to be done next, for somebody."""
    row = now(here)
    way = way_of(scope, row)
    return [thing.words for thing in next_of(scope, row, way, steps_of(way, Where(scope, row)))]


def submit(here: Here, *forms: str) -> None:
    for form in forms:
        fill(here.lead, here.row, form)
        submitting.submit(here.lead, involvement=here.row, form=form)


def test_an_idea_begins_with_the_first_question(here: Here) -> None:
    assert steps(here)["Is it a partnership?"] == "Not started"
    assert steps(here)["How significant is it?"] == "Not started"
    assert steps(here)["Approval"] == "Not started"
    assert steps(here)["Start"] == "Cannot start yet"
    assert nexts(here, here.lead)[0] == "Say whether it is a partnership"


def test_what_is_no_partnership_has_no_further_steps(here: Here) -> None:
    all_marks(here.lead, here.row, independent_bodies=False)
    judging.screen(here.lead, involvement=here.row)
    assert steps(here) == {"Is it a partnership?": "No"}


@pytest.mark.slow
def test_the_band_says_which_forms_and_each_step_follows_the_one_before(here: Here) -> None:
    judged(here.lead, here.row, **LIMITED)
    opening.open_matter(here.lead, involvement=now(here), start="entry")
    found = steps(here)
    assert list(found)[:4] == ["Is it a partnership?", "How significant is it?", SCORE, REGISTRATION]
    assert [found[name] for name in list(found)[:2]] == ["Yes", "Limited"]
    assert found["Approval"] == "Cannot start yet"
    assert nexts(here, here.lead)[:2] == [f"Fill in and submit: {SCORE}", f"Fill in and submit: {REGISTRATION}"]
    fill(here.lead, here.row, "score_sheet")
    assert steps(here)[SCORE] == "Ready to submit"
    assert nexts(here, here.lead)[0] == f"Submit: {SCORE}"
    submit(here, "score_sheet")
    assert (steps(here)[SCORE], steps(here)["Approval"]) == ("Submitted", "Cannot start yet")
    submit(here, "registration")
    assert steps(here)["Approval"] == "Not sent in yet"
    assert nexts(here, here.lead)[0] == "Send it in for approval"


@pytest.mark.slow
def test_a_form_counts_what_is_required_and_not_what_may_be_left_out(here: Here) -> None:
    judged(here.lead, here.row, **LIMITED)
    row = now(here)
    form = next(step for step in steps_of(way_of(here.lead, row), Where(here.lead, row)) if step.title == REGISTRATION)
    found = filled(here.lead, row, "registration")
    optional = [question for question in found.asks if not question.required]
    assert optional
    asked = len(found.asks) - len(optional)
    assert form.hint == f"{asked - len(found.gaps)} of {asked} required questions answered"


def test_a_start_that_is_planned_is_no_start(here: Here) -> None:
    judged(here.lead, here.row, **LIMITED)
    row = now(here)
    planned = here.lead.on + timedelta(days=40)
    record.answer(here.lead, involvement=row, answers={"gates.start_on": planned}, version=row.version)
    [start] = [step for step in steps_of(way_of(here.lead, now(here)), Where(here.lead, row)) if step.title == "Start"]
    assert (steps(here)["Start"], start.hint) == ("Cannot start yet", f"Planned for {day(planned)}")


def test_a_planned_start_that_has_come_is_no_start_until_somebody_says_so(here: Here) -> None:
    row = now(here)
    planned = here.lead.on + timedelta(days=1)
    record.answer(here.lead, involvement=row, answers={"gates.start_on": planned}, version=row.version)
    later = replace(here.lead, on=planned)
    [start] = [step for step in steps_of(way_of(later, now(here)), Where(later, row)) if step.title == "Start"]
    assert (start.status["text"], start.hint) == ("Cannot start yet", f"Planned for {day(planned)}. Has it happened?")
    asked = "The partnership is entered and starts: has it happened?"
    assert nexts(here, later)[0] == asked
    assert asked not in [*nexts(here, replace(here.reader, on=planned)), *nexts(here, here.lead)]


def test_what_is_closed_is_not_under_way_and_only_what_was_left_open_is_to_be_ended(here: Here) -> None:
    row = now(here)
    opening.open_matter(here.lead, involvement=row, start="entry")
    gates.pass_gate(here.lead, involvement=row, gate="closure", on=here.lead.on, version=row.version)
    assert steps(here) == {}
    assert nexts(here, here.lead)[0] == "Approval to enter"
    assert "Say whether it is a partnership" not in nexts(here, here.lead)
    assert nexts(here, here.reader) == []


def test_nobody_is_given_more_than_five_things_and_none_twice(here: Here) -> None:
    for scope in (here.lead, here.team, here.head, here.reader):
        found = nexts(here, scope)
        assert len(found) == len(set(found)) <= MOST
    judged(here.lead, here.row, **LIMITED)
    found = nexts(here, here.lead)
    assert len(found) == len(set(found)) == MOST


# What was sent in stands for the rest of the file: these come last.
@pytest.mark.slow
def test_what_waits_for_somebody_comes_first_for_them_and_for_nobody_else(entry: Any) -> None:
    here = entry.here
    assert steps(here)["Approval"] == "Waiting"
    asked = "Look at the papers and decide"
    assert nexts(here, here.head)[0] == asked
    assert asked not in [*nexts(here, here.lead), *nexts(here, here.senior)]
    decide(
        here.head, entry.matter, "sign-off.limited", entry.papers, "given_with_conditions",
        conditions=[Wanted("Insure it", "Lee")],
    )  # fmt: skip
    give(here.team, entry.matter, "sign-off.received", entry.papers)
    assert fresh(entry.matter).ended == "done"
    assert steps(here)["Approval"] == "Completed"
    assert "Meet the condition: Insure it" in nexts(here, here.lead)


@pytest.mark.slow
def test_what_was_sent_back_says_so_and_what_to_do(entry: Any) -> None:
    here = entry.here
    decide(here.head, entry.matter, "sign-off.limited", entry.papers, "sent_back", reason="Say what it costs")
    assert steps(here)["Approval"] == "Sent back"
    assert nexts(here, here.lead)[0] == "Put right what was asked for, and send it in again"
