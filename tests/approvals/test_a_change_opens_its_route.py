"""A material fact altered after the approval: the route for changes opens by itself, and what is approved is told."""

from copy import deepcopy
from typing import Any

import pytest
from tests.approvals.conftest import Entry, Here
from tests.approvals.deciding import fresh, give
from tests.approvals.test_pages import browser, to
from tests.records.keeping import add, answer
from tests.register.pages.browsing import saved, text

from concordat.approvals import opening, panels, queries
from concordat.approvals.models import Matter
from concordat.register import gates, joint_record
from concordat.register.models import Involvement, Partnership


def now(here: Here) -> Involvement:
    """The involvement as it is saved now."""
    return Involvement.objects.select_related("partnership", "council").get(pk=here.row.pk)


def open_changes(here: Here) -> list[Matter]:
    return list(Matter.objects.filter(involvement=here.row, start="change", ended="").order_by("pk"))


@pytest.fixture
def approved(entry: Entry) -> Here:
    """Entered, and signed off."""
    give(entry.here.head, entry.matter, "sign-off.limited", entry.papers)
    give(entry.here.team, entry.matter, "sign-off.received", entry.papers)
    assert fresh(entry.matter).ended == "done"
    return deepcopy(entry.here)


def purpose(here: Here, words: Any) -> None:
    joint = Partnership.objects.get(pk=here.row.partnership_id)
    joint_record.answer(
        here.lead, partnership=joint, answers={"partnership.purpose": words}, version=joint.version, reason="Said so"
    )


def test_altering_what_was_approved_opens_the_route_and_names_what_changed(approved: Here) -> None:
    purpose(approved, "To clean the river and its banks")
    [matter] = open_changes(approved)
    assert matter.changed == ["purpose"]
    assert matter.reason == "Changed since it was approved: What the partnership is for, and why it exists"
    assert matter.opened_by is None
    assert [row.matter for row in queries.waiting(approved.row)] == [matter] * 2
    told = panels.earlier_version(approved.lead, now(approved))
    assert told is not None
    assert told["fields"] == ["What the partnership is for, and why it exists"]


def test_several_alterations_go_the_same_way_together(approved: Here) -> None:
    answer(approved.lead, approved.row, "commitment.cash", 9_000_00)
    purpose(approved, "To clean the river and its banks")
    [matter] = open_changes(approved)
    assert matter.changed == ["contribution"]


def test_before_the_approval_nothing_opens(entry: Entry) -> None:
    purpose(entry.here, "To clean the river and its banks")
    assert open_changes(entry.here) == []


def test_what_is_not_material_opens_nothing(approved: Here) -> None:
    answer(approved.lead, approved.row, "commitment.spend_approval", "Minute 12")
    assert open_changes(approved) == []


def test_a_route_that_was_withdrawn_does_not_open_again_by_itself_until_something_else_is_altered(
    approved: Here,
) -> None:
    purpose(approved, "To clean the river and its banks")
    [matter] = open_changes(approved)
    opening.withdraw(approved.lead, matter=matter, version=matter.version, reason="Only the wording")
    answer(approved.lead, approved.row, "commitment.spend_approval", "Minute 12")
    assert open_changes(approved) == []
    answer(approved.lead, approved.row, "commitment.cash", 9_000_00)
    [again] = open_changes(approved)
    assert again.changed == ["contribution"]


def test_what_is_put_back_as_it_was_approved_opens_nothing(approved: Here) -> None:
    before = Partnership.objects.get(pk=approved.row.partnership_id).answer("purpose")
    purpose(approved, "To clean the river and its banks")
    [matter] = open_changes(approved)
    opening.withdraw(approved.lead, matter=matter, version=matter.version, reason="A mistake")
    purpose(approved, before)
    assert open_changes(approved) == []
    assert panels.earlier_version(approved.lead, now(approved)) is None


def test_a_row_of_the_list_of_commitments_is_as_material_as_the_amounts(approved: Here) -> None:
    add(approved.lead, approved.row, "commitments", kind="cash", year="2027-28", amount=90_000_00)
    [matter] = open_changes(approved)
    assert matter.changed == ["contribution"]


@pytest.mark.slow
def test_whoever_alters_it_is_told_straight_after_with_where_to_send_it_in(approved: Here) -> None:
    lead = browser(approved.lead)
    page = to(approved, "list_add", "commitments")
    back = saved(lead, page, **{"commitments--kind": "cash", "commitments--amount": "90000"})
    [matter] = open_changes(approved)
    shown = text(lead.get(back))
    assert "This was approved as it was." in shown
    assert f'href="{to(approved, "matter", matter.reference)}"' in shown
    assert "govuk-notification-banner--success" in shown
    assert "This was approved as it was." not in text(lead.get(back)), "it is said once"


def test_what_changes_once_the_council_has_left_opens_nothing(approved: Here) -> None:
    row = now(approved)
    gates.pass_gate(
        approved.lead, involvement=row, gate="closure", on=approved.lead.on, version=row.version,
        happened_all_the_same=True, reason="The others go on without us",
    )  # fmt: skip
    purpose(approved, "To clean the river and its banks")
    assert open_changes(approved) == []
