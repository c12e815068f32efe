"""A section that is given back: what is still open is said before, and what its holder wrote stands where it is read."""

from __future__ import annotations

import pytest
from tests import world
from tests.answers.conftest import Here
from tests.answers.pages.conftest import to
from tests.answers.test_sharing import hand
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import saved, text

from concordat.answers import sharing
from concordat.councils import adoption
from concordat.register import parties
from concordat.register.models import Involvement
from concordat.register.organisations import New

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM, SECTION = "registration", "entry"


def test_what_was_said_on_giving_back_stands_on_the_section_and_beside_its_title_in_the_form(
    here: Here, lead: CheckedClient, finance: CheckedClient
) -> None:
    section, form = to(here, "form_section", FORM, SECTION), to(here, "form", FORM)
    assert "Given back by" not in text(lead.get(section))
    row = hand(here, form=FORM, section=SECTION)
    saved(finance, to(here, "section_done", row.pk), reply="It <adds> up")
    page = text(lead.get(section))
    said = "Given back by Fran Finance on"
    assert page.index(said) < page.index('id="question-')
    assert "It &lt;adds&gt; up" in page
    assert said in text(lead.get(form)).partition("govuk-task-list")[2].partition("</ul>")[0]


def test_a_section_that_was_taken_back_is_not_said_to_have_been_given_back(here: Here, lead: CheckedClient) -> None:
    row = hand(here, form=FORM, section=SECTION)
    saved(lead, to(here, "section_take_back", row.pk))
    page = text(lead.get(to(here, "form_section", FORM, SECTION)))
    assert "It was with Fran Finance until" in page
    assert "Given back by" not in page


def test_what_is_still_open_is_said_before_it_is_given_back_and_does_not_hinder_it(
    here: Here, lead: CheckedClient, finance: CheckedClient
) -> None:
    fresh = Involvement.objects.select_related("partnership").get(pk=here.row.pk)
    parties.add(here.lead, partnership=fresh.partnership, organisation=New("A Partner", apart=True))
    row = hand(here, form=FORM, section=SECTION)
    page = text(finance.get(to(here, "section_done", row.pk)))
    assert "Still open:" in page
    assert "What is its legal form?" in page
    assert "1 on record. There may be others." in page
    assert saved(finance, to(here, "section_done", row.pk)) == to(here, "form_section", FORM, SECTION)


def test_a_section_is_handed_to_others_who_may_change_a_record_and_to_nobody_else(
    here: Here, lead: CheckedClient
) -> None:
    world.member(here.row.council, "auditor", name="Ann Auditor")
    world.member(here.row.council, "legal", name="Les Legal")
    form = lead.get(to(here, "section_hand", FORM, SECTION)).context["form"]
    offered = " ".join(words for _, words in form.fields["to"].choices)
    for name in ("Fran Finance", "Terry Team", "Les Legal"):
        assert name in offered
    for name in ("Lee Officer", "Chris Councillor", "Ann Auditor"):
        assert name not in offered


def test_a_section_of_a_form_that_a_new_edition_has_not_is_given_back_from_the_same_link(
    here: Here, finance: CheckedClient
) -> None:
    row = hand(here, form=FORM, section=SECTION)
    link, done = to(here, "form_section", FORM, SECTION), to(here, "section_done", row.pk)
    adoption.adopt(world.command(here.row.council), edition_id="chesterfield/2019", from_=here.lead.on)
    assert finance.get(link).headers["Location"] == done
    assert saved(finance, done, reply="There was nothing to add") == to(here, "partnership")
    assert finance.get(link).status_code == 404


def test_a_section_and_a_question_of_such_a_form_are_taken_back_and_replied_to(here: Here, lead: CheckedClient) -> None:
    row = hand(here, form=FORM, section=SECTION)
    asked = sharing.ask(here.finance, involvement=here.row, form=FORM, question="name", words="Why?")
    adoption.adopt(world.command(here.row.council), edition_id="chesterfield/2019", from_=here.lead.on)
    assert saved(lead, to(here, "section_take_back", row.pk)) == to(here, "partnership")
    assert saved(lead, to(here, "query_reply", asked.pk), words="Because") == to(here, "partnership")
