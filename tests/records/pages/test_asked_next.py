"""What the standing asks for next, where that is kept here: the question, the page it leads to, and who is asked."""

import pytest
from django.urls import reverse
from tests.page_checks import CheckedClient
from tests.records.conftest import Here, There
from tests.records.keeping import add, answer, say_complete
from tests.records.pages.test_demands import major

from concordat.compliance.places import places
from concordat.compliance.questions import Question, may_answer, questions
from concordat.protocol.facts import Fact

pytestmark = pytest.mark.slow

__all__ = ["major"]


def asked(here: Here | There) -> dict[str, Question]:
    return {question.fact: question for question in questions(here.team, here.row, most=500)}


def test_a_fact_that_is_kept_here_is_asked_and_leads_to_its_form(major: Here, lead: CheckedClient) -> None:
    found = asked(major)
    question = found["commitment.spend_approval"]
    assert (question.place, question.args) == ("section_edit", ("commitment",))
    assert question.clauses == ("5.7",)
    page = lead.get(places(major.lead, major.row).of_question(question))
    assert [item.name for item in page.context["form"].asked] == ["commitment.spend_approval"]
    answer(major.lead, major.row, "commitment.spend_approval", "Minute 7")
    assert "commitment.spend_approval" not in asked(major)


def test_a_list_is_asked_until_somebody_has_said_that_there_are_no_others(major: Here) -> None:
    assert asked(major)["stakeholders"].words == "Stakeholders"
    add(major.lead, major.row, "stakeholders", who="Anglers")
    question = asked(major)["stakeholders"]
    assert question.words == "Stakeholders: are these all?"
    assert (question.place, question.args) == ("list_page", ("stakeholders",))
    say_complete(major.lead, major.row, "stakeholders")
    assert "stakeholders" not in asked(major)


def test_nobody_is_asked_for_what_they_cannot_answer(major: Here, there: There) -> None:
    where = places(there.team, there.row)
    assert where.of("money.vat_treatment") == ""
    section = reverse("section_edit", args=["barton", there.row.reference, "commitment"])
    assert where.of("commitment.cash") == f"{section}?only=commitment.cash"
    assert where.of("stakeholders") == reverse("list_page", args=["barton", there.row.reference, "stakeholders"])
    assert where.of("contributions") == ""
    assert where.of("own.short_description") == reverse("subject", args=["barton", there.row.reference, "own"])
    reader = places(major.reader, major.row)
    assert {reader.of(fact) for fact in ("commitment.cash", "stakeholders", "own.short_description")} == {""}


def test_who_may_answer_follows_the_side_that_a_fact_stands_on() -> None:
    both = ["partnership", "involvement"]
    scalar, rows = (Fact.model_validate({"type": kind, "words": "W", "level": both}) for kind in ("text", "rows"))
    assert not may_answer(scalar, {"partnership"})
    assert may_answer(scalar, {"involvement"})
    assert may_answer(rows, {"partnership"})
    assert may_answer(None, {"involvement"})
    assert not may_answer(rows, set())
