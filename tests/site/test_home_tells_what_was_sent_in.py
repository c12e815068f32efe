"""Whoever sent something in sees on the home page where it is now: for whom it waits, and since when."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.answers.filling import LIMITED, judged
from tests.approvals.deciding import decide, give, sent
from tests.register.pages.browsing import text

from concordat.approvals import opening
from concordat.approvals.models import Matter, Papers, Waiting
from concordat.approvals.presenters_sent import MOST, sent_table
from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.register.models import Person
from concordat.ui.tables import Cell
from concordat.ui.words import day

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SIGN_OFF = "sign-off.limited"


@pytest.fixture
def council() -> Council:
    return world.council()


@pytest.fixture
def lead(council: Council) -> Scope:
    member = world.member(council, "lead_officer", name="Lee Officer")
    world.person(council, "Lee Officer", member.user)
    return world.scope(member)


@pytest.fixture
def head(council: Council) -> Scope:
    return world.scope(world.member(council, "head_of_service", name="Hetty Head"))


def entry_of(lead: Scope, name: str) -> tuple[Matter, Papers]:
    """An entry that the lead officer sent in."""
    row = world.involvement(lead.council, name, lead=Person.objects.get(user=lead.user_id))
    judged(lead, row, **LIMITED)
    return sent(lead, row, "entry", "score_sheet", "registration")


def lines(scope: Scope) -> list[list[str]]:
    """The cells as text."""
    table = sent_table(scope)
    return [[one.text if isinstance(one, Cell) else str(one) for one in row] for row in table.rows] if table else []


def test_it_names_the_partnership_for_whom_it_waits_and_since_when(lead: Scope, head: Scope) -> None:
    matter, papers = entry_of(lead, "River Forum")
    today, what = day(lead.on), "Approval to enter"
    assert lines(lead) == [["River Forum", what, "Head of Service: Hetty Head.", today]]
    assert lines(head) == []
    decide(head, matter, SIGN_OFF, papers, "sent_back", reason="The costs are not clear")
    [[_, _, whom, _]] = lines(lead)
    assert whom.startswith("Those who answer for the partnership put right what was asked for")


def test_what_waits_for_nobody_any_more_is_not_there(lead: Scope, head: Scope) -> None:
    matter, papers = entry_of(lead, "River Forum")
    team = world.scope(world.member(lead.council, "partnership_team", name="Tessa Team"))
    give(head, matter, SIGN_OFF, papers)
    assert lines(lead)[0][2] == "Chief Executive's and Partnership Team: Tessa Team."
    give(team, matter, "sign-off.received", papers)
    assert lines(lead) == []


def test_the_oldest_come_first_and_no_more_than_five(lead: Scope, head: Scope) -> None:
    matters = [entry_of(lead, f"Forum {nth}")[0] for nth in range(MOST + 1)]
    for nth, matter in enumerate(matters):
        Waiting.objects.filter(matter=matter).update(since=lead.on - timedelta(days=nth))
    assert [row[0] for row in lines(lead)] == ["Forum 5", "Forum 4", "Forum 3", "Forum 2", "Forum 1"]


@pytest.mark.slow
def test_the_home_page_shows_it_with_two_queries_more_only_where_there_is_any(lead: Scope, head: Scope) -> None:
    row = world.involvement(lead.council, "River Forum", lead=Person.objects.get(user=lead.user_id))
    opening.open_matter(lead, involvement=row, start="dispute")
    browser, home = world.client(lead.membership.user), f"/c/{lead.council.slug}/"  # type: ignore[union-attr]
    assert 'id="sent"' not in text(browser.get(home))
    found = []
    for nth in range(3):
        entry_of(lead, f"Forum {nth}")
        browser.get(home)
        with CaptureQueriesContext(connection) as captured:
            page = text(browser.get(home))
        found.append(len(captured))
        assert 'id="sent"' in page
    assert len(set(found)) == 1, found
