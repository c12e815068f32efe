"""Every form of every protocol of the library can be opened, section by section, and submitted in its own words."""

from __future__ import annotations

import pytest
from tests import world
from tests.answers.conftest import Here
from tests.answers.filling import fill
from tests.answers.pages.conftest import to
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import text

from concordat.answers import submitting
from concordat.councils.roles import ROLES
from concordat.library import shelf
from concordat.protocol.forms import sections
from concordat.ui.answers import NOT_ANSWERED

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EDITIONS = sorted(found.id for found in shelf.editions())


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_section_of_every_form_of_a_protocol_is_a_page(edition: str) -> None:
    council = world.council("ashford", edition)
    row = world.involvement(council)
    browser = world.client(world.member(council, "partnership_team").user)
    rules, _ = world.cached_library(edition)
    home = f"/c/ashford/register/{row.reference}/forms/"
    assert browser.get(home).status_code == 200
    for form in rules.forms:
        assert browser.get(f"{home}{form}/").status_code == 200, form
        for section in sections(rules, form):
            page = browser.get(f"{home}{form}/{section.id}/")
            assert page.status_code == 200, (form, section.id)
            assert section.title in text(page).replace("&amp;", "&").replace("&#39;", "'")


@pytest.mark.parametrize("form", ["registration", "score_sheet", "full_evaluation", "annual_review", "exit_strategy"])
def test_a_form_of_every_kind_of_answer_is_read_back_in_words_as_it_was_submitted(
    here: Here, lead: CheckedClient, form: str
) -> None:
    everything = world.scope(world.member(here.row.council, *ROLES))  # some answers are a senior manager's to give
    fill(everything, here.row, form)
    row = submitting.submit(here.lead, involvement=here.row, form=form)
    page = text(lead.get(to(here, "submitted", row.pk)))
    assert "Nothing has changed since it was submitted" in page
    assert NOT_ANSWERED not in page
