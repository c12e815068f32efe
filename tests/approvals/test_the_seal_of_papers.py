"""The digest of papers covers all that was sent in, and whoever reads them is told whether it comes out again.

So is whoever has the whole record checked.
"""

from __future__ import annotations

import pytest
from django.db import connection
from tests.approvals.conftest import Entry
from tests.approvals.test_pages import browser, to
from tests.register.pages.browsing import text

from concordat.history import sealed
from concordat.history.canonical import canonical, digest
from concordat.judgements import judging
from concordat.judgements.models import Assessment

pytestmark = pytest.mark.slow
SAME = "It was worked out again for this page and came out the same"
ALL = "from all that was sent in"
FACTS = "from the answers on record as the papers were sent in"
ALTERED = "What is kept of these papers is not what was sent in"

# What is altered behind the services, each a statement on one of the tables that papers are kept in.
ALTERATIONS = {
    "the note": "UPDATE approvals_papers SET note = 'Looked at by finance'",
    "who sent them in": "UPDATE approvals_papers SET by_id = NULL",
    "the day": "UPDATE approvals_papers SET day = '2020-01-01'",
    "what was known": "UPDATE approvals_papers SET facts = replace(facts, 'River Forum', 'Other Forum')",
    "an answer of a form": "UPDATE answers_submitted SET answers = replace(answers, 'River Forum', 'Other Forum')",
    "what a form asked": "UPDATE answers_submitted SET asked = '[]'",
    "a level of the assessment": "UPDATE judgements_assessment SET levels = '{}'",
    "a note of the assessment": 'UPDATE judgements_assessment SET notes = \'{"cost": "Nothing"}\'',
    "the band": "UPDATE judgements_assessment SET band = 'minimal'",
}


def shown(entry: Entry) -> str:
    return text(browser(entry.here.head).get(to(entry.here, "papers", entry.matter.reference, 1)))


def behind_the_services(statement: str, *values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount


def test_papers_as_they_were_sent_in_say_that_all_of_them_is_covered_and_unaltered(entry: Entry) -> None:
    page = shown(entry)
    assert entry.papers.digest in page
    assert SAME in page
    assert ALL in page
    assert ALTERED not in page
    assert list(sealed.faults()) == []


@pytest.mark.parametrize("statement", ALTERATIONS.values(), ids=list(ALTERATIONS))
def test_whatever_of_them_is_altered_behind_the_services_is_told_on_their_page(entry: Entry, statement: str) -> None:
    behind_the_services(statement)
    page = shown(entry)
    assert ALTERED in page
    assert SAME not in page
    assert "It does not change." not in page
    faults = list(sealed.faults())
    assert faults
    assert all("not as the record says" in one for one in faults)


def test_papers_whose_digest_is_of_the_facts_and_what_lay_beside_alone_say_no_more(entry: Entry) -> None:
    narrow = digest(entry.papers.facts + canonical(entry.papers.beside))
    behind_the_services("UPDATE approvals_papers SET digest = %s", narrow)
    page = shown(entry)
    assert SAME in page
    assert FACTS in page
    assert ALL not in page


def test_an_assessment_that_came_after_them_leaves_them_as_they_are(entry: Entry) -> None:
    judging.assess(entry.here.lead, involvement=entry.here.row, notes={"cost": "Looked at again"})
    assert Assessment.objects.count() == 2
    assert SAME in shown(entry)
