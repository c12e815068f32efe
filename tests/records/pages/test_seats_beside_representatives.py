"""A seat that is held for the council stands beside those who represent it, and is kept once, among the seats."""

from datetime import timedelta

import pytest
from tests.page_checks import CheckedClient
from tests.records.conftest import Here, There
from tests.records.keeping import add
from tests.register.pages.browsing import text

from concordat.history import clock

pytestmark = pytest.mark.django_db
TOLD = "Meg Ridley holds the seat “chair” (The board) for the council."


def entry(here: Here | There, council: str = "ashford") -> str:
    return f"/c/{council}/register/{here.row.reference}/entry/"


def beside(page: str) -> str:
    return page.partition('id="representatives"')[2].partition('id="gates"')[0]


def test_the_entry_says_which_seats_are_held_for_the_council_and_leads_to_the_list(
    here: Here, lead: CheckedClient
) -> None:
    assert "Nobody is recorded here as representing the council yet." in beside(text(lead.get(entry(here))))
    add(here.lead, here.row, "seats", role="chair", body="The board", person="Meg Ridley", ours=True)
    add(here.lead, here.row, "seats", role="chair", person="Another Body", ours=False)
    page = beside(text(lead.get(entry(here))))
    assert TOLD in page
    assert "Another Body" not in page
    assert f'href="/c/ashford/register/{here.row.reference}/records/lists/seats/"' in page


def test_a_seat_that_is_over_is_not_held(here: Here, lead: CheckedClient) -> None:
    over = clock.today() - timedelta(days=1)
    add(here.lead, here.row, "seats", role="chair", person="Meg Ridley", ours=True, until=over)
    assert "Meg Ridley" not in beside(text(lead.get(entry(here))))


@pytest.mark.parametrize(("days", "held"), [(-1, True), (0, True), (1, False)])
def test_a_seat_is_held_from_its_first_day_on(here: Here, lead: CheckedClient, days: int, held: bool) -> None:
    first = clock.today() + timedelta(days=days)
    add(here.lead, here.row, "seats", role="chair", person="Meg Ridley", ours=True, from_=first)
    assert ("Meg Ridley" in beside(text(lead.get(entry(here))))) is held


def test_what_is_not_known_of_a_seat_is_not_made_up(here: Here, lead: CheckedClient) -> None:
    add(here.lead, here.row, "seats", role="chair", person=None, ours=True)
    page = beside(text(lead.get(entry(here))))
    assert "Somebody whose name is not recorded holds the seat “chair” for the council." in page


def test_another_councils_entry_does_not_take_the_seats_for_its_own(
    here: Here, there: There, barton: CheckedClient
) -> None:
    add(here.lead, here.row, "seats", role="chair", body="The board", person="Meg Ridley", ours=True)
    assert "Meg Ridley" not in beside(text(barton.get(entry(there, "barton"))))
