"""What the protocol demands of money, risk, documents and stakeholders: put in on the pages, and told by the standing."""

import re
from typing import Any

import pytest
from django.urls import reverse
from tests import world
from tests.judgements.answering import all_marks, assessed
from tests.page_checks import CheckedClient
from tests.records.conftest import Here
from tests.records.keeping import add
from tests.records.pages.test_lists import here_list
from tests.records.pages.test_subjects_and_sections import at
from tests.register.pages.browsing import day, saved, send, text

from concordat.judgements import judging
from concordat.records import listing
from concordat.records.models import JointRow
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.slow


@pytest.fixture
def major(here: Here) -> Here:
    """The partnership is one, and a major one."""
    command = world.command(here.row.council)
    all_marks(command, here.row)
    judging.screen(command, involvement=here.row)
    assert assessed(command, here.row).band == "major"
    return here


def statuses(client: CheckedClient, here: Here, duty: str) -> list[str]:
    """The status words on a duty's page, one a row that it is asked of."""
    page = text(client.get(reverse("duty", args=["ashford", here.row.reference, duty])))
    before = page.split("From when to when")[0]
    return [found.strip() for found in re.findall(r"govuk-tag[^>]*>([^<]*)<", before)]


def _row(client: CheckedClient, here: Here, group: str, **cells: Any) -> str:
    sent = {f"{group.replace('_', '-')}--{name.replace('_', '-')}": said for name, said in cells.items()}
    saved(client, at(here, f"lists/{group}/add", joint=True), **sent)
    return at(here, f"lists/{group}/{JointRow.objects.filter(group=group).latest('pk').reference}/", joint=True)


@pytest.mark.requirement("BOL-5.3.1")
def test_an_agreement_counts_when_each_of_fourteen_elements_is_there_or_left_out_with_a_reason(
    major: Here, lead: CheckedClient
) -> None:
    assert statuses(lead, major, "governing-agreement") == ["Not known"]
    sent = {"documents--type": "constitution", **day("documents--from", "1 1 2026")}
    page = saved(lead, at(major, "lists/documents/add", joint=True), **sent)
    governing = here_list(major, "governing_elements")
    every = {f"documents--elements--{code}": "yes" for code in governing}
    saved(lead, f"{page}change", **every | {f"documents--elements--{governing[3]}": "no"})
    saved(lead, at(major, "lists/documents/complete", joint=True), complete="yes")
    saved(lead, at(major, "lists/documents/complete"), complete="yes")
    assert statuses(lead, major, "governing-agreement") == ["Advised, not in place"]
    left_out = {
        f"documents--elements--{governing[3]}": "na",
        f"documents--elements--{governing[3]}--why": "It decides nothing",
    }
    saved(lead, f"{page}change", change="change", **left_out)
    assert statuses(lead, major, "governing-agreement") == ["Met"]
    assert "Does not apply: It decides nothing" in text(lead.get(page))


@pytest.mark.requirement("BOL-5.7.2")
def test_what_each_partner_puts_in_is_recorded_as_confirmed_or_proposed(major: Here, lead: CheckedClient) -> None:
    _row(lead, major, "contributions", partner="River Trust", kind="cash", amount="45000", status="confirmed")
    _row(lead, major, "contributions", partner="The college", kind="staff", amount="1200", status="proposed")
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text(lead.get(at(major, "lists/contributions/")))))
    assert re.search(r"River Trust +Cash .*£45,000 +Confirmed", page)
    assert re.search(r"The college +Staff .*£1,200 +Proposed", page)
    assert statuses(lead, major, "contributions-recorded")[:2] == ["Met", "Met"]


@pytest.mark.requirement("BOL-5.7.1")
def test_what_it_costs_this_year_and_later_and_the_approval_to_spend_are_recorded(
    major: Here, lead: CheckedClient
) -> None:
    url = at(major, "sections/commitment/")
    saved(lead, url, **{"commitment--cash": "12000"})
    assert statuses(lead, major, "budget-implications") == ["Not known"]
    more = {"current-year-effect": "12000", "future-years-effect": "As much again", "spend-approval": "Minute 7"}
    saved(lead, url, **{f"commitment--{name}": said for name, said in more.items()})
    assert statuses(lead, major, "budget-implications") == ["Met"]


@pytest.mark.requirement("BOL-5.7.4")
def test_a_grant_has_its_terms_and_spending_outside_them_is_shown(major: Here, lead: CheckedClient) -> None:
    page = _row(lead, major, "grants", funder="The lottery", conditions="Spent by March")
    assert statuses(lead, major, "grant-terms")[0] == "Not known"
    terms = {"documents-to-keep": "Invoices, six years", "qualifying-expenditure": "Works", "clawback": "All of it"}
    saved(lead, f"{page}change", **{f"grants--{name}": said for name, said in terms.items()}, change="change")
    assert statuses(lead, major, "grant-terms")[0] == "Met"
    saved(lead, f"{page}change", **{"grants--spent-within-conditions": "no"}, change="change")
    assert statuses(lead, major, "grant-spent-within")[0] == "Not met"


@pytest.mark.requirement("BOL-5.8.8")
def test_what_the_accountable_body_signs_and_pays_is_recorded_against_the_grant(
    major: Here, lead: CheckedClient
) -> None:
    add(major.lead, major.row, "grants", funder="The lottery")
    page = saved(
        lead,
        at(major, "lists/grant_contracts/add", joint=True),
        **{
            "grant-contracts--grant": "The lottery",
            "grant-contracts--kind": "payment",
            "grant-contracts--party": "Weir Works",
            "grant-contracts--amount": "8000",
            **day("grant-contracts--dated", "1 5 2026"),
        },
    )
    assert "£8,000" in text(lead.get(page))
    assert statuses(lead, major, "grant-contracts")[0] == "Met"


@pytest.mark.requirement("BOL-5.6.5")
def test_nine_typical_risks_are_offered_to_begin_with(major: Here, lead: CheckedClient) -> None:
    typical = here_list(major, "typical_risks")
    assert len(typical) == 9
    for side, group in ((False, "council_risks"), (True, "joint_risks")):
        page = text(lead.get(at(major, f"lists/{group}/add", joint=side)))
        assert [code for code in typical if f'value="{code}"' not in page] == []


@pytest.mark.requirement("BOL-5.6.5")
@pytest.mark.parametrize(("group", "joint"), [("council_risks", False), ("joint_risks", True)])
def test_a_list_of_risks_begins_with_those_of_the_nine_that_are_chosen(
    major: Here, lead: CheckedClient, group: str, joint: bool
) -> None:
    typical, begin = here_list(major, "typical_risks"), at(major, f"lists/{group}/begin", joint=joint)
    assert begin in text(lead.get(at(major, f"lists/{group}/")))
    page = text(lead.get(begin))
    for words in (
        "Governance that is not clear", "Financial and legal liabilities", "Aims and priorities that differ",
        "Performance that is not managed", "Services that fail", "Cultures that differ", "Systems and processes",
        "Partners who do not perform", "Partners who are not committed",
    ):  # fmt: skip
        assert words in page
    assert send(lead, begin).status_code == 422
    saved(lead, begin, codes=[typical[4], typical[0]])
    shown = text(lead.get(at(major, f"lists/{group}/")))
    assert shown.index("Governance that is not clear") < shown.index("Services that fail")
    assert "Cultures that differ" not in shown
    again = text(lead.get(begin))
    assert [f'value="{code}"' in again for code in typical] == [
        code not in (typical[0], typical[4]) for code in typical
    ]
    saved(lead, begin, codes=[code for code in typical if code not in (typical[0], typical[4])])
    assert begin not in text(lead.get(at(major, f"lists/{group}/")))


def test_what_the_protocol_names_no_list_for_is_begun_by_adding_to_it(major: Here, lead: CheckedClient) -> None:
    assert lead.get(at(major, "lists/gaps/begin")).status_code == 404
    with pytest.raises(CannotDo, match="not there yet"):
        listing.begin(major.lead, side=major.side(joint=False), group="council_risks", codes=["nonsense"])
    with pytest.raises(NotAllowed):
        listing.begin(major.reader, side=major.side(joint=False), group="council_risks", codes=["service_failure"])


@pytest.mark.requirement("BOL-6.4")
def test_the_risk_of_a_stakeholder_stands_beside_interest_and_power(major: Here, lead: CheckedClient) -> None:
    _row(lead, major, "stakeholders", who="Anglers", interest="high", power="low", risk="They object to the weir")
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text(lead.get(at(major, "lists/stakeholders/")))))
    assert re.search(r"Anglers .*High +Low .*They object to the weir", page)
    assert statuses(lead, major, "stakeholders-risk")[0] == "Met"


@pytest.mark.requirement("BOL-5.6.8")
def test_whether_a_joint_register_of_risks_was_considered_is_recorded_and_none_is_no_failure(
    major: Here, lead: CheckedClient
) -> None:
    facts = {"risk-method--joint-register-considered": "Considered: each keeps its own"}
    url = at(major, "sections/risk_method/", joint=True)
    page = text(lead.get(url))
    assert "joint-register-considered" in page
    saved(lead, url, **facts)
    assert statuses(lead, major, "joint-register-considered") == ["Met"]
