"""A row's form: names on one line with what is on record, scales that say what they are, cells that a question names."""

from __future__ import annotations

import re

import pytest
from tests import world
from tests.page_checks import CheckedClient
from tests.records.conftest import Here
from tests.records.keeping import add
from tests.records.pages.test_subjects_and_sections import at
from tests.register.pages.browsing import saved, send, text

from concordat.records.models import JointRow
from concordat.register import parties
from concordat.register.models import Involvement
from concordat.register.organisations import New

pytestmark = pytest.mark.slow


def control(page: str, name: str) -> str:
    found = re.search(rf'<(?:input|textarea)[^>]*name="{name}"[^>]*>', page)
    assert found, name
    return found[0]


@pytest.mark.parametrize("name", ["contributions--year", "contributions--partner"])
def test_a_year_or_a_name_is_typed_on_one_line(here: Here, lead: CheckedClient, name: str) -> None:
    page = text(lead.get(at(here, "lists/contributions/add", joint=True)))
    assert control(page, name).startswith("<input")


def test_what_takes_sentences_keeps_its_box(here: Here, lead: CheckedClient) -> None:
    page = text(lead.get(at(here, "lists/council_risks/add")))
    assert control(page, "council-risks--response").startswith("<textarea")


def test_people_and_partners_on_record_are_offered_and_anything_else_can_be_typed(
    here: Here, lead: CheckedClient
) -> None:
    world.person(here.row.council, "Pat O'Neill & Co")
    row = Involvement.objects.select_related("partnership").get(pk=here.row.pk)
    parties.add(here.team, partnership=row.partnership, organisation=New("Anglers' Trust"))
    url = at(here, "lists/seats/add", joint=True)
    page = text(lead.get(url))
    offered = {
        id_: re.findall(r'value="([^"]*)"', options)
        for id_, options in re.findall(r'<datalist id="([^"]+)">(.*?)</datalist>', page)
    }
    assert "Pat O'Neill &amp; Co" in offered["id_seats--person_offered"]
    assert "Anglers' Trust" in offered["id_seats--party_offered"]
    assert 'list="id_seats--person_offered"' in control(page, "seats--person")
    saved(lead, url, **{"seats--person": "Somebody new"})
    assert JointRow.objects.get().cells == {"person": "Somebody new"}


def test_what_has_several_lines_keeps_them_when_it_is_saved_again(here: Here, lead: CheckedClient) -> None:
    row = add(here.lead, here.row, "council_risks", words="Clawback", owner="First\nSecond")
    url = f"{at(here, f'lists/council_risks/{row.reference}/')}change"
    assert control(text(lead.get(url)), "council-risks--owner").startswith("<textarea")
    saved(lead, url, **{"council-risks--likelihood": "3", "change": "change"})
    row.refresh_from_db()
    assert row.cells["owner"] == "First\nSecond"


@pytest.mark.parametrize("wrong", ["often", "0", "6", "-1"])
def test_a_scale_says_what_it_is_beside_its_box_and_when_it_is_wrong(
    here: Here, lead: CheckedClient, wrong: str
) -> None:
    url = at(here, "lists/council_risks/add")
    assert text(lead.get(url)).count("of 5") == 2
    refused = send(lead, url, **{"council-risks--words": "Clawback", "council-risks--impact": wrong})
    assert refused.status_code == 422
    assert "Impact must be a number from 1 to 5" in text(refused)


def test_a_scale_is_told_as_one(here: Here, lead: CheckedClient) -> None:
    add(here.lead, here.row, "council_risks", words="Clawback", likelihood=3)
    assert "3 of 5" in text(lead.get(at(here, "lists/council_risks/")))


def test_a_cell_that_a_question_of_a_form_names_is_not_folded(here: Here, lead: CheckedClient) -> None:
    form = lead.get(at(here, "lists/seats/add", joint=True)).context["form"]
    at_once, folded = ({bound.name for bound in part} for part in (form.at_once, form.folded))
    assert {"seats--substitute", "seats--capacity"} <= at_once
    assert "seats--substitute-required" in folded
