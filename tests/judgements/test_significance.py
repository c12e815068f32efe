"""How significant is it? The levels chosen, the band they give, and what may be left out."""

from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Q
from tests import world
from tests.judgements.answering import EXAMPLE, answer, assessed, known
from tests.judgements.conftest import Here

from concordat.history.recorded import Stale
from concordat.judgements import answering, doubts, judging, queries
from concordat.judgements.facts import bands
from concordat.protocol.rules import prepare
from concordat.protocol.values import NotApplicable
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo, NotAllowed


@pytest.mark.requirement("BOL-3.1", "BOL-3.2")
def test_the_texts_own_example_is_major_with_27_of_35(here: Here) -> None:
    row = assessed(here.lead, here.row)
    assert (row.total, row.maximum, row.share, row.band) == (27, 35, "27/35", "major")
    facts = known(here.row, here.lead)
    assert facts["significance.band"] == "major"
    assert facts["significance.score"] == Decimal("77.1428")
    assert facts["significance.hangs_on_na"] is False


def test_while_a_question_is_open_nothing_is_assessed(here: Here) -> None:
    answer(here.lead, here.row, **{f"criterion__{name}": level for name, level in EXAMPLE.items() if name != "aims"})
    with pytest.raises(CannotDo, match="still open") as refused:
        judging.assess(here.lead, involvement=here.row)
    assert refused.value.items == ["Question 2"]
    assert "significance.band" not in known(here.row, here.lead)


@pytest.mark.parametrize("level", [0, 2, 6, True, "5"])
def test_a_level_that_the_text_leaves_empty_cannot_be_chosen(here: Here, level: Any) -> None:
    with pytest.raises(CannotDo, match="one of its levels") as refused:
        answer(here.lead, here.row, criterion__liability=level)
    assert refused.value.field == "criterion.liability"


def test_a_question_that_does_not_apply_takes_a_reason(here: Here) -> None:
    with pytest.raises(CannotDo, match="say why"):
        answer(here.lead, here.row, criterion__deadlines=NotApplicable(" "))
    row = assessed(
        here.lead, here.row, profile=NotApplicable("Nobody looks"), deadlines=NotApplicable("There are none")
    )
    assert (row.total, row.maximum, row.band) == (17, 25, "moderate")
    assert row.hangs_on_na == ["profile", "deadlines"]
    assert row.not_applicable == {"profile": "Nobody looks", "deadlines": "There are none"}
    assert known(here.row, here.lead)["significance.hangs_on_na"] is True


def test_what_is_left_out_is_agreed_by_the_team_and_not_by_who_assessed_it(here: Here) -> None:
    row = assessed(here.team, here.row, profile=NotApplicable("Nobody looks"))
    with pytest.raises(NotAllowed, match="Partnership Team"):
        doubts.agree_to_leave_out(here.lead, assessment=row, criterion="profile")
    with pytest.raises(CannotDo, match="Somebody else has to agree"):
        doubts.agree_to_leave_out(here.team, assessment=row, criterion="profile")
    with pytest.raises(CannotDo, match="was answered"):
        doubts.agree_to_leave_out(here.team, assessment=row, criterion="cost")
    other = assessed(here.lead, here.row, profile=NotApplicable("Nobody looks"))
    doubts.agree_to_leave_out(here.team, assessment=other, criterion="profile")
    assert set(queries.left_out(other)) == {"profile"}
    with pytest.raises(CannotDo, match="agreed already"):
        doubts.agree_to_leave_out(here.team, assessment=other, criterion="profile")


@pytest.mark.requirement("BOL-3.3")
def test_a_score_in_doubt_is_talked_over_then_ruled_on_and_both_are_kept(here: Here) -> None:
    row = assessed(here.lead, here.row)
    doubt = doubts.raise_doubt(here.lead, assessment=row, words="Is the cost really over a million?")
    with pytest.raises(CannotDo, match="talked over"):
        doubts.rule(here.chief, doubt=doubt, version=doubt.version, band="moderate", reason="It is less")
    with pytest.raises(NotAllowed):
        doubts.talk_over(here.lead, doubt=doubt, version=doubt.version, agreed=False, words="No")
    doubt = doubts.talk_over(here.team, doubt=doubt, version=doubt.version, agreed=False, words="We differ on the cost")
    with pytest.raises(NotAllowed, match="Chief Executive"):
        doubts.rule(here.team, doubt=doubt, version=doubt.version, band="moderate", reason="It is less")
    with pytest.raises(CannotDo, match="Say why"):
        doubts.rule(here.chief, doubt=doubt, version=doubt.version, band="moderate", reason=" ")
    doubt = doubts.rule(here.chief, doubt=doubt, version=doubt.version, band="moderate", reason="Half of it is a grant")
    facts = known(here.row, here.lead)
    assert facts["significance.band"] == "moderate"
    assert bands(Q(involvement=here.row)) == {here.row.pk: "moderate"}, "what lists read"
    assert (facts["significance.in_doubt"], facts["significance.agreed"]) == (True, False)
    assert (doubt.assessment.band, doubt.ruling) == ("major", "Half of it is a grant")
    again = assessed(here.lead, here.row, cost=4)
    assert known(here.row, here.lead)["significance.band"] == again.band == "major"


def test_nobody_rules_on_an_assessment_of_their_own(here: Here) -> None:
    both = world.scope(world.member(here.row.council, "partnership_team", "chief_executive", name="Both"))
    row = assessed(both, here.row)
    doubt = doubts.raise_doubt(here.lead, assessment=row, words="Is the cost really over a million?")
    doubt = doubts.talk_over(here.team, doubt=doubt, version=doubt.version, agreed=False, words="We differ")
    with pytest.raises(CannotDo, match="Somebody else has to rule on it"):
        doubts.check_can_rule(both, doubt=doubt)
    with pytest.raises(CannotDo, match="Somebody else has to rule on it"):
        doubts.rule(both, doubt=doubt, version=doubt.version, band="moderate", reason="It is less")
    assert doubts.rule(here.chief, doubt=doubt, version=doubt.version, band="moderate", reason="It is less").band


@pytest.mark.parametrize(("method", "says"), [("none", "does not grade"), ("judgement", "leaves the band")])
def test_a_protocol_without_questions_says_how_it_grades(method: str, says: str) -> None:
    edition = world.cached_library(world.EDITION)[0]
    assert edition.significance is not None
    without = edition.significance.model_copy(update={"method": method, "criteria": []})
    rules = prepare(edition.model_copy(update={"significance": without, "duties": []}))
    with pytest.raises(CannotDo, match=says):
        judging.check_can_be_assessed(rules)


def test_answers_that_somebody_else_changed_meanwhile_are_not_overwritten(here: Here) -> None:
    name = "criterion.cost"
    seen = queries.answers_as_seen(here.row, [name]).version
    answer(here.team, here.row, criterion__cost=2)
    with pytest.raises(Stale):
        answering.answer(here.lead, involvement=here.row, answers={name: 5}, version=seen)
    assert known(here.row, here.lead)[name] == 2


def test_nobody_assesses_levels_that_they_have_not_seen(here: Here) -> None:
    assessed(here.lead, here.row)
    seen = queries.answers_as_seen(here.row, [f"criterion.{name}" for name in EXAMPLE]).version
    answer(here.team, here.row, criterion__cost=2)
    with pytest.raises(Stale):
        judging.assess(here.lead, involvement=here.row, version=seen)
    assert len(queries.assessments(here.row)) == 1


def test_blank_not_known_and_not_applicable_are_three_things(here: Here) -> None:
    for said in (4, None, NotApplicable("There are none"), BLANK):
        answer(here.lead, here.row, criterion__deadlines=said)
        facts = known(here.row, here.lead)
        assert facts.get("criterion.deadlines", BLANK) == said


def test_a_result_and_a_mark_of_another_protocol_are_not_answered_here(here: Here) -> None:
    for fact in ({"mark__lawful": True}, {"significance__band": "major"}, {"involvement__stage": "operating"}):
        with pytest.raises(ValueError, match="not answered here"):
            answer(here.lead, here.row, **fact)
