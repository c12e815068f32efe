"""A section of a form: questions with answers and where to give them, help beside them, and other people's hands."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.answers.conftest import Here
from tests.answers.filling import judged
from tests.answers.pages.conftest import client_of, to
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import day, saved, send, text

from concordat.answers import sharing
from concordat.answers.models import Handed, Query
from concordat.register import parties
from concordat.register.models import Involvement
from concordat.register.organisations import New

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM, SECTION = "registration", "entry"
LEGAL = "partnership_joint_edit"
QUERIES = {"forms": 28, "form": 32, "form_section": 41}


def hand(here: Here, section: str = SECTION) -> Handed:
    return sharing.hand_over(here.lead, involvement=here.row, form=FORM, section=section, to=here.helper)


def test_a_question_stands_with_its_clause_its_answer_and_a_link_that_leads_back_to_it(
    here: Here, lead: CheckedClient
) -> None:
    section = to(here, "form_section", FORM, SECTION)
    page = text(lead.get(section))
    part = page.partition('id="question-legal_form"')[2].partition("</section>")[0]
    assert "What is its legal form?" in part
    assert "Not answered yet" in part
    back = f"{section}?at=legal_form#question-legal_form"
    edit = f"{to(here, LEGAL, 'legal')}?only=partnership.legal_form&next={quote(back, safe='')}"
    assert edit in part.replace("&amp;", "&")
    given = {"partnership--legal-form": "informal"}
    assert saved(lead, edit, **given) == back
    assert (
        "Not answered yet"
        not in text(lead.get(section)).partition('id="question-legal_form"')[2].partition("</section>")[0]
    )


@pytest.mark.requirement("BOL-5.2.2")
def test_the_protocols_guidance_stands_beside_the_shorter_form(here: Here, lead: CheckedClient) -> None:
    page = text(lead.get(to(here, "form_section", FORM, "role")))
    assert "Section 5.3 may help: who does what, and how decisions are taken." in page


@pytest.mark.requirement("BOL-5.2")
def test_the_full_evaluation_of_a_major_partnership_has_the_guidance_of_each_of_its_sections(
    here: Here, lead: CheckedClient
) -> None:
    judged(here.lead, here.row)
    page = text(lead.get(to(here, "form", "full_evaluation")))
    sections = {
        "role": ("The council's role and contribution", "role and what it puts in"),
        "aims": ("Aims of the partnership", "Clear aims, plans and management keep a partnership from failing"),
        "corporate_aims": ("Contribution to the council's corporate aims", "should contribute to the corporate aims"),
        "risk": ("Risk assessment of the council's involvement", "own risk assessment and sum it up"),
        "funding": ("Funding", "Ask finance about VAT"),
        "accountability": ("Accountability and transparency", "The accountable body must be nominated"),
        "learning": ("Learning and sharing", "Look for best practice and case studies elsewhere"),
        "monitoring": ("Evaluation and monitoring", "Outputs are quantities of service"),
    }
    for section, (title, guidance) in sections.items():
        assert title in page
        assert guidance in text(lead.get(to(here, "form_section", "full_evaluation", section)))


def test_a_list_that_the_protocol_offers_stands_in_a_fold_beside_its_question(here: Here, lead: CheckedClient) -> None:
    page = text(lead.get(to(here, "form_section", FORM, "risk")))
    assert "Risks that partnerships typically bring (clause 5.6)" in page
    assert "Partners who do not perform" in page


def test_rows_are_a_short_table_with_where_to_add_and_where_to_say_that_these_are_all(
    here: Here, lead: CheckedClient
) -> None:
    for nth in range(7):
        row = Involvement.objects.select_related("partnership").get(pk=here.row.pk)
        parties.add(here.lead, partnership=row.partnership, organisation=New(f"Partner {nth}", "voluntary", apart=True))
    page = text(lead.get(to(here, "form_section", FORM, SECTION)))
    part = page.partition('id="question-partners"')[2].partition("</section>")[0]
    assert "7 on record. There may be others." in part
    assert "Partner 4" in part
    assert "Partner 5" not in part
    assert to(here, "party_search") in part
    assert to(here, "parties_complete") in part


def test_a_question_of_which_it_is_not_known_whether_it_is_asked_names_what_it_depends_on(here: Here) -> None:
    row = world.involvement(here.row.council, "Not answered")
    page = text(client_of(here.team).get(f"/c/ashford/register/{row.reference}/forms/{FORM}/{SECTION}/"))
    part = page.partition('id="question-statutory_basis"')[2].partition("</section>")[0]
    assert "Whether this is asked is not known yet" in part


def test_who_only_reads_sees_the_answers_and_nowhere_to_change_them(here: Here, reader: CheckedClient) -> None:
    page = text(reader.get(to(here, "form_section", FORM, SECTION)))
    assert "River Forum" in page
    for word in ("next=", "Hand this section over", "Ask about this", "Attach a file"):
        assert word not in page


def test_a_section_is_handed_over_opened_edited_and_given_back_and_then_closed(
    here: Here, lead: CheckedClient, finance: CheckedClient
) -> None:
    edit, section = to(here, "partnership_edit", "protocol"), to(here, "form_section", FORM, SECTION)
    assert finance.get(edit).status_code == 403
    note = {"note": "Please check the money", **day("due_on", "1 1 2099")}
    assert saved(lead, to(here, "section_hand", FORM, SECTION), to=str(here.helper.pk), **note) == section
    assert "With Fran Finance until 1 January 2099" in text(lead.get(to(here, "form", FORM)))
    assert "Please check the money" in text(finance.get(section))
    assert "next=" in text(finance.get(section))
    given = {"involvement--evidence-file-place": "Room 4"}
    assert saved(finance, f"{edit}?next={section}", **given) == section
    row = Handed.objects.get()
    assert saved(finance, to(here, "section_done", row.pk), reply="It adds up") == section
    assert finance.get(edit).status_code == 403
    assert "It adds up" in text(lead.get(to(here, "form", FORM)))
    assert finance.get(to(here, "form_submit", FORM)).status_code == 403


def test_a_section_is_taken_back_by_those_whose_part_it_is(
    here: Here, lead: CheckedClient, finance: CheckedClient
) -> None:
    row = hand(here)
    assert finance.get(to(here, "section_take_back", row.pk)).status_code == 403
    assert lead.get(to(here, "section_done", row.pk)).status_code == 403
    assert saved(lead, to(here, "section_take_back", row.pk)) == to(here, "form_section", FORM, SECTION)
    assert finance.get(to(here, "partnership_edit", "protocol")).status_code == 403


def test_handing_over_to_nobody_or_for_a_day_that_is_past_is_refused_beside_the_field(
    here: Here, lead: CheckedClient
) -> None:
    url = to(here, "section_hand", FORM, SECTION)
    assert send(lead, url).context["form"].errors.keys() == {"to"}
    past = send(lead, url, to=str(here.helper.pk), **day("due_on", "1 1 2020"))
    assert past.context["form"].errors["due_on"] == ["This day is past. Choose today or a later day."]


def test_a_question_about_an_answer_and_its_reply_stand_beside_it(
    here: Here, lead: CheckedClient, finance: CheckedClient
) -> None:
    here_ = f"{to(here, 'form_section', FORM, SECTION)}#question-name"
    assert saved(finance, to(here, "query_ask", FORM, "name"), words="Is that all of it?") == here_
    row = Query.objects.get()
    assert "Is that all of it?" in text(lead.get(here_.partition("#")[0]))
    reply = text(lead.get(to(here, "query_reply", row.pk)))
    for words in ("What is it called?", "River Forum</p>", "Fran Finance asked: Is that all of it?"):
        assert words in reply
    assert saved(lead, to(here, "query_reply", row.pk), words="It is.") == here_
    part = text(finance.get(here_.partition("#")[0])).partition('id="question-name"')[2].partition("</section>")[0]
    for words in ("Fran Finance", "Is that all of it?", "Lee Officer", "It is."):
        assert words in part
    assert to(here, "query_reply", row.pk) not in part


def test_a_question_that_the_form_does_not_have_is_not_found(here: Here, lead: CheckedClient) -> None:
    assert lead.get(to(here, "query_ask", FORM, "nonsense")).status_code == 404


def test_what_was_done_with_forms_is_told_on_the_partnerships_history_by_the_protocols_titles(
    here: Here, lead: CheckedClient
) -> None:
    row = hand(here)
    sharing.ask(here.finance, involvement=here.row, form=FORM, question="name", words="Is that all of it?")
    sharing.end(here.finance, handed=row, version=row.version, reply="Done")
    page = text(lead.get(to(here, "partnership_history")))
    for words in ("Section handed over", "Section given back", "Asked about an answer", "The entry in the register"):
        assert words in page
    assert "Partnership registration (Appendix B)" in page
    assert "What is it called?" in page
    assert ">registration<" not in page


@pytest.mark.parametrize("page", ["forms", "form", "form_section"])
def test_a_page_asks_the_database_as_often_whatever_there_is_to_show(
    here: Here, lead: CheckedClient, page: str
) -> None:
    address = to(here, page, *{"forms": (), "form": (FORM,), "form_section": (FORM, SECTION)}[page])

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            lead.get(address)
        return len(captured)

    def add(nth: int) -> None:
        sharing.end(here.finance, handed=(row := hand(here)), version=row.version)
        sharing.ask(here.lead, involvement=here.row, form=FORM, question="name", words=f"Why {nth}?")
        row_ = Involvement.objects.select_related("partnership").get(pk=here.row.pk)
        parties.add(here.lead, partnership=row_.partnership, organisation=New(f"Partner {nth}", apart=True))

    add(0)
    asked()
    few = asked()
    for nth in range(1, 4):
        add(nth)
    assert asked() == few == QUERIES[page]
