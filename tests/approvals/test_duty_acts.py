"""What a duty asks somebody to do by itself: the partnership team receives each document; another text's advice."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from tests import world
from tests.answers.filling import LIMITED, fill, judged
from tests.approvals.conftest import Entry, Here
from tests.approvals.deciding import decide, fresh, give
from tests.compliance.test_duties_over_all import listed
from tests.page_checks import CheckedClient
from tests.records.keeping import add
from tests.register.pages.browsing import day, saved, send, text

from concordat.answers import submitting
from concordat.approvals import duty_acts
from concordat.approvals.duty_acts import Done
from concordat.approvals.models import ActDone
from concordat.councils import away
from concordat.councils.scope import Scope
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.slow
DUTY = "documents-received"


def client_of(scope: Scope) -> CheckedClient:
    """Somebody's browser."""
    assert scope.membership is not None
    return world.client(scope.membership.user)


def page(row: Involvement, name: str = "duty_act", duty: str = DUTY) -> str:
    """The page of a duty, or that on which it is done."""
    return reverse(name, args=[row.council.slug, row.reference, duty])


@pytest.mark.requirement("BOL-7.1", "BOL-4.8")
def test_every_form_the_annual_review_too_is_shown_to_the_team_until_it_has_received_it(here: Here) -> None:
    judged(here.lead, here.row, **LIMITED)
    for form in ("score_sheet", "annual_review"):
        fill(here.lead, here.row, form)
        submitting.submit(here.lead, involvement=here.row, form=form)
    team = client_of(here.team)
    shown = listed(team, DUTY)
    assert "Significance score sheet (Appendix A)" in shown
    assert "Partnership annual review" in shown
    assert page(here.row) in text(team.get(page(here.row, "duty")))
    first, second = (str(pk) for pk in here.row.submitted.order_by("pk").values_list("pk", flat=True))
    saved(team, page(here.row), rows=[first], why="Filed")
    shown = listed(team, DUTY)
    assert "Significance score sheet" not in shown
    assert "Partnership annual review" in shown
    saved(team, page(here.row), rows=[second])
    assert "Every partnership has this in order." in listed(team, DUTY)
    done = ActDone.objects.order_by("number").first()
    assert done is not None
    assert (done.act, done.acting_as, done.about, done.reason) == ("receive", "partnership_team", first, "Filed")
    assert "Nothing is left to do here." in text(team.get(page(here.row)))


@pytest.mark.requirement("BOL-4.8")
def test_an_approval_is_complete_only_when_all_that_the_band_asks_for_has_reached_the_team(entry: Entry) -> None:
    here = entry.here
    decide(here.head, entry.matter, "sign-off.limited", entry.papers, "given", reason="It is small")
    assert fresh(entry.matter).ended == ""
    lead = client_of(here.lead)
    matter = reverse("matter", args=[here.row.council.slug, here.row.reference, entry.matter.reference])
    assert "All that the band asks for has reached the partnership team" in text(lead.get(matter))
    assert "Partnership registration (Appendix B)" in listed(client_of(here.team), DUTY)
    give(here.team, entry.matter, "sign-off.received", entry.papers)
    assert fresh(entry.matter).ended == "done"
    # What was received with the papers is not asked for once more.
    assert "Every partnership has this in order." in listed(client_of(here.team), DUTY)


def test_who_is_not_asked_is_told_whom_the_protocol_asks_and_nothing_is_kept(entry: Entry) -> None:
    row = entry.here.row
    lead = client_of(entry.here.lead)
    assert page(row) not in text(lead.get(page(row, "duty")))
    told = text(lead.get(page(row)))
    assert "The protocol asks this of: Chief Executive's and Partnership Team" in told
    assert "<form" not in told[told.index("<main") :]
    team = client_of(entry.here.team)
    assert send(team, page(row)).status_code == 422
    token = team.get(page(row)).context["form_token"]
    first = str(row.submitted.order_by("pk").values_list("pk", flat=True)[0])
    assert lead.post(page(row), {"form_token": token, "rows": [first]}).status_code == 422
    with pytest.raises(NotAllowed, match="The protocol asks this of"):
        duty_acts.give(entry.here.lead, involvement=row, duty=DUTY, done=Done([first]))
    with pytest.raises(CannotDo, match="done meanwhile"):
        duty_acts.give(entry.here.team, involvement=row, duty=DUTY, done=Done(["0"]))
    assert not ActDone.objects.exists()


def review(here: Here) -> str:
    """The annual review that the team submitted, as the mark of its row."""
    fill(here.team, here.row, "annual_review")
    return str(submitting.submit(here.team, involvement=here.row, form="annual_review").pk)


@pytest.mark.requirement("BOL-7.1")
def test_nobody_receives_a_form_that_they_submitted_and_is_told_who_does(entry: Entry) -> None:
    here = entry.here
    tessa = client_of(world.scope(world.member(here.row.council, "partnership_team", name="Tessa Team")))
    others = [str(pk) for pk in here.row.submitted.order_by("pk").values_list("pk", flat=True)]
    own, team = review(here), client_of(here.team)
    told = "You sent this form in, so it is for somebody else: Partnership annual review"
    shown = text(team.get(page(here.row)))
    assert told in shown
    assert [mark for mark in (*others, own) if f'value="{mark}"' in shown] == others
    with pytest.raises(NotAllowed, match="You sent this form in"):
        duty_acts.give(here.team, involvement=here.row, duty=DUTY, done=Done([*others, own]))
    saved(team, page(here.row), rows=others)
    assert sorted(ActDone.objects.filter(task=DUTY).values_list("about", flat=True)) == others
    for name in ("duty", "duty_act"):
        shown = text(team.get(page(here.row, name)))
        assert told in shown
        assert "Partnership Team: Tessa Team" in shown
        assert not re.search("Record (it|that it was done)", shown)
    assert "You sent" not in text(tessa.get(page(here.row)))
    saved(tessa, page(here.row), rows=[own])
    assert "Every partnership has this in order." in listed(team, DUTY)


def test_where_nobody_else_could_receive_it_whoever_acts_for_who_submitted_it_does(entry: Entry) -> None:
    here = entry.here
    own, team = review(here), client_of(here.team)
    assert "nobody else holds the role of partnership" in text(team.get(page(here.row)))
    deputy = world.member(here.row.council, "legal", name="Dee Puty")
    assert here.team.membership is not None
    admin = world.command(here.row.council)
    away.set_deputy(admin, membership=here.team.membership, deputy=deputy, from_=here.team.on)
    assert "Dee Puty acts for them" in text(team.get(page(here.row)))
    saved(client_of(world.scope(deputy)), page(here.row), rows=[own])
    assert ActDone.objects.get(task=DUTY).by == deputy.user


@pytest.mark.parametrize("duty", ["left-out-agreed-not", "form-limited", "register-kept"])
def test_what_asks_no_act_has_no_such_page(here: Here, duty: str) -> None:
    assert client_of(here.team).get(page(here.row, duty=duty)).status_code == 404


def _under(edition: str, *roles: str, **answers: Any) -> tuple[Involvement, list[Scope]]:
    """A partnership to which another council's protocol is applied, and people of some roles."""
    council = world.council("elsewhere", edition)
    row = world.involvement(council, "River Forum", involvement__applied_by_choice=True, **answers)
    return row, [world.scope(world.member(council, role)) for role in roles]


@pytest.mark.django_db
def test_two_who_are_asked_together_each_attest_the_points_for_themselves() -> None:
    row, (finance, monitoring) = _under("chesterfield/2019", "finance", "monitoring_officer")
    at = page(row, duty="standards-assured")
    for scope, left in ((finance, "Not met"), (monitoring, "Met")):
        browser = client_of(scope)
        assert send(browser, at).status_code == 422
        saved(browser, at, points=["conduct_and_governance"])
        assert f">{left}<" in re.sub(r"\s*([<>])\s*", r"\1", text(browser.get(page(row, "duty", "standards-assured"))))
        assert "Record it" not in text(browser.get(at))
    assert sorted(ActDone.objects.values_list("acting_as", flat=True)) == [
        "director_of_finance_and_resources", "monitoring_officer",
    ]  # fmt: skip


@pytest.mark.django_db
def test_what_a_body_approved_is_put_down_with_the_day_and_the_minute() -> None:
    row, (team, clerk) = _under(
        "central-bedfordshire/j3", "partnership_team", "clerk", involvement__types=["public_delivery"]
    )
    project = add(team, row, "projects", major=True)
    at, browser = page(row, duty="projects-approved"), client_of(clerk)
    assert "The clerk records what a body decided" in text(client_of(team).get(at))
    points = ["business_case", "feasibility_study", "initiation_document"]
    said = {"rows": [project.reference], "points": points}
    assert send(browser, at, **said).status_code == 422
    saved(browser, at, **said, minute="B/7", **day("day", "2 3 2026"))
    done = ActDone.objects.get()
    assert (done.acting_as, done.minute, done.about) == ("board", "B/7", project.reference)
    assert done.by is None
