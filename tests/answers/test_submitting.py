"""Submitting a form: only when it is whole, by those whose part it is, and as it stood."""

from __future__ import annotations

import pytest
from tests.answers.conftest import Here
from tests.answers.filling import fill
from tests.records.keeping import add

from concordat.answers import queries, submitting
from concordat.answers.behind import otherwise
from concordat.answers.models import Submitted
from concordat.history.recorded import Unrecorded
from concordat.protocol.values import Row, Rows
from concordat.records import answering
from concordat.records import queries as records
from concordat.records.queries import Side
from concordat.register import record
from concordat.register.fact_text import from_text
from concordat.register.known import known_of
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.slow

# The facts that this room gives, for the witnesses of the whole site.
WITNESSES = ("forms",)
FORM = "registration"


def test_a_form_with_gaps_is_refused_with_each_gap_by_its_question(here: Here) -> None:
    with pytest.raises(CannotDo, match="not whole") as refused:
        submitting.submit(here.lead, involvement=here.row, form=FORM)
    gaps = [question.ask for question in queries.filled(here.lead, here.row, FORM).gaps]
    assert refused.value.items == gaps != []
    assert not Submitted.objects.exists()


def test_a_form_that_the_edition_does_not_have_is_refused(here: Here) -> None:
    with pytest.raises(CannotDo, match="no such form"):
        submitting.submit(here.lead, involvement=here.row, form="nonsense")


def test_a_whole_form_is_frozen_with_what_was_asked_the_day_and_the_protocol(here: Here) -> None:
    fill(here.lead, here.row, FORM)
    row = submitting.submit(here.lead, involvement=here.row, form=FORM)
    found = queries.filled(here.lead, here.row, FORM)
    assert row.asked == list(found.state.asked)
    assert (row.number, row.day, row.by_id, row.adoption) == (1, here.lead.on, here.lead.user_id, found.known.adoption)
    assert from_text(row.answers)["partnership.name"] == "River Forum"


def test_later_answers_leave_what_was_submitted_as_it_was_and_a_second_submission_has_them(here: Here) -> None:
    fill(here.lead, here.row, FORM)
    first = submitting.submit(here.lead, involvement=here.row, form=FORM)
    before = first.answers
    now = Involvement.objects.select_related("council", "partnership").get(pk=here.row.pk)
    said = {"involvement.council_roles": ["member"]}
    record.answer(here.lead, involvement=now, answers=said, version=now.version)
    assert Submitted.objects.get(pk=first.pk).answers == before
    assert from_text(before)["involvement.council_roles"] != ("member",)
    second = submitting.submit(here.lead, involvement=now, form=FORM)
    assert second.number == 2
    assert from_text(second.answers)["involvement.council_roles"] == ("member",)
    with pytest.raises(Unrecorded):
        first.save()


@pytest.mark.parametrize("who", ["finance", "reader", "elsewhere"])
def test_only_those_whose_part_it_is_submit(here: Here, who: str) -> None:
    fill(here.lead, here.row, FORM)
    with pytest.raises(NotAllowed):
        submitting.submit(getattr(here, who), involvement=here.row, form=FORM)


def test_the_fact_forms_is_unknown_before_and_says_form_day_and_who_after(here: Here) -> None:
    assert "forms" not in known_of(here.lead, here.row).facts
    fill(here.lead, here.row, FORM)
    row = submitting.submit(here.lead, involvement=here.row, form=FORM)
    said: Row = {"id": str(row.pk), "form": FORM, "submitted_on": here.lead.on, "by": here.lead.actor.id}
    assert known_of(here.lead, here.row).facts["forms"] == Rows((said,), complete=True)


def test_what_a_form_left_open_is_not_overtaken_by_a_later_answer_and_what_it_said_is(here: Here) -> None:
    fill(here.lead, here.row, "score_sheet")
    row = submitting.submit(here.lead, involvement=here.row, form="score_sheet")
    add(here.lead, here.row, "stakeholders", who="The parish council", interest="high", power="low")
    assert "matrix" in row.asked
    assert list(otherwise(row, known_of(here.lead, here.row).facts)) == []
    side = Side(here.row, joint=False)
    version = records.as_seen(side, ["commitment.cash"]).version
    answering.answer(here.lead, side=side, answers={"commitment.cash": 4_300_000}, version=version)
    told = otherwise(row, known_of(here.lead, here.row).facts)
    assert [question.id for question in told] == ["money_given"]
