"""Where a list has two sides it is said which is for what; and who attaches a file to a row gets back to where they were."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.page_checks import CheckedClient
from tests.records.conftest import Here, There
from tests.records.keeping import LISTS, add
from tests.records.pages.test_subjects_and_sections import at
from tests.register.pages.browsing import filled, text

from concordat.records.catalogue import sides

pytestmark = pytest.mark.slow
HINT = "The joint record is for what every partner sees and shares"


@pytest.mark.parametrize("group", sorted(LISTS))
def test_every_list_with_two_sides_says_which_is_for_what(here: Here, lead: CheckedClient, group: str) -> None:
    page = text(lead.get(at(here, f"lists/{group}/")))
    assert (HINT in page) is (len(sides(LISTS[group])) > 1), group


def test_a_subject_says_it_once_and_who_has_no_choice_is_not_told(
    here: Here, there: There, lead: CheckedClient, reader: CheckedClient, barton: CheckedClient
) -> None:
    assert text(lead.get(at(here, "governance/"))).count(HINT) == 1
    assert HINT not in text(reader.get(at(here, "governance/")))
    assert HINT not in text(barton.get(at(there, "lists/documents/")))


def test_who_attaches_a_file_comes_back_to_the_row_and_from_there_to_where_they_were(
    here: Here, lead: CheckedClient
) -> None:
    row = add(here.lead, here.row, "documents", joint=True, type_="constitution", title="Constitution")
    form = f"/c/ashford/register/{here.row.reference}/forms/registration/entry/"
    page = f"{at(here, f'lists/documents/{row.reference}/', joint=True)}?next={quote(form, safe='')}"
    assert f'<a class="govuk-link" href="{form}">Back to the form</a>' in text(lead.get(page))
    link = re.search(r'href="([^"]*files/add[^"]*)"', text(lead.get(page)))
    assert link
    url = link[1].replace("&amp;", "&")
    assert lead.get(url).context["back"]["href"] == page
    upload = SimpleUploadedFile("terms.txt", b"Terms of reference", "text/plain")
    sent: Any = {**filled(lead, url), "upload": upload, "words": ["As signed"]}
    assert lead.post(url, sent).headers["Location"] == page
    assert lead.get(page).context["back"]["href"] == form
