"""Is it a partnership? The answer of the protocol in force, kept with what it was found on."""

import json

import pytest
from tests.judgements.answering import all_marks, answer, known
from tests.judgements.conftest import Here

from concordat.history.acts import act
from concordat.history.models import Event
from concordat.history.recorded import Stale, Unrecorded
from concordat.judgements import answering, judging, queries
from concordat.judgements.models import Screened
from concordat.register.known import known_of
from concordat.ui.refusals import CannotDo, NotAllowed


@pytest.mark.parametrize(
    ("said", "found", "treated"),
    [
        ({}, "is", "is"),
        ({"shares_risk": False}, "is_not", "is_not"),
        ({"shares_risk": None}, "undetermined", "is"),
        ({"voluntary_group": True}, "between", "is"),
        ({"simple_contract": True}, "is_not", "is_not"),
        ({"statutory_partnership": True, "shares_risk": False}, "is", "is"),
    ],
)
@pytest.mark.requirement("BOL-2.1")
def test_the_answer_is_that_of_the_protocol(here: Here, said: dict[str, bool], found: str, treated: str) -> None:
    all_marks(here.lead, here.row, **said)
    row = judging.screen(here.lead, involvement=here.row)
    assert (row.answer, row.treated_as, row.proposed) == (found, treated, treated)
    facts = known(here.row, here.lead)
    assert (facts["screening.answer"], facts["screening.treated_as"]) == (found, treated)
    assert facts["screening.decided_on"] == here.lead.on


def test_nothing_is_known_of_it_before_it_was_screened(here: Here) -> None:
    assert not [name for name in known(here.row, here.lead) if name.startswith("screening.")]
    with pytest.raises(CannotDo, match="Nothing has been answered yet"):
        judging.screen(here.lead, involvement=here.row)


def test_a_departure_takes_a_reason_and_both_are_kept(here: Here) -> None:
    all_marks(here.lead, here.row, shares_risk=False)
    with pytest.raises(CannotDo, match="Say why") as refused:
        judging.screen(here.lead, involvement=here.row, treat_as="is")
    assert refused.value.field == "reason"
    assert not Screened.objects.exists()
    row = judging.screen(here.lead, involvement=here.row, treat_as="is", reason="It governs itself well so far")
    assert (row.answer, row.proposed, row.treated_as) == ("is_not", "is_not", "is")
    assert known(here.row, here.lead)["screening.reason"] == "It governs itself well so far"


def test_a_second_screening_follows_the_first_and_changes_nothing_of_it(here: Here) -> None:
    all_marks(here.lead, here.row)
    first = judging.screen(here.lead, involvement=here.row)
    answer(here.lead, here.row, arrangement__shares_risk=False)
    second = judging.screen(here.lead, involvement=here.row)
    assert [(row.number, row.answer) for row in Screened.objects.order_by("number")] == [(1, "is"), (2, "is_not")]
    assert json.loads(first.facts)["arrangement.shares_risk"] is True
    assert json.loads(second.facts)["arrangement.shares_risk"] is False
    assert known(here.row, here.lead)["screening.answer"] == "is_not"
    with act(here.lead.actor, "Tried", here.row.scope), pytest.raises(Unrecorded):
        first.save()


def test_nobody_records_a_result_of_answers_that_they_have_not_seen(here: Here) -> None:
    all_marks(here.lead, here.row)
    asked = answering.asked_here(known_of(here.lead, here.row).rules)
    seen = queries.answers_as_seen(here.row, asked).version
    all_marks(here.team, here.row, shares_risk=False)
    with pytest.raises(Stale):
        judging.screen(here.lead, involvement=here.row, version=seen)
    assert queries.screenings(here.row) == []


def test_somebody_who_only_reads_can_neither_answer_nor_screen(here: Here) -> None:
    before = Event.objects.count()
    with pytest.raises(NotAllowed):
        all_marks(here.reader, here.row)
    all_marks(here.lead, here.row)
    with pytest.raises(NotAllowed):
        judging.screen(here.reader, involvement=here.row)
    assert Event.objects.count() == before + 1
