"""Whoever sends a matter in sees first what goes with it: as it will be frozen, and as whoever decides will see it."""

import pytest
from tests.answers.filling import LIMITED, fill, judged
from tests.approvals.conftest import SIGN_OFF, Entry, Here
from tests.approvals.deciding import decide, fresh
from tests.approvals.test_pages import browser, to
from tests.register.pages.browsing import text

from concordat.answers import submitting
from concordat.approvals import opening
from concordat.approvals.models import Matter, Papers
from concordat.register.known import known_of
from concordat.ui.words import day

pytestmark = pytest.mark.slow
GOES_IN, SECTION_5 = 'id="goes-in"', "The governance issues of section 5 are considered before entry."


def shown_to_sender(here: Here, matter: Matter) -> str:
    """The page on which it is sent in."""
    return text(browser(here.lead).get(f"{to(here, 'matter', matter.reference)}send"))


def ready(here: Here) -> Matter:
    """An entry whose forms are submitted, and that nobody sent in yet."""
    judged(here.lead, here.row, **LIMITED)
    matter = opening.open_matter(here.lead, involvement=here.row, start="entry")
    for form in ("score_sheet", "registration"):
        fill(here.lead, here.row, form)
        submitting.submit(here.lead, involvement=here.row, form=form)
    return matter


def test_the_forms_the_assessment_and_the_files_are_named_with_their_state(here: Here) -> None:
    page = shown_to_sender(here, ready(here))
    parts = page.partition(GOES_IN)[2].partition("</ul>")[0]
    for row in here.row.submitted.all():
        assert to(here, "submitted", row.pk) in parts
    assert f"Submitted by Lee Officer on {day(here.lead.on)}" in parts
    assert "Significance: Limited, 7 of 35 points" in parts
    assert "No file is attached" in parts


def test_what_is_outstanding_before_the_start_is_told_there_too(here: Here) -> None:
    told = shown_to_sender(here, ready(here)).partition('id="before-start"')[2].partition("</section>")[0]
    assert SECTION_5 in told


def test_what_is_looked_through_is_what_is_frozen(here: Here) -> None:
    matter = ready(here)
    before = shown_to_sender(here, matter).partition("<details")[2].partition("</section>\n<section")[0]
    assert Papers.objects.count() == 0, "looking at it sends nothing"
    papers = opening.send(here.lead, matter=matter, version=matter.version)
    after = text(browser(here.head).get(to(here, "step_act", matter.reference, papers.number, SIGN_OFF)))
    for form in papers.forms:
        part = f'<details class="govuk-details" id="form-{form}">'
        assert part in before
        assert (
            before.partition(part)[2].partition("</details>")[0] == after.partition(part)[2].partition("</details>")[0]
        )
    assert ("Digest" in before, "Digest" in after) == (False, True)


def test_new_papers_are_shown_with_why_the_last_were_sent_back(entry: Entry) -> None:
    here = entry.here
    decide(here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason="The costs are not clear")
    assert "The costs are not clear" in shown_to_sender(here, fresh(entry.matter)).partition(GOES_IN)[2]


def test_a_draft_says_what_is_known_now_and_is_not_saved(entry: Entry) -> None:
    here, matter = entry.here, entry.matter
    draft = opening.drafted(here.lead, matter, known_of(here.lead, here.row))
    assert (draft.number, draft.forms) == (2, entry.papers.forms)
    assert Papers.objects.filter(matter=matter).count() == 1
