"""A step that keeps a gate shut leads to the open matter of any start of its route, or to where one is opened."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world
from tests.compliance import making
from tests.protocol.building import edition_of, names

from concordat.approvals import opening
from concordat.compliance import gate_page
from concordat.councils import adoption
from concordat.councils.scope import Scope
from concordat.protocol.standing import Outstanding
from concordat.register import gates
from concordat.register.models import Involvement

pytestmark = pytest.mark.django_db
# The contract has a gate without a start; the money leads to a gate by either of two starts, or by a third route.
ROUTES = """
- id: entering
  clause: "2"
  words: Entering, and its contract
  starts: [entry, change]
  steps:
  - {id: approve, clause: "2", act: approve, by: [director], words: The director approves}
  - {id: sign, clause: "2", act: sign, by: [director], before: agreement_signed, words: The contract is signed}
- id: money
  clause: "3"
  words: What is not in the budget
  starts: [entry, commitment]
  steps: [{id: allow, clause: "3", act: approve, by: [director], words: The money is allowed}]
- id: seats
  clause: "4"
  words: More authority
  starts: [extra_authority]
  steps: [{id: extend, clause: "4", act: approve, by: [director], before: agreement_signed, words: More authority}]
"""
HEAD = """
roles:
  lead_officer: {title: Link officer, generic: lead_officer}
  director: {title: Director, generic: senior_manager}
"""
SIGN, MONEY, SEATS = "entering.sign", "money.allow", "seats.extend"


@pytest.fixture
def scope() -> Scope:
    found = world.command(world.council("ashford", None))
    adoption._adopt(found, edition_of(names(head=HEAD, duties="[]", routes=ROUTES)), {}, making.ADOPTED, "")
    return found


def led(scope: Scope, row: Involvement, gate: str) -> dict[str, str]:
    """Where each step that keeps a gate shut leads, by its key."""
    left = gates.outstanding(gate, row, scope.on)
    return {lead.found.key: lead.href for lead in gate_page.leads(scope, row, gate, left)}


def opens(row: Involvement, start: str) -> str:
    return f"{reverse('matter_open', args=['ashford', row.reference])}?start={start}"


@pytest.mark.parametrize(
    ("gate", "found"),
    [
        ("agreement_signed", {SIGN: "entry", SEATS: "extra_authority"}),
        ("start", {"entering.approve": "entry", MONEY: "entry"}),
        ("commitment", {MONEY: "commitment"}),
    ],
)
def test_before_anything_is_under_way_a_step_leads_to_where_a_start_of_its_route_is_opened(
    scope: Scope, gate: str, found: dict[str, str]
) -> None:
    row = making.enter(scope)
    assert led(scope, row, gate) == {key: opens(row, start) for key, start in found.items()}


@pytest.mark.parametrize(("gate", "step"), [("agreement_signed", SIGN), ("commitment", MONEY), ("start", MONEY)])
def test_while_the_entry_is_under_way_no_second_matter_is_asked_for(scope: Scope, gate: str, step: str) -> None:
    row = making.enter(scope)
    entry = opening.open_matter(scope, involvement=row, start="entry")
    assert led(scope, row, gate)[step] == reverse("matter", args=["ashford", row.reference, entry.reference])


def test_of_two_open_matters_that_of_the_gate_s_own_start_comes_first(scope: Scope) -> None:
    row = making.enter(scope)
    for start in ("entry", "commitment"):
        matter = opening.open_matter(scope, involvement=row, start=start)
    assert led(scope, row, "commitment")[MONEY] == reverse("matter", args=["ashford", row.reference, matter.reference])


def test_a_matter_of_another_route_is_not_led_to(scope: Scope) -> None:
    row = making.enter(scope)
    opening.open_matter(scope, involvement=row, start="extra_authority")
    assert led(scope, row, "agreement_signed")[SIGN] == opens(row, "entry")


def test_who_may_not_open_business_is_led_to_the_list_of_it(scope: Scope) -> None:
    row = making.enter(scope)
    reader = world.scope(world.member(scope.council, "councillor"))
    listed = reverse("matters", args=["ashford", row.reference])
    assert set(led(reader, row, "agreement_signed").values()) == {listed}


def test_what_is_under_way_is_read_once_for_all_steps(scope: Scope) -> None:
    row = making.enter(scope)
    opening.open_matter(scope, involvement=row, start="entry")

    def asked(*left: Outstanding) -> int:
        with CaptureQueriesContext(connection) as captured:
            gate_page.leads(scope, row, "start", left)
        return len(captured)

    steps = gates.outstanding("start", row, scope.on)
    assert len(steps) > 1
    assert asked(*steps) == asked(steps[0])
