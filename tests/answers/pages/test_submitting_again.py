"""A form that was submitted for an earlier decision, and is asked for again; and a section in the reader's own hands."""

from __future__ import annotations

import pytest
from tests.answers.conftest import Here
from tests.answers.filling import fill
from tests.answers.pages.conftest import to
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import saved, text

from concordat.answers import sharing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM = "score_sheet"
AGAIN = "Submit it again"


def test_what_was_never_submitted_is_not_asked_for_again(here: Here, lead: CheckedClient) -> None:
    assert AGAIN not in text(lead.get(to(here, "forms")))
    assert AGAIN not in text(lead.get(to(here, "form", FORM)))


def test_after_a_form_is_submitted_its_page_says_what_comes_next(here: Here, lead: CheckedClient) -> None:
    fill(here.lead, here.row, FORM)
    page = text(lead.get(saved(lead, to(here, "form_submit", FORM), confirm="on")))
    assert "Form submitted" in page
    after = page.partition("What next")[2].partition("</section>")[0]
    assert f"{to(here, 'partnership')}#next" in after
    assert after.count("<li>") > 1


def test_a_section_in_somebodys_own_hands_is_with_you(here: Here, lead: CheckedClient, finance: CheckedClient) -> None:
    sharing.hand_over(here.lead, involvement=here.row, form="registration", section="entry", to=here.helper)
    for page in (to(here, "form", "registration"), to(here, "form_section", "registration", "entry")):
        mine, theirs = text(finance.get(page)), text(lead.get(page))
        assert "ith you since" in mine
        assert "Fran Finance since" not in mine
        assert "ith Fran Finance since" in theirs
