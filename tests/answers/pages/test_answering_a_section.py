"""The questions of a section that one page can ask are answered together there, and lead back to the section."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests import world
from tests.answers.conftest import Here
from tests.answers.filling import MODERATE, judged
from tests.answers.pages.conftest import to
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import saved, send, text

from concordat.councils.adopted_rules import rules_of
from concordat.library import shelf
from concordat.protocol.forms import sections
from concordat.protocol.values import NotApplicable
from concordat.register import record
from concordat.register.known import known_of
from concordat.register.models import Involvement, Partnership

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM, SECTION = "basic_evaluation", "entry"
EDITIONS = sorted(found.id for found in shelf.editions())
JOINT = ["name", "legal_form", "statutory_basis", "expected_end_on"]


def buttons(page: str) -> dict[str, str]:
    """The buttons at the top of a section, each with its address."""
    found = re.findall(r'<a href="([^"]+)" role="button"[^>]*>\s*([^<]+?)\s*</a>', page)
    return {words: href.replace("&amp;", "&") for href, words in found}


def joint_button(page: str) -> str:
    return next(href for href in buttons(page).values() if "/joint/" in href and "only=partnership." in href)


def test_a_section_is_answered_page_by_page_and_not_question_by_question(here: Here, lead: CheckedClient) -> None:
    judged(here.lead, here.row, **MODERATE)
    section = to(here, "form_section", FORM, SECTION)
    url = joint_button(text(lead.get(section)))
    form = lead.get(url).context["form"]
    assert len(form.asked) > 3
    given = {"partnership--legal-form": "informal", "partnership--expected-end-on_unknown": "not_known"}
    assert saved(lead, url, **given) == section
    page = text(lead.get(section))
    assert "Saved: " in page
    assert "Legal form" in page.partition("Saved: ")[2].partition("<")[0]
    row = Partnership.objects.get(pk=here.row.partnership_id)
    assert row.legal_form == "informal"
    assert row.answer("expected_end_on") is None


def test_what_is_refused_keeps_all_that_was_typed(here: Here, lead: CheckedClient) -> None:
    judged(here.lead, here.row, **MODERATE)
    url = joint_button(text(lead.get(to(here, "form_section", FORM, SECTION))))
    wrong = {"partnership--legal-form": "informal", "partnership--expected-end-on_day": "99"}
    answer = send(lead, url, **wrong)
    assert answer.status_code == 422
    assert re.search(r'value="informal"[^>]*(checked|selected)', text(answer))
    assert 'value="99"' in text(answer)


def test_what_was_saved_as_it_was_is_said_to_be_unchanged(here: Here, lead: CheckedClient) -> None:
    section = to(here, "form_section", FORM, SECTION)
    saved(lead, joint_button(text(lead.get(section))))
    page = text(lead.get(section))
    assert "Nothing was changed." in page
    assert "Saved: " not in page


def test_who_may_not_answer_has_no_such_button(here: Here, reader: CheckedClient) -> None:
    assert not buttons(text(reader.get(to(here, "form_section", FORM, SECTION))))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_button_of_every_form_asks_questions_of_its_section_and_no_others(edition: str) -> None:
    council = world.council("castleton", edition)
    row = world.involvement(council)
    team = world.member(council, "partnership_team")
    browser, rules = world.client(team.user), rules_of(known_of(world.scope(team), row).adoption)
    for form in rules.edition.forms:
        for section in sections(rules.edition, form):
            page = browser.get(f"/c/castleton/register/{row.reference}/forms/{form}/{section.id}/")
            about = {question.about for question in section.questions}
            for link in page.context["together"]:
                asked = set(browser.get(link.href).context["form"].places)
                assert len(asked) > 1
                assert asked <= about or "commitment.total_a_year" in about, (form, section.id, link.text)


def test_a_button_says_what_is_left_to_answer_on_its_page(here: Here, lead: CheckedClient) -> None:
    section = to(here, "form_section", FORM, SECTION)

    def words() -> str:
        return next(words for words in buttons(text(lead.get(section))) if "stage and service" in words)

    def answer(fact: str, said: Any) -> None:
        row = Involvement.objects.select_related("council", "partnership").get(pk=here.row.pk)
        record.answer(here.lead, involvement=row, answers={fact: said}, version=row.version)

    assert words() == "Answer 2 questions: stage and service"
    answer("involvement.already_running", True)
    assert words() == "Answer 2 questions: stage and service (1 of them answered)"
    answer("involvement.service", NotApplicable("It belongs to none"))
    # Others of the section are still open: this says so only of its own two.
    assert words() == "Go through 2 questions: stage and service"
