"""Why nothing happens is told once: what is missing, whose it is by name, where it is done; and nothing can be sent."""

import re

import pytest
from tests.answers.filling import LIMITED, fill, judged
from tests.approvals.conftest import Here
from tests.approvals.test_pages import browser, to
from tests.register.pages.browsing import saved, text

from concordat.answers import submitting
from concordat.approvals import opening, queries
from concordat.approvals.models import Matter
from concordat.approvals.presenters_why import why_table
from concordat.ui.tables import Cell


def told(here: Here) -> list[list[str]]:
    """The cells of the table that tells why, as text; a link as its address after its words."""
    table = why_table(here.lead, here.row, queries.waiting(here.row))
    return [[f"{one.text} {one.href}" if isinstance(one, Cell) else str(one) for one in row] for row in table.rows]


@pytest.fixture
def begun(here: Here) -> Matter:
    """An entry that was opened before anything was answered."""
    return opening.open_matter(here.lead, involvement=here.row, start="entry")


def test_what_is_not_known_is_told_once_and_what_is_decided_first_comes_first(here: Here, begun: Matter) -> None:
    [[what, whom, _]] = told(here)
    assert what == f"Answer: Is it a partnership? {to(here, 'screening')}"
    assert whom == "Lee Officer, Relevant officer"


def test_then_the_forms_are_told_each_with_its_page(here: Here, begun: Matter) -> None:
    judged(here.lead, here.row, **LIMITED)
    assert [row[0].rpartition(" ")[2] for row in told(here)] == [
        to(here, "form", "score_sheet"), to(here, "form", "registration"),
    ]  # fmt: skip
    assert {row[1] for row in told(here)} == {"Lee Officer, Relevant officer"}


@pytest.mark.slow
def test_the_pages_link_what_is_missing_and_offer_no_sending_in(here: Here, begun: Matter) -> None:
    lead, page = browser(here.lead), to(here, "matter", begun.reference)
    for address in (page, f"{page}send", to(here, "matters")):
        shown = text(lead.get(address))
        assert to(here, "screening") in shown, address
        assert f'href="{page}send"' not in shown, address
    assert "Send it in" not in text(lead.get(page))


@pytest.mark.slow
def test_a_matter_is_being_prepared_until_its_papers_are_sent_in_and_its_page_is_one_of_the_partnerships(
    here: Here, begun: Matter
) -> None:
    lead, pages = browser(here.lead), [to(here, "matter", begun.reference), to(here, "matters")]

    def says(tag: str) -> list[bool]:
        return [f">{tag}<" in re.sub(r"\s*([<>])\s*", r"\1", text(lead.get(page))) for page in pages]

    assert (says("Being prepared"), says("Under way")) == ([True, True], [False, False])
    assert 'aria-label="This partnership"' in text(lead.get(pages[0]))
    judged(here.lead, here.row, **LIMITED)
    for form in ("score_sheet", "registration"):
        fill(here.lead, here.row, form)
        submitting.submit(here.lead, involvement=here.row, form=form)
    opening.send(here.lead, matter=begun, version=begun.version)
    assert (says("Being prepared"), says("Under way")) == ([False, False], [True, True])


@pytest.mark.slow
def test_approval_is_asked_for_in_plain_words_from_one_page_that_leads_on(here: Here) -> None:
    shown = text(browser(here.lead).get(to(here, "matters")))
    assert "Ask for approval to enter" in shown
    ask = f"{to(here, 'matter_open')}?start=entry"
    assert ask in shown
    assert ask not in text(browser(here.reader).get(to(here, "matters")))
    assert saved(browser(here.lead), ask) == to(here, "matter", Matter.objects.get(involvement=here.row).reference)
    assert ask not in text(browser(here.lead).get(to(here, "matters"))), "it is under way"
