"""Whoever decides on a partnership that runs already is told what is overdue in it: the duty, its clause, since when."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests import world
from tests.answers.filling import judged
from tests.approvals.conftest import LIMITED, SIGN_OFF, Entry, Here
from tests.approvals.deciding import fresh, sent
from tests.approvals.test_pages import browser, to
from tests.register.pages.browsing import text

from concordat.approvals import opening
from concordat.approvals.before_start import MOST, overdue_now
from concordat.compliance import queries as compliance
from concordat.register.models import Person
from concordat.ui.words import day

pytestmark = pytest.mark.slow


@pytest.fixture
def running(here: Here) -> Entry:
    """An entry sent in of a partnership that began long before it was entered."""
    row = world.involvement(
        here.row.council,
        "Old Forum",
        lead=Person.objects.get(user=here.lead.user_id),
        involvement__stage="operating",
        involvement__already_running=True,
        involvement__applied_by_choice=True,
        gates__start_on=here.lead.on - timedelta(days=400),
    )
    judged(here.lead, row, **LIMITED)
    return Entry(replace(here, row=row), *sent(here.lead, row, "entry", "score_sheet", "registration"))


def test_nothing_is_told_of_what_has_not_started(entry: Entry) -> None:
    assert overdue_now(entry.here.head, fresh(entry.matter)) is None


def test_of_what_runs_the_first_are_told_with_how_many_more(running: Entry) -> None:
    here = running.here
    due = compliance.due(here.head, here.head.on - timedelta(days=1), of=here.row)
    found = overdue_now(here.head, fresh(running.matter))
    assert found is not None
    assert due.total > 0
    assert len(found.first) + found.more == due.total
    assert [one.words for one in found.first] == [one.words for one in due.items[:MOST]]


def test_nor_of_business_that_is_over(running: Entry) -> None:
    matter = fresh(running.matter)
    opening.withdraw(running.here.lead, matter=matter, version=matter.version, reason="Not now")
    assert overdue_now(running.here.head, fresh(matter)) is None


@pytest.mark.slow
def test_it_stands_on_the_pages_of_the_matter_of_sending_in_and_of_the_decision(running: Entry) -> None:
    here = running.here
    [late, *_] = compliance.due(here.head, here.head.on - timedelta(days=1), of=here.row).items
    for who, name, more in (
        (here.head, "matter", ()),
        (here.head, "step_act", (1, SIGN_OFF)),
        (here.lead, "matter_send", ()),
    ):
        page = text(browser(who).get(to(here, name, running.matter.reference, *more)))
        told = page.partition('id="overdue-now"')[2].partition("</section>")[0]
        assert f"Clause {late.clause}. Was due on {day(late.due_on)}" in told
        assert to(here, "duty", late.duty) in told
        assert 'id="before-start"' not in page
