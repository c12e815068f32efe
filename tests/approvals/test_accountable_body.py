"""Before the council is accountable body it is judged whether the Executive must approve that, and by whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests import world
from tests.answers.filling import judged
from tests.approvals.conftest import Here
from tests.approvals.test_duty_acts import client_of
from tests.page_checks import CheckedClient
from tests.records.keeping import say_complete
from tests.register.pages.browsing import saved, send, text

from concordat.approvals.models import Matter
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.register import passings, record
from concordat.register.models import Involvement

pytestmark = pytest.mark.slow
ASKED = "Before the council becomes accountable body it is recorded whether the Executive must approve it"
APPROVES = "The Executive approves that the council becomes accountable body"


def to(here: Here, name: str, *more: str) -> str:
    """An address of the partnership's."""
    return reverse(name, args=[here.row.council.slug, here.row.reference, *more])


def day_of(when: Any, name: str) -> dict[str, str]:
    """The three boxes of a day."""
    return {f"{name}_day": str(when.day), f"{name}_month": str(when.month), f"{name}_year": str(when.year)}


@pytest.fixture
def taking(here: Here) -> Here:
    """A partnership without grants of which the council is to be accountable body."""
    judged(here.lead, here.row)
    say_complete(world.command(here.row.council), here.row, "grants")
    row = Involvement.objects.get(pk=here.row.pk)
    roles = {"involvement.council_roles": ["accountable_body"]}
    record.answer(here.lead, involvement=row, version=row.version, answers=roles)
    return here


def taken_on(client: CheckedClient, here: Here, when: Any) -> Any:
    """Record that the role began on a day."""
    return send(client, to(here, "gate", "accountable_body"), what="happened", **day_of(when, "on"))


def decided(scope: Scope, here: Here) -> None:
    """The clerk puts down what the Executive decided today."""
    matter = Matter.objects.get(involvement=here.row, start="accountable_body")
    where = to(here, "step_record", matter.reference, "1", "accountable-body.executive")
    saved(client_of(scope), where, outcome="given", minute="E/12", **day_of(scope.on, "day"))


@pytest.mark.requirement("BOL-5.8.2")
def test_where_the_executive_must_approve_the_role_begins_only_with_its_approval(taking: Here) -> None:
    lead, today = client_of(taking.lead), clock.today()
    gate = to(taking, "gate", "accountable_body")
    assert ASKED in text(lead.get(gate))
    assert taken_on(lead, taking, today).status_code == 422
    judgement = to(taking, "judgement", "executive_must_approve")
    assert lead.post(judgement, {"answer": "no", "reason": "Not I"}).status_code == 403
    saved(client_of(taking.senior), judgement, answer="yes", reason="The grant is over two million")
    page = text(lead.get(judgement))
    assert "The grant is over two million" in page
    assert "Relevant member of the Senior Management Team" in page
    assert ASKED not in text(lead.get(gate))
    refused = taken_on(lead, taking, today)
    assert refused.status_code == 422
    assert APPROVES in text(refused)
    saved(lead, to(taking, "matter_open"), start="accountable_body")
    matter = Matter.objects.get(involvement=taking.row, start="accountable_body")
    saved(lead, to(taking, "matter_send", matter.reference))
    assert taken_on(lead, taking, today).status_code == 422
    decided(taking.clerk, taking)
    # The approval is dated: the role did not begin before it.
    assert APPROVES in text(taken_on(lead, taking, today - timedelta(days=1)))
    assert taken_on(lead, taking, today).status_code == 303
    assert [row.is_breach for row in passings.rows(taking.row)] == [False]


@pytest.mark.requirement("BOL-5.8.2")
def test_where_it_was_judged_not_to_be_needed_that_and_by_whom_is_on_record_and_nobody_is_asked(taking: Here) -> None:
    lead = client_of(taking.lead)
    judgement = to(taking, "judgement", "executive_must_approve")
    saved(client_of(taking.senior), judgement, answer="no", reason="The sums are small")
    assert taken_on(lead, taking, clock.today()).status_code == 303
    page = text(lead.get(to(taking, "partnership")))
    assert "Must the Executive approve that the council becomes accountable body?" in page
    assert "The sums are small" in text(lead.get(judgement))
