"""A partnership's page shows the protocol's steps with the state of each, and what comes next for its reader."""

from datetime import date

import pytest
from tests import world
from tests.approvals.conftest import Entry, Here
from tests.approvals.deciding import give
from tests.judgements.answering import all_marks
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import day, saved, send, text

from concordat.approvals.models import Matter
from concordat.councils.scope import Scope
from concordat.judgements import judging
from concordat.proposals.proposing import propose
from concordat.records import queries as records
from concordat.records.queries import Side
from concordat.register.models import Involvement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NEW = "/c/ashford/register/new"


def browser(scope: Scope) -> CheckedClient:
    assert scope.membership is not None
    return world.client(scope.membership.user)


def page(here: Here, scope: Scope) -> str:
    return text(browser(scope).get(f"/c/ashford/register/{here.row.reference}/"))


def after(page: str, words: str, within: int = 900) -> str:
    """What stands on a page behind some words."""
    return page.split(words, 1)[1][:within]


@pytest.mark.requirement("BOL-1.4")
def test_each_step_of_the_protocol_stands_there_with_its_state(entry: Entry) -> None:
    here = entry.here
    way = page(here, here.reader).split('id="way-heading"')[1]
    assert "Yes" in after(way, "Is it a partnership?")
    assert "Limited" in after(way, "How significant is it?")
    for form in ("Significance score sheet", "Partnership registration"):
        assert "Submitted" in after(way, form)
    assert "Waiting" in after(way, "Approval")
    assert "With Head of" in after(way, "Approval")
    standing = way.split('id="standing-heading"')[1]
    stages = ("Is it a partnership, and how significant?", "Governance considered", "Monitoring through", "Review")
    for stage in stages:
        assert "met" in after(standing, stage) or "not known" in after(standing, stage)
    give(here.head, entry.matter, "sign-off.limited", entry.papers)
    give(here.team, entry.matter, "sign-off.received", entry.papers)
    approved = page(here, here.reader)
    assert "Completed" in after(approved.split('id="way-heading"')[1], "Approval")
    assert "Approved on" in approved.split('id="way-heading"')[0]


def test_what_is_no_partnership_says_so_under_its_name(here: Here) -> None:
    all_marks(here.lead, here.row, independent_bodies=False)
    judging.screen(here.lead, involvement=here.row)
    shown = page(here, here.lead)
    assert "Not a partnership" in shown.split('id="way-heading"')[0]
    assert "How significant is it?" not in shown.split('id="way-heading"')[1].split("</section>")[0]


def test_somebody_who_is_asked_finds_it_first_and_who_reads_only_finds_nothing_to_press(entry: Entry) -> None:
    here = entry.here
    first = page(here, here.head).split('id="next-steps-heading"')[1].split("</li>")[0]
    assert "The head of service signs a limited partnership off" in first
    assert "signs a limited partnership off" not in page(here, here.reader).split('id="way-heading"')[0]


def test_an_idea_is_proposed_with_why_and_its_entry_is_open(here: Here) -> None:
    told = {"name": "Warm Homes Together", "how_far": "idea", "why": "Homes are cold"}
    lead = Involvement.objects.get(pk=here.row.pk).responsibilities.get(role="lead_officer").person
    assert lead is not None
    went_to = saved(browser(here.lead), NEW, **told, lead_officer=lead.reference)
    row = Involvement.objects.get(partnership__name="Warm Homes Together")
    assert went_to == f"/c/ashford/register/{row.reference}/"
    assert list(Matter.objects.filter(involvement=row).values_list("start", "reason")) == [("entry", "Homes are cold")]
    shown = text(browser(here.lead).get(went_to))
    next_ = shown.split('id="next-steps-heading"')[1].split('id="way-heading"')[0]
    assert "Say whether it is a partnership" in next_
    # What is a step already is not asked once more as a question; five things stand there all the same.
    assert "Is it a partnership?" not in next_
    assert next_.count("<li>") == 5
    assert "Stage: initiating" in shown


def test_what_runs_already_is_entered_and_nothing_is_opened(here: Here) -> None:
    saved(browser(here.lead), NEW, name="Old Bridge Trust", how_far="running")
    row = Involvement.objects.get(partnership__name="Old Bridge Trust")
    assert row.already_running is True
    assert (row.answer("stage"), row.answer("status"), row.start_on) == ("operating", "active", None)
    assert not Matter.objects.filter(involvement=row).exists()


def test_when_what_runs_already_started_is_kept_and_is_no_breach(here: Here) -> None:
    told = {"name": "Old Bridge Trust", "how_far": "running", **day("started_on", "1 4 2019")}
    at = saved(browser(here.lead), NEW, **told)
    page = text(browser(here.lead).get(at))
    assert Involvement.objects.get(partnership__name="Old Bridge Trust").start_on == date(2019, 4, 1)
    last = page.split('id="way-heading"')[1].split("</ul>")[0].split("<li")[-1]
    assert "Start" in last
    assert "Completed" in last
    assert "1 April 2019" in last
    assert "breach" not in page


@pytest.mark.parametrize(
    ("how_far", "on", "why"),
    [("idea", "1 4 2019", "An idea has not started"), ("running", "1 4 2099", "This day has not come")],
)
def test_a_day_of_start_that_cannot_be_is_refused_and_kept(here: Here, how_far: str, on: str, why: str) -> None:
    refused = send(browser(here.lead), NEW, name="Old Bridge Trust", how_far=how_far, **day("started_on", on))
    assert refused.status_code == 422
    assert why in text(refused)
    assert 'value="2019"' in text(refused) or 'value="2099"' in text(refused)


def test_how_far_it_has_come_has_to_be_said_and_nothing_typed_is_lost(here: Here) -> None:
    refused = send(browser(here.lead), NEW, name="", purpose="To mend the bridge")
    assert refused.status_code == 422
    assert "Enter the name of the partnership" in text(refused)
    assert "Select how far it has come" in text(refused)
    assert "To mend the bridge" in text(refused)


def test_why_an_idea_is_proposed_is_not_lost_with_one_that_runs_already(here: Here) -> None:
    told = {"name": "Old Bridge Trust", "how_far": "running", "why": "The bridge leans"}
    refused = send(browser(here.lead), NEW, **told)
    assert refused.status_code == 422
    assert "This is kept of an idea alone" in text(refused)
    assert "The bridge leans" in text(refused)
    assert not Involvement.objects.filter(partnership__name="Old Bridge Trust").exists()


def test_why_it_is_proposed_is_offered_as_the_reasons_and_counts_once_it_is_saved(here: Here) -> None:
    why = "To share depots\nand their costs"
    row = propose(here.team, name="Shared depots", entered_on=here.team.on, why=why)
    team = browser(here.team)
    edit = f"/c/ashford/register/{row.reference}/records/sections/appraisal/?only=appraisal.reasons"
    shown = text(team.get(edit))
    assert "To share depots and their costs</textarea>" in shown
    assert "given as the reason when it was proposed" in shown
    of = Side(row, joint=False)
    assert not records.kept(of, ["appraisal.reasons"])
    saved(team, edit)
    assert records.kept(of, ["appraisal.reasons"])
    again = text(team.get(edit))
    assert "given as the reason when it was proposed" not in again
    assert "To share depots and their costs</textarea>" in again
