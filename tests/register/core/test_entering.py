"""Entering a partnership, joining one, taking a wrong entry out."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world

from concordat.councils import adoption
from concordat.history import clock
from concordat.history.models import Event
from concordat.history.recorded import Stale
from concordat.register import entering, joint_record, queries_core, record
from concordat.register.models import Involvement, JudgedUnder, Organisation, Partnership, Party
from concordat.ui.refusals import CannotDo, NotAllowed

TODAY = clock.today()


def enter(here: SimpleNamespace, name: str = "Warm Homes", **more: Any) -> Involvement:
    return entering.enter(here.team, name=name, **{"entered_on": here.team.on, **more})


def test_an_entry_makes_the_partnership_the_councils_party_the_part_and_its_lead_officer(here: SimpleNamespace) -> None:
    entry = enter(
        here, lead_officer=here.officer, answers={"partnership.purpose": "Warmth", "involvement.stage": "operating"}
    )
    assert entry.partnership.steward == here.council
    assert (entry.partnership.purpose, entry.stage) == ("Warmth", "operating")
    assert entry.partnership.parties.get().organisation.council == here.council
    held = entry.responsibilities.get()
    assert (held.role, held.person, held.from_day) == ("lead_officer", here.officer, here.team.on)


def test_an_entry_is_one_event_for_the_council_and_one_for_the_joint_record(here: SimpleNamespace) -> None:
    before = set(Event.objects.values_list("pk", flat=True))
    entry = enter(here)
    made = Event.objects.exclude(pk__in=before).values_list("scope", "verb")
    assert sorted(made) == sorted(
        (scope, "Partnership entered") for scope in (here.council.scope, entry.partnership.scope)
    )


def test_the_council_is_an_organisation_once_however_many_partnerships_it_enters(here: SimpleNamespace) -> None:
    enter(here)
    assert Organisation.objects.filter(council=here.council).count() == 1


def test_an_entry_is_judged_under_the_edition_in_force_on_its_day_and_those_after(here: SimpleNamespace) -> None:
    adoption.adopt(
        world.command(here.council), edition_id="chesterfield/2019", from_=TODAY - timedelta(days=10), reason="New"
    )
    entry = enter(here, entered_on=TODAY - timedelta(days=20))
    under = list(entry.judged_under.order_by("from_day").values_list("adoption__edition", "from_day", "until"))
    change = TODAY - timedelta(days=10)
    assert under == [("bolsover/2009", TODAY - timedelta(days=20), change), ("chesterfield/2019", change, None)]


def test_a_new_adoption_carries_the_entries_over_on_its_first_day(here: SimpleNamespace) -> None:
    day = TODAY + timedelta(days=30)
    adopted = adoption.adopt(world.command(here.council), edition_id="chesterfield/2019", from_=day, reason="New")
    rows = here.entry.judged_under.order_by("from_day").values_list("adoption__edition", "from_day", "until")
    assert list(rows) == [("bolsover/2009", here.entry.entered_on, day), ("chesterfield/2019", day, None)]
    assert queries_core.adoptions_of([here.entry.pk], day) == {here.entry.pk: adopted}


def test_an_adoption_that_began_before_an_entry_takes_the_first_ones_place(here: SimpleNamespace) -> None:
    day = here.entry.entered_on - timedelta(days=1)
    adoption.adopt(world.command(here.council), edition_id="chesterfield/2019", from_=day, reason="Found late")
    under = JudgedUnder.objects.get(involvement=here.entry)
    assert (under.adoption.edition, under.from_day, under.until) == ("chesterfield/2019", here.entry.entered_on, None)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "safer   STREETS"}, "name"),
        ({"entered_on": TODAY + timedelta(days=1)}, "entered_on"),
        ({"entered_on": date(1990, 1, 1)}, "entered_on"),
        ({"own_reference": "1"}, "own_reference"),
        ({"own_reference": "x" * 41}, "own_reference"),
        ({"answers": {"involvement.stage": "dreaming"}}, "involvement.stage"),
        ({"answers": {"involvement.service": "highways"}}, "involvement.service"),
        ({"answers": {"partnership.started_on": "2020"}}, "partnership.started_on"),
        ({"answers": {"gates.start_on": TODAY}}, "gates.start_on"),
        ({"answers": {"gates.start_on": TODAY, "involvement.already_running": True}}, "gates.start_on"),
    ],
)
def test_an_entry_that_does_not_fit_is_refused_at_its_field_and_leaves_nothing(
    here: SimpleNamespace, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        enter(here, **more)
    assert refused.value.field == field
    assert Partnership.objects.count() == 1


def test_a_council_that_adopted_nothing_is_told_to_adopt_first(db: None) -> None:
    bare = world.command(world.council("carlow", edition=None))
    with pytest.raises(CannotDo, match="had adopted no protocol on that day"):
        entering.enter(bare, name="Warm Homes", entered_on=TODAY)


def test_what_was_running_before_has_gates_behind_it(here: SimpleNamespace) -> None:
    answers = {"involvement.already_running": True, "gates.start_on": date(2020, 1, 1)}
    assert enter(here, answers=answers).start_on == date(2020, 1, 1)


def test_two_councils_may_each_have_a_partnership_of_one_name(here: SimpleNamespace, there: SimpleNamespace) -> None:
    entry = entering.enter(there.team, name="Safer Streets", entered_on=TODAY, own_reference="1")
    assert entry.partnership != here.entry.partnership


def test_names_that_differ_in_a_sign_are_two_names(here: SimpleNamespace) -> None:
    assert enter(here, "Safer-Streets").partnership.name == "Safer-Streets"


@pytest.mark.parametrize(("given", "then"), [("7", "8"), ("PR-09", "PR-10"), ("Oak", "2"), ("2026/099", "2026/100")])
def test_the_next_reference_follows_the_last_one_that_was_given(here: SimpleNamespace, given: str, then: str) -> None:
    enter(here, own_reference=given)
    assert enter(here, "Another").own_reference == then


def test_a_council_joins_what_is_open_to_it_and_becomes_a_party(here: SimpleNamespace, there: SimpleNamespace) -> None:
    joint = here.entry.partnership
    joint_record.open_to(here.team, partnership=joint, version=joint.version, whom="named", councils=[there.council])
    joint.refresh_from_db()
    entry = entering.join(there.team, partnership=joint, entered_on=TODAY)
    assert entry.partnership == joint
    assert joint.steward == here.council
    assert set(joint.parties.values_list("organisation__council", flat=True)) == {here.council.pk, there.council.pk}
    with pytest.raises(CannotDo):
        entering.join(there.team, partnership=joint, entered_on=TODAY)


def test_who_joins_cannot_answer_for_the_joint_record(here: SimpleNamespace, there: SimpleNamespace) -> None:
    joint = here.entry.partnership
    joint_record.open_to(here.team, partnership=joint, version=joint.version, whom="all")
    joint.refresh_from_db()
    with pytest.raises(CannotDo) as refused:
        entering.join(there.team, partnership=joint, entered_on=TODAY, answers={"partnership.purpose": "Ours"})
    assert refused.value.field == "partnership.purpose"


def test_what_is_open_to_nobody_is_neither_found_nor_joined(here: SimpleNamespace, there: SimpleNamespace) -> None:
    assert queries_core.findable(there.team, here.entry.partnership.reference) is None
    with pytest.raises(NotAllowed):
        entering.join(there.team, partnership=here.entry.partnership, entered_on=TODAY)


def test_a_wrong_entry_goes_out_with_a_reason_and_its_name_and_number_are_free_again(here: SimpleNamespace) -> None:
    entering.withdraw_entry(here.team, involvement=here.entry, version=here.entry.version, reason="Entered twice")
    assert list(queries_core.involvements(here.team)) == []
    again = enter(here, "Safer Streets", own_reference=here.entry.own_reference)
    assert again.pk != here.entry.pk


def test_who_took_an_entry_out_by_mistake_can_join_the_partnership_again(here: SimpleNamespace) -> None:
    entering.withdraw_entry(here.team, involvement=here.entry, version=here.entry.version, reason="Entered twice")
    joint = here.entry.partnership
    assert entering.join(here.team, partnership=joint, entered_on=TODAY).pk != here.entry.pk
    assert Party.objects.filter(partnership=joint).count() == 1


def test_an_entry_is_not_taken_out_without_a_reason_nor_by_a_lead_officer(here: SimpleNamespace) -> None:
    with pytest.raises(CannotDo):
        entering.withdraw_entry(here.team, involvement=here.entry, version=here.entry.version, reason=" ")
    with pytest.raises(NotAllowed, match="Only the partnership team"):
        entering.withdraw_entry(here.lead, involvement=here.entry, version=here.entry.version, reason="Twice")


def test_a_steward_hands_the_joint_record_over_before_its_entry_goes_out(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    joint = here.entry.partnership
    joint_record.open_to(here.team, partnership=joint, version=joint.version, whom="all")
    told = {"partnership": joint, "version": 2, "to_council": there.council, "reason": "They lead it"}
    with pytest.raises(CannotDo, match="has not entered"):
        joint_record.hand_stewardship(here.team, **told)
    entering.join(there.team, partnership=Partnership.objects.get(pk=joint.pk), entered_on=TODAY)

    def out() -> Involvement:
        return entering.withdraw_entry(
            here.team,
            involvement=Involvement.objects.get(pk=here.entry.pk),
            version=here.entry.version,
            reason="Never ours",
        )

    with pytest.raises(CannotDo, match="Hand the joint record over"):
        out()
    with pytest.raises(CannotDo, match="Say why"):
        joint_record.hand_stewardship(here.team, **{**told, "reason": " "})
    joint_record.hand_stewardship(here.team, **told)
    assert out().withdrawn_at is not None


def test_a_withdrawn_entry_is_changed_by_nobody(here: SimpleNamespace) -> None:
    entry = entering.withdraw_entry(here.team, involvement=here.entry, version=here.entry.version, reason="Twice")
    with pytest.raises(NotAllowed, match="taken out"):
        record.answer(here.team, involvement=entry, answers={"involvement.stage": "operating"}, version=entry.version)


def test_an_own_reference_is_changed_on_the_version_that_was_seen(here: SimpleNamespace) -> None:
    changed = entering.name_own_reference(
        here.team, involvement=here.entry, version=here.entry.version, own_reference="A 1"
    )
    assert changed.own_reference == "A 1"
    with pytest.raises(Stale):
        entering.name_own_reference(here.team, involvement=here.entry, version=here.entry.version, own_reference="A 2")


def test_a_scope_of_another_council_finds_no_entry_by_its_reference(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    assert queries_core.involvement(here.team, here.entry.reference) == here.entry
    assert queries_core.involvement(there.team, here.entry.reference) is None
    stranger = replace(there.team, roles=frozenset({"partnership_team"}))
    with pytest.raises(NotAllowed, match="another council"):
        record.answer(stranger, involvement=here.entry, answers={}, version=1)
