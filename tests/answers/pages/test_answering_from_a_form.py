"""From a form and back to it: the one question that was asked is answered, and one stands at it again in the form."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from tests import world
from tests.answers.conftest import Here
from tests.answers.filling import MODERATE, judged
from tests.answers.pages.conftest import to
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import saved, text

from concordat.councils.adopted_rules import rules_of
from concordat.library import shelf
from concordat.protocol.forms import sections
from concordat.register.known import known_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM, SECTION = "basic_evaluation", "entry"
EDITIONS = sorted(found.id for found in shelf.editions())
BANNER = "govuk-notification-banner__heading"


def part(page: str, question: str) -> str:
    return page.partition(f'id="question-{question}"')[2].partition("</section>")[0]


def answer_link(page: str, question: str) -> str:
    found = re.search(r'href="([^"]+)">(?:Answer|Change|Add to these)<', part(page, question))
    assert found, f"{question} cannot be answered"
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("question", "fact", "given", "words"),
    [
        ("legal_form", "partnership.legal_form", {"partnership--legal-form": "informal"}, "Legal form"),
        ("review_cycle", "own.review_cycle", {"own--review-cycle": "yearly"}, "How it is reviewed"),
    ],
)
def test_one_question_is_asked_alone_and_what_was_saved_is_said_beside_it(
    here: Here, lead: CheckedClient, question: str, fact: str, given: dict[str, str], words: str
) -> None:
    judged(here.lead, here.row, **MODERATE)
    section = to(here, "form_section", FORM, SECTION)
    link = answer_link(text(lead.get(section)), question)
    assert [item.name for item in lead.get(link).context["form"].asked] == [fact]
    back = saved(lead, link, **given)
    assert back == f"{section}?at={question}#question-{question}"
    page = text(lead.get(back.partition("#")[0]))
    assert "Not answered yet" not in part(page, question)
    assert f"{words}: saved" in part(page, question)
    assert page.count(BANNER) == 1


def test_the_page_of_one_question_leads_to_all_of_its_part_and_that_leads_back_to_the_form_too(
    here: Here, lead: CheckedClient
) -> None:
    section = to(here, "form_section", FORM, SECTION)
    page = text(lead.get(answer_link(text(lead.get(section)), "legal_form")))
    found = re.search(r'href="([^"]+)">All questions of this part<', page)
    assert found
    everything = lead.get(found[1].replace("&amp;", "&"))
    assert len(everything.context["form"].asked) == 4
    assert everything.context["back"]["href"] == f"{section}?at=legal_form#question-legal_form"


def test_what_is_saved_as_it_was_is_not_called_saved(here: Here, lead: CheckedClient) -> None:
    section = to(here, "form_section", FORM, SECTION)
    back = saved(lead, answer_link(text(lead.get(section)), "legal_form"))
    page = part(text(lead.get(back.partition("#")[0])), "legal_form")
    assert "Nothing was changed." in page
    assert ": saved" not in page


def test_an_address_that_asks_for_what_the_page_does_not_have_asks_all_of_it(here: Here, lead: CheckedClient) -> None:
    page = lead.get(f"{to(here, 'partnership_joint_edit', 'legal')}?only=nonsense")
    assert len(page.context["form"].asked) == 4


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_answer_of_any_form_of_any_protocol_leads_to_a_page_of_other_questions(edition: str) -> None:
    council = world.council("castleton", edition)
    row = world.involvement(council)
    team = world.member(council, "partnership_team")
    browser, rules = world.client(team.user), rules_of(known_of(world.scope(team), row).adoption)
    tried = 0
    for form in rules.edition.forms:
        for section in sections(rules.edition, form):
            page = browser.get(f"/c/castleton/register/{row.reference}/forms/{form}/{section.id}/")
            for one in page.context["questions"]:
                about = next(q.about for q in section.questions if q.id == one.id)
                for link in (each.href for each in one.links if "only=" in each.href):
                    asked = list(browser.get(link).context["form"].places)
                    assert asked == [about] or about == "commitment.total_a_year", (form, section.id, one.id)
                    tried += 1
                assert not any("/records/own/" in urlsplit(each.href).path for each in one.links)
    assert tried or not rules.edition.forms
