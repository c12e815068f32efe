"""Responsibilities, representatives, handing over, and forgetting somebody."""

import json
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world

from concordat.councils import handover, members
from concordat.history import clock, verify
from concordat.history.models import Detail
from concordat.history.recorded import Stale
from concordat.register import people, representatives, responsibilities
from concordat.register.facts import facts_of
from concordat.register.models import Person, Representative, Responsibility
from concordat.register.people import Details
from concordat.register.representatives import Seat
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo, NotAllowed

TODAY = clock.today()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def give(here: SimpleNamespace, role: str = "sponsoring_officer", **answers: Any) -> Responsibility:
    said = {"person": here.officer, "from": YESTERDAY, **answers}
    return responsibilities.give(here.team, involvement=here.entry, role=role, answers=said)


def lead(here: SimpleNamespace) -> Responsibility:
    return Responsibility.objects.get(involvement=here.entry, role="lead_officer")


def test_a_change_ends_the_old_responsibility_where_the_new_one_begins(here: SimpleNamespace) -> None:
    row, ira = lead(here), people.record(here.team, details=Details("Ira Moss"))
    new = responsibilities.change(here.team, responsibility=row, version=1, answers={"person": ira}, since=TODAY)
    rows = Responsibility.objects.filter(involvement=here.entry).order_by("pk")
    assert [(held.person, held.until) for held in rows] == [(here.officer, TODAY), (ira, None)]
    assert (new.from_day, new.role) == (TODAY, "lead_officer")


def test_a_correction_puts_the_same_row_right_and_needs_its_reason(here: SimpleNamespace) -> None:
    row = lead(here)
    with pytest.raises(CannotDo) as refused:
        responsibilities.correct(here.team, responsibility=row, version=1, answers={"post": "Clerk"}, reason="")
    assert refused.value.field == "reason"
    done = responsibilities.correct(
        here.team, responsibility=row, version=1, answers={"post": "Clerk"}, reason="Minutes", role="sponsoring_officer"
    )
    assert (done.pk, done.post, done.person, done.role) == (row.pk, "Clerk", here.officer, "sponsoring_officer")


def test_a_responsibility_ends_on_a_day_and_is_taken_out_only_with_a_reason(here: SimpleNamespace) -> None:
    row = give(here)
    assert responsibilities.end(here.team, responsibility=row, version=1, until=TODAY).until == TODAY
    with pytest.raises(CannotDo):
        responsibilities.remove(here.team, responsibility=row, version=2, reason="")
    responsibilities.remove(here.team, responsibility=row, version=2, reason="Never given")
    assert not Responsibility.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("role", "answers", "field"),
    [
        ("king", {}, "role"),
        ("", {}, "role"),
        ("sponsoring_officer", {"person": BLANK}, "person"),
        ("sponsoring_officer", {"person": "Lee"}, "person"),
        ("sponsoring_officer", {"until": YESTERDAY - timedelta(days=1)}, "until"),
        ("sponsoring_officer", {"from": "soon"}, "from"),
    ],
)
def test_a_responsibility_that_does_not_fit_is_refused_at_its_field(
    here: SimpleNamespace, role: str, answers: dict[str, Any], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        give(here, role, **answers)
    assert refused.value.field == field


def test_it_can_be_said_that_nobody_knows_who_holds_it(here: SimpleNamespace) -> None:
    row = give(here, person=None)
    found: Any = facts_of([here.entry], TODAY)[here.entry.pk]["responsibilities"]
    assert next(r for r in found.rows if r["id"] == str(row.pk))["person"] is None


def test_another_councils_person_is_never_responsible_nor_sits_for_this_one(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    stranger = people.record(there.team, details=Details("Sam Stranger"))
    with pytest.raises(CannotDo, match="your council has on record"):
        give(here, person=stranger)
    with pytest.raises(CannotDo, match="your council has on record"):
        representatives.give(here.team, involvement=here.entry, seat=Seat(stranger, "officer", TODAY))


def test_a_change_after_the_end_or_on_an_old_version_is_refused(here: SimpleNamespace) -> None:
    row = give(here)
    responsibilities.end(here.team, responsibility=row, version=1, until=TODAY)
    with pytest.raises(CannotDo) as refused:
        responsibilities.change(here.team, responsibility=row, version=2, answers={}, since=TOMORROW)
    assert refused.value.field == "since"
    with pytest.raises(Stale):
        responsibilities.end(here.team, responsibility=row, version=1, until=TODAY)


def test_a_representative_is_recorded_corrected_and_ended(here: SimpleNamespace) -> None:
    row = representatives.give(here.team, involvement=here.entry, seat=Seat(here.officer, "officer", None))
    seat = Seat(here.officer, "councillor", YESTERDAY)
    representatives.correct(here.team, representative=row, version=1, seat=seat, reason="Elected")
    done = representatives.end(here.team, representative=row, version=2, until=TODAY)
    assert (done.capacity, done.from_day, done.until) == ("councillor", YESTERDAY, TODAY)
    for wrong in (Seat(here.officer, "king", None), Seat(here.officer, "officer", TODAY, YESTERDAY)):
        with pytest.raises(CannotDo):
            representatives.give(here.team, involvement=here.entry, seat=wrong)


def test_work_handed_over_goes_on_from_today_with_the_receiver(here: SimpleNamespace) -> None:
    member = here.member
    receiver = world.member(here.council, "lead_officer", name="Rae Receiver")
    later = give(here, "senior_manager", **{"from": TOMORROW})
    seat = representatives.give(here.team, involvement=here.entry, seat=Seat(here.officer, "officer", YESTERDAY))
    kinds = ["responsibilities", "representatives"]
    held = {one.kind: one.things for one in handover.held_by(here.team, member)}
    assert held["responsibilities"] == ("Safer Streets (lead officer)", "Safer Streets (senior manager)")
    done = handover.hand_over(here.team, leaver=member, receiver=receiver, kinds=kinds, reason="Retired")
    assert done.counts == {"responsibilities": 2, "representatives": 1}
    rae = Person.objects.get(user=receiver.user)
    rows = (
        Responsibility.objects.filter(involvement=here.entry).order_by("pk").values_list("person", "from_day", "until")
    )
    entered = here.entry.entered_on
    assert set(rows) == {(here.officer.pk, entered, TODAY), (rae.pk, TODAY, None), (rae.pk, TOMORROW, None)}
    assert Responsibility.objects.get(pk=later.pk).person == rae
    assert Representative.objects.exclude(pk=seat.pk).get().person == rae
    assert {one.kind for one in handover.held_by(here.team, member)}.isdisjoint(kinds)


def test_an_account_is_one_persons_in_a_council(here: SimpleNamespace) -> None:
    with pytest.raises(CannotDo, match="Lee Officer's already"):
        people.record(here.team, details=Details("Lee Again", user=here.officer.user))


def test_a_person_is_changed_or_corrected_and_can_have_left(here: SimpleNamespace) -> None:
    row = people.record(here.team, details=Details("Ira Moss"))
    people.change(here.team, person=row, version=1, details=Details("Ira Reed"), since=YESTERDAY)
    with pytest.raises(CannotDo):
        people.change(here.team, person=row, version=2, details=Details("Ira Read"), correction=True)
    assert people.left(here.team, person=row, version=2, on=TODAY).left_on == TODAY


def officer_of_monitoring(here: SimpleNamespace) -> Any:
    return world.scope(world.member(here.council, "monitoring_officer", name="Mo Officer"))


def test_who_still_holds_something_is_not_erased_and_what_they_hold_is_listed(here: SimpleNamespace) -> None:
    seat = Seat(here.officer, "officer", None)
    representatives.give(here.team, involvement=here.entry, seat=seat)
    with pytest.raises(CannotDo) as refused:
        people.erase_person(officer_of_monitoring(here), person=here.officer, version=1, basis="Request")
    assert len(refused.value.items) == 3
    assert Person.objects.get(pk=here.officer.pk).name == "Lee Officer"


def put_in_order(here: SimpleNamespace) -> None:
    responsibilities.end(here.team, responsibility=lead(here), version=1, until=TODAY)
    admin = world.command(here.council)
    members.end_membership(admin, membership=here.member, version=1, until=TODAY, reason="Retired")


@pytest.mark.parametrize("disabled", [True, False])
def test_an_erased_person_is_nowhere_and_the_record_still_holds(here: SimpleNamespace, disabled: bool) -> None:
    row = people.record(here.lead, details=Details("Ira Moss", email="ira@example.org"))
    put_in_order(here)
    user = here.officer.user
    user.is_active = not disabled
    user.save()
    monitoring = officer_of_monitoring(here)
    people.erase_person(monitoring, person=here.officer, version=1, basis="Retention rule 4")
    erased = Person.objects.get(pk=here.officer.pk)
    assert (erased.name, erased.email, erased.user, erased.erased_on) == (people.ERASED, "", None, TODAY)
    of_row = Detail.objects.filter(model="register.person", object=str(erased.pk))
    assert [json.loads(kept.values) for kept in of_row] == [{}] * of_row.count()
    acted = Detail.objects.filter(model="", object=user.reference)
    assert any("Lee Officer" in kept.values for kept in acted) is not disabled
    assert not list(verify.breaks())
    assert Person.objects.get(pk=row.pk).name == "Ira Moss"


def test_what_was_erased_takes_no_more_and_keeps_its_mark_in_past_rows(here: SimpleNamespace) -> None:
    put_in_order(here)
    erased = people.erase_person(officer_of_monitoring(here), person=here.officer, version=1, basis="Request")
    found: Any = facts_of([here.entry], TODAY)[here.entry.pk]["responsibilities"]
    assert found.rows[0]["person"] == f"person:{here.officer.reference}"
    again: list[Callable[[], Any]] = [
        lambda: people.change(here.team, person=erased, version=erased.version, details=Details("Lee")),
        lambda: people.left(here.team, person=erased, version=erased.version, on=TODAY),
        lambda: people.erase_person(officer_of_monitoring(here), person=erased, version=erased.version, basis="x"),
    ]
    for attempt in again:
        with pytest.raises(CannotDo, match="was erased"):
            attempt()


def test_erasing_needs_the_right_and_a_basis(here: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        people.erase_person(here.team, person=here.officer, version=1, basis="Request")
    with pytest.raises(CannotDo) as refused:
        people.erase_person(officer_of_monitoring(here), person=here.officer, version=1, basis=" ")
    assert refused.value.field == "basis"
