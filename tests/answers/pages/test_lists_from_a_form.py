"""A question that a list answers, from the form through the list's pages and back to the form, in few presses."""

from __future__ import annotations

import re

import pytest
from tests.answers.conftest import Here
from tests.answers.filling import MODERATE, judged
from tests.answers.pages.conftest import to
from tests.answers.pages.test_answering_from_a_form import answer_link, part
from tests.page_checks import CheckedClient
from tests.records.keeping import add, known, say_complete
from tests.register.pages.browsing import filled, text

from concordat.records.models import JointRow, OwnRow

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM = "basic_evaluation"
# Question, its section, the cell that is typed, and the model in which its rows are kept.
LISTS = {
    "risks": ("risk", "council_risks", "council-risks--words", OwnRow),
    "commitments": ("funding", "commitments", "commitments--year", OwnRow),
    "objectives": ("aims", "objectives", "objectives--words", JointRow),
}


def href(page: str, words: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*>\s*{words}', page)
    assert found, f"nothing leads to {words}"
    return found[1].replace("&amp;", "&")


def closing(page: str) -> tuple[str, dict[str, str]]:
    """The one press by which a list is said to be whole: where it goes, and what it sends."""
    forms = re.findall(r'<form id="closing-1"[^>]*action="([^"]+)"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert 'form="closing-1"' in page
    action, rest = forms[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', rest))
    return action.replace("&amp;", "&"), sent


@pytest.fixture
def moderate(here: Here) -> Here:
    judged(here.lead, here.row, **MODERATE)
    return here


@pytest.mark.parametrize("question", LISTS)
def test_rows_are_added_one_after_another_the_list_is_whole_by_one_press_and_one_is_back_at_the_question(
    moderate: Here, lead: CheckedClient, question: str
) -> None:
    section, group, cell, model = LISTS[question]
    form = to(moderate, "form_section", FORM, section)
    asked = next(q.id for q in lead.get(form).context["section"].questions if q.about == group)
    back = f"{form}?at={asked}#question-{asked}"
    page = text(lead.get(answer_link(text(lead.get(form)), asked)))
    add_one = href(page, "Add one")
    first = lead.post(add_one, filled(lead, add_one, **{cell: "The first"}) | {"another": ["yes"]})
    assert first.headers["Location"] == add_one
    second = lead.post(add_one, filled(lead, add_one, **{cell: "The second"}))
    listed = second.headers["Location"]
    page = text(lead.get(listed))
    assert "The first" in page
    assert "The second" in page
    assert href(page, "Add another") == add_one
    assert href(page, "Back to the form") == back
    assert model._default_manager.filter(group=group).count() == 2
    action, sent = closing(page)
    done = lead.post(action, sent)
    assert done.headers["Location"] == back
    shown = part(text(lead.get(form)), asked)
    assert "2 on record." in shown
    assert "There may be others" not in shown
    assert "That is all" not in text(lead.get(listed))


def test_a_row_that_is_opened_and_changed_on_the_way_leads_back_to_the_list_and_on(
    moderate: Here, lead: CheckedClient
) -> None:
    row = add(moderate.lead, moderate.row, "council_risks", words="Clawback")
    form = to(moderate, "form_section", FORM, "risk")
    asked = next(q.id for q in lead.get(form).context["section"].questions if q.about == "council_risks")
    listed = answer_link(text(lead.get(form)), asked)
    opened = href(text(lead.get(listed)), "Clawback")
    page = lead.get(opened)
    assert page.context["back"]["href"] == listed
    change = href(text(page), "Change this")
    sent = filled(lead, change, **{"council-risks--likelihood": "3", "change": "change"})
    assert lead.post(change, sent).headers["Location"] == listed
    assert OwnRow.objects.get(pk=row.pk).cells["likelihood"]


def test_that_there_are_none_is_said_by_one_press_and_of_a_list_of_two_sides_of_each(
    moderate: Here, lead: CheckedClient
) -> None:
    plain = f"/c/ashford/register/{moderate.row.reference}/records/lists/"
    action, sent = closing(text(lead.get(f"{plain}grants/")))
    assert lead.post(action, sent).headers["Location"] == f"{plain}grants/"
    assert known(moderate.row, moderate.lead)["grants"].complete  # type: ignore[union-attr]
    both = f"{plain}stakeholders/"
    for _ in range(2):
        action, sent = closing(text(lead.get(both)))
        assert lead.post(action, sent).headers["Location"] == both
    assert known(moderate.row, moderate.lead)["stakeholders"].complete  # type: ignore[union-attr]


def test_who_was_slower_to_say_that_is_all_is_shown_what_changed(moderate: Here, lead: CheckedClient) -> None:
    add(moderate.lead, moderate.row, "council_risks", words="Clawback")
    action, sent = closing(text(lead.get(f"/c/ashford/register/{moderate.row.reference}/records/lists/council_risks/")))
    say_complete(moderate.lead, moderate.row, "council_risks")
    assert lead.post(action, sent).status_code in (409, 303)


def test_who_only_reads_has_no_buttons(moderate: Here, reader: CheckedClient) -> None:
    page = text(reader.get(f"/c/ashford/register/{moderate.row.reference}/records/lists/council_risks/"))
    assert "<form" not in page.partition("<main")[2]
    assert "Add one" not in page
