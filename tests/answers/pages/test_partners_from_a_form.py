"""A partner, or who holds a responsibility, that stands wrong in a form is mended from there, and one is back at it."""

from __future__ import annotations

import re

import pytest
from tests.answers.conftest import Here
from tests.answers.pages.conftest import to
from tests.answers.pages.test_answering_from_a_form import part
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import saved, text

from concordat.register import parties
from concordat.register.models import Party
from concordat.register.organisations import New

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM, SECTION = "registration", "entry"


def href(page: str, words: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*>\s*{words}', page)
    assert found, f"nothing leads to {words}"
    return found[1].replace("&amp;", "&")


@pytest.fixture
def partner(here: Here) -> Party:
    return parties.add(here.lead, partnership=here.row.partnership, organisation=New("Wrong Trust", apart=True))


def test_a_partner_in_a_form_leads_to_its_page_and_what_is_done_there_back_to_the_form(
    here: Here, lead: CheckedClient, partner: Party
) -> None:
    section = to(here, "form_section", FORM, SECTION)
    back = f"{section}?at=partners#question-partners"
    opened = href(part(text(lead.get(section)), "partners"), "Wrong Trust")
    page = lead.get(opened)
    assert page.context["back"]["href"] == back
    edit = href(text(page), "Not answered yet")
    assert "next=" in edit
    assert saved(lead, href(text(page), "Take out"), reason="It never was one") == back
    assert not Party.objects.filter(pk=partner.pk).exists()
    assert "Partner taken out" in text(lead.get(f"{section}?at=partners"))


def test_who_holds_a_responsibility_is_corrected_from_the_form(here: Here, lead: CheckedClient) -> None:
    section = to(here, "form_section", FORM, SECTION)
    opened = href(part(text(lead.get(section)), "responsibilities"), "Relevant officer")
    assert "/responsibilities/" in opened
    assert lead.get(opened).context["back"]["href"] == f"{section}?at=responsibilities#question-responsibilities"


def test_who_may_not_change_them_reads_their_names(here: Here, reader: CheckedClient, partner: Party) -> None:
    page = part(text(reader.get(to(here, "form_section", FORM, SECTION))), "partners")
    assert "Wrong Trust" in page
    assert f"/partners/{partner.reference}" not in page
