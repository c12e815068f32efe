"""Before it is said of a list that there are none, the amounts on record elsewhere stand beside the button."""

import re
from typing import Any

import pytest
from tests.page_checks import CheckedClient
from tests.records.conftest import Here
from tests.records.keeping import add, answer, say_complete
from tests.records.pages.test_subjects_and_sections import at
from tests.register.pages.browsing import text

pytestmark = pytest.mark.slow
LISTS = "lists/commitments/"
DIFFERS = "Cash that the council puts in: £18,000 a year as an amount, but £15,000 in the list"
ELSEWHERE = "On record elsewhere, as amounts:"


def test_what_the_council_puts_in_as_amounts_stands_beside_its_empty_list(here: Here, lead: CheckedClient) -> None:
    page = at(here, "lists/commitments/")
    assert ELSEWHERE not in text(lead.get(page))
    answer(here.lead, here.row, "commitment.cash", 18_000_00)
    answer(here.lead, here.row, "commitment.staff_cost", 9_500_00)
    answer(here.lead, here.row, "commitment.in_kind_value", None)
    shown = text(lead.get(page)).partition(ELSEWHERE)[2]
    hint, _, buttons = shown.partition("There are none")
    assert "£18,000 a year" in hint
    assert "£9,500 a year" in hint
    assert "Help in kind" not in hint
    assert at(here, "sections/commitment/") in hint
    assert buttons
    add(here.lead, here.row, "commitments", kind="cash")
    assert ELSEWHERE not in text(lead.get(page))


def test_money_that_passes_through_stands_beside_what_partners_give(
    here: Here, lead: CheckedClient, reader: CheckedClient
) -> None:
    answer(here.lead, here.row, "commitment.through_accounts", 40_000_00)
    page = at(here, "lists/contributions/")
    assert "£40,000 a year" in text(lead.get(page))
    read = text(reader.get(page))
    assert "£40,000 a year" in read
    assert at(here, "sections/commitment/") not in read


def test_a_page_of_an_empty_list_names_it_once(here: Here, lead: CheckedClient) -> None:
    page = text(lead.get(at(here, "lists/commitments/")))
    assert len(re.findall("own commitments\\s*</h", page)) == 1


def pages(here: Here) -> list[str]:
    """The list, the form of the amounts, and the subject that shows both."""
    return [at(here, LISTS), at(here, "sections/commitment/"), at(here, "finance/")]


def test_where_the_amount_and_the_list_differ_both_pages_say_so_with_both_figures(
    here: Here, lead: CheckedClient, reader: CheckedClient
) -> None:
    answer(here.lead, here.row, "commitment.cash", 18_000_00)
    add(here.lead, here.row, "commitments", kind="cash", year="2026/27", amount=10_000_00)
    add(here.lead, here.row, "commitments", kind="cash", year="2026/27", amount=5_000_00)
    for page in pages(here):
        assert f"{DIFFERS} so far for 2026/27." in text(lead.get(page)), page
    say_complete(here.lead, here.row, "commitments")
    for page in pages(here):
        assert f"{DIFFERS} for 2026/27." in text(lead.get(page)), page
    amounts = at(here, "sections/commitment/")
    assert amounts in text(lead.get(at(here, LISTS))).partition(DIFFERS)[2]
    assert at(here, LISTS) in text(lead.get(amounts)).partition(DIFFERS)[2]
    read = text(reader.get(at(here, LISTS))).partition(DIFFERS)[2]
    assert amounts not in read
    assert f"{at(here, 'finance/')}#section-commitment" in read


def test_where_they_agree_nothing_is_said(here: Here, lead: CheckedClient) -> None:
    answer(here.lead, here.row, "commitment.cash", 18_000_00)
    add(here.lead, here.row, "commitments", kind="cash", year="2026/27", amount=18_000_00)
    add(here.lead, here.row, "commitments", kind="staff", year="2026/27", amount=3_000_00)
    for page in pages(here):
        assert "as an amount, but" not in text(lead.get(page)), page


@pytest.mark.parametrize(
    "unknown",
    [
        {"kind": "cash", "year": "2027/28", "amount": 5_000_00},
        {"kind": "cash", "amount": 5_000_00},
        {"kind": "cash", "year": None, "amount": 5_000_00},
        {"kind": "cash", "year": "2026/27"},
        {"kind": "cash", "year": "2026/27", "amount": None},
        {"kind": None, "year": "2026/27", "amount": 5_000_00},
    ],
    ids=["another year", "no year", "year not known", "no amount", "amount not known", "kind not known"],
)
def test_what_cannot_be_summed_for_a_year_is_not_compared(
    here: Here, lead: CheckedClient, unknown: dict[str, Any]
) -> None:
    answer(here.lead, here.row, "commitment.cash", 18_000_00)
    add(here.lead, here.row, "commitments", kind="cash", year="2026/27", amount=10_000_00)
    assert "as an amount, but" in text(lead.get(at(here, LISTS)))
    add(here.lead, here.row, "commitments", **unknown)
    for page in pages(here):
        assert "as an amount, but" not in text(lead.get(page)), page
