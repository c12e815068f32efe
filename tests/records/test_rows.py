"""Rows of lists: what they need, who keeps them, whose they are, and whether there are others."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.records.conftest import Here, There
from tests.records.keeping import LISTS, add, known, say_complete

from concordat.evidence import services as evidence
from concordat.evidence.permissions import can_add, can_see
from concordat.history import clock
from concordat.history.recorded import Stale
from concordat.protocol.values import NotApplicable, Rows
from concordat.records import answering, files, listing, queries
from concordat.records.models import OwnRow
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo, NotAllowed

RISK: dict[str, Any] = {"words": "The grant is clawed back", "likelihood": 2, "impact": 4}


def rows(here: Here | There, group: str) -> list[dict[str, Any]]:
    found = known(here.row, here.team)[group]
    assert isinstance(found, Rows)
    return [{name: value for name, value in row.items() if name != "id"} for row in found.rows]


@pytest.mark.parametrize(
    ("group", "answers", "field"),
    [
        ("council_risks", {"likelihood": "2"}, "council_risks.likelihood"),
        ("contributions", {"kind": "gold"}, "contributions.kind"),
        ("contributions", {"amount": -1}, "contributions.amount"),
        ("events", {"event": "review"}, "events.subject"),
        ("events", {"event": "review", "subject": None, "held_on": date(2026, 1, 1)}, "events.subject"),
        ("documents", {"from": date(2026, 2, 1), "until": date(2026, 1, 1)}, "documents.until"),
        ("documents", {"elements": {"name": "there"}}, "documents.elements"),
        ("documents", {"elements": {"name": NotApplicable(" ")}}, "documents.elements"),
        ("council_risks", {}, None),
        ("council_risks", {"words": "  "}, None),
    ],
)
def test_a_row_that_does_not_fit_is_refused_at_its_cell(
    here: Here, group: str, answers: dict[str, Any], field: str | None
) -> None:
    with pytest.raises(CannotDo) as refused:
        add(here.lead, here.row, group, **answers)
    assert refused.value.field == field
    assert group not in known(here.row, here.lead)


@pytest.mark.parametrize("wrong", ["id", "no_such_cell"])
def test_a_cell_that_is_not_there_is_a_mistake_of_ours(here: Here, wrong: str) -> None:
    answers: dict[str, Any] = {wrong: "x"}
    with pytest.raises(ValueError, match="has no"):
        add(here.lead, here.row, "council_risks", **answers)


@pytest.mark.parametrize(
    ("group", "joint"), [("council_risks", True), ("contributions", False), ("commitment.cash", False)]
)
def test_a_list_has_rows_on_its_own_sides_only(here: Here, group: str, joint: bool) -> None:
    with pytest.raises(ValueError, match="is no list that is kept here"):
        listing.add(here.lead, side=here.side(joint=joint), group=group, answers={"words": "x"})


def test_a_row_changes_cell_by_cell_and_what_is_not_named_stays(here: Here) -> None:
    row = add(here.lead, here.row, "council_risks", **RISK)
    changed = listing.change(here.lead, row=row, version=row.version, answers={"likelihood": 3})
    assert rows(here, "council_risks") == [{**RISK, "likelihood": 3}]
    with pytest.raises(CannotDo) as refused:
        listing.change(here.lead, row=changed, version=changed.version, answers={"impact": 1}, correction=True)
    assert refused.value.field == "reason"
    told: dict[str, Any] = {"correction": True, "reason": "Read off the wrong line"}
    again = listing.change(here.lead, row=changed, version=changed.version, answers={"impact": BLANK}, **told)
    assert "impact" not in rows(here, "council_risks")[0]
    with pytest.raises(Stale):
        listing.change(here.team, row=row, version=row.version, answers={"impact": 2})
    late: dict[str, Any] = {"since": clock.today() + timedelta(days=1)}
    with pytest.raises(CannotDo):
        listing.change(here.lead, row=again, version=again.version, answers={"impact": 5}, **late)


def test_a_row_is_taken_out_with_a_reason_and_on_its_version(here: Here) -> None:
    row = add(here.lead, here.row, "council_risks", **RISK)
    with pytest.raises(CannotDo, match="Say why"):
        listing.remove(here.lead, row=row, version=row.version, reason=" ")
    with pytest.raises(Stale):
        listing.remove(here.lead, row=row, version=row.version + 1, reason="Never so")
    listing.remove(here.lead, row=row, version=row.version, reason="Never so")
    assert not OwnRow.objects.filter(pk=row.pk).exists()
    assert "council_risks" not in known(here.row, here.lead)


@pytest.mark.parametrize("joint", [False, True])
def test_only_those_who_keep_a_side_keep_its_rows(here: Here, there: There, joint: bool) -> None:
    row = add(here.lead, here.row, "stakeholders", joint=joint, who="Anglers")
    for scope in (here.reader, there.team):
        with pytest.raises(NotAllowed):
            add(scope, here.row, "stakeholders", joint=joint, who="Walkers")
    with pytest.raises(NotAllowed):
        listing.change(here.reader, row=row, version=row.version, answers={"who": "Walkers"})
    with pytest.raises(NotAllowed):
        listing.remove(here.reader, row=row, version=row.version, reason="Never so")
    side = here.side(joint=joint)
    with pytest.raises(NotAllowed):
        answering.say_complete(here.reader, side=side, group="stakeholders", complete=True, version=0)


def test_a_council_sees_the_joint_rows_and_its_own_and_changes_its_own(here: Here, there: There) -> None:
    joint = add(here.lead, here.row, "stakeholders", joint=True, who="Anglers")
    add(here.lead, here.row, "stakeholders", joint=False, who="Ward councillors")
    add(there.team, there.row, "stakeholders", joint=False, who="Barton's walkers")
    assert [row["who"] for row in rows(here, "stakeholders")] == ["Anglers", "Ward councillors"]
    assert [row["who"] for row in rows(there, "stakeholders")] == ["Anglers", "Barton's walkers"]
    with pytest.raises(NotAllowed, match="Only Ashford Council keeps"):
        listing.change(there.team, row=joint, version=joint.version, answers={"who": "Theirs"})


def test_a_new_row_takes_back_that_there_were_no_others(here: Here) -> None:
    say_complete(here.lead, here.row, "council_risks")
    assert known(here.row, here.lead)["council_risks"] == Rows((), complete=True)
    add(here.lead, here.row, "council_risks", **RISK)
    found = known(here.row, here.lead)["council_risks"]
    assert isinstance(found, Rows)
    assert not found.complete


def test_a_list_that_does_not_apply_applies_again_with_its_first_row(here: Here) -> None:
    say_complete(here.lead, here.row, "grants", not_applicable="It has no grants")
    assert known(here.row, here.lead)["grants"] == NotApplicable("It has no grants")
    add(here.lead, here.row, "grants", funder="The lottery")
    assert rows(here, "grants") == [{"funder": "The lottery"}]
    with pytest.raises(CannotDo) as refused:
        say_complete(here.lead, here.row, "grants", not_applicable="It has none after all")
    assert refused.value.field == "not_applicable"


def test_a_list_of_two_sides_is_complete_when_both_have_said_so(here: Here) -> None:
    joint, own = here.side(joint=True), here.side(joint=False)
    answering.say_complete(here.lead, side=joint, group="stakeholders", complete=True, version=0)
    assert known(here.row, here.lead)["stakeholders"] == Rows((), complete=False)
    answering.say_complete(here.lead, side=own, group="stakeholders", complete=True, version=0)
    assert known(here.row, here.lead)["stakeholders"] == Rows((), complete=True)
    version = queries.as_seen(own, ["stakeholders"]).version
    with pytest.raises(Stale):
        answering.say_complete(here.team, side=own, group="stakeholders", complete=False, version=version + 1)


def test_a_document_that_has_files_is_not_taken_out(here: Here, there: There) -> None:
    row = add(here.lead, here.row, "documents", joint=True, type_="constitution")
    kind, owner = files.kind_of(row), str(row.pk)
    upload = SimpleUploadedFile("terms.txt", b"Terms of reference", "text/plain")
    file = evidence.store(here.lead, owner_kind=kind, owner=owner, chain=row.scope, upload=upload)
    with pytest.raises(CannotDo, match="Withdraw each of them first"):
        listing.remove(here.lead, row=row, version=row.version, reason="Never so")
    evidence.withdraw(here.lead, file=file, version=file.version, reason="The wrong one")
    listing.remove(here.lead, row=row, version=row.version, reason="Never so")


@pytest.mark.parametrize("joint", [False, True])
def test_files_of_a_document_are_seen_with_it_and_added_by_who_keeps_its_side(
    here: Here, there: There, joint: bool
) -> None:
    row = add(here.lead, here.row, "documents", joint=joint, type_="constitution")
    kind, owner = files.kind_of(row), str(row.pk)
    assert can_add(here.lead, kind, owner)
    assert can_see(here.reader, kind, owner)
    assert not can_add(here.reader, kind, owner)
    assert can_see(there.team, kind, owner) is joint
    assert not can_add(there.team, kind, owner)


def test_files_are_attached_to_documents_and_to_no_other_row(here: Here) -> None:
    row = add(here.lead, here.row, "council_risks", **RISK)
    assert not can_see(here.lead, files.kind_of(row), str(row.pk))
    assert not can_see(here.lead, files.kind_of(row), "no number")


def test_every_list_that_is_kept_has_a_side() -> None:
    from concordat.records.catalogue import sides  # noqa: PLC0415

    assert [group for group, fact in LISTS.items() if not sides(fact)] == []
