"""Parties, the organisations behind them, and what each council alone knows."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world

from concordat.history import clock
from concordat.history.acts import act
from concordat.history.models import Detail, Event
from concordat.history.recorded import Stale
from concordat.protocol.values import Rows
from concordat.register import entering, joint, organisations, parties
from concordat.register.facts import facts_of
from concordat.register.models import OrganisationNote, Partnership, Party, PartyMember
from concordat.register.organisations import New
from concordat.ui.refusals import CannotDo, NotAllowed

TODAY = clock.today()


def add(here: SimpleNamespace, name: str = "Hope Clinics", answers: dict[str, Any] | None = None) -> Party:
    joint_record = Partnership.objects.get(pk=here.entry.partnership_id)
    return parties.add(here.team, partnership=joint_record, organisation=New(name), answers=answers)


def partners_person(party: Party) -> joint.Joint:
    user = world.user("Pat Partner")
    with act(world.INSTALLER, "Partner's person invited", party.scope):
        PartyMember(party=party, user=user, from_day=TODAY).save()
    opened = joint.entry(user, party.partnership.reference)
    assert opened is not None
    return opened


def test_a_party_that_is_added_takes_back_that_there_are_no_others(here: SimpleNamespace) -> None:
    row = here.entry.partnership
    parties.say_complete(here.team, partnership=row, version=row.version, complete=True)
    made = add(here)
    found = facts_of([here.entry], TODAY)[here.entry.pk]["partners"]
    assert found == Rows(({"id": made.reference, "organisation": "Hope Clinics"},), complete=False)


def test_an_organisation_is_a_party_once_at_a_time(here: SimpleNamespace) -> None:
    row = add(here)
    with pytest.raises(CannotDo, match="is a party already"):
        parties.add(here.team, partnership=row.partnership, organisation=row.organisation)
    parties.end(here.team, party=row, version=1, until=TODAY)
    assert parties.add(here.team, partnership=row.partnership, organisation=row.organisation).pk != row.pk


def test_a_party_does_not_end_before_it_began(here: SimpleNamespace) -> None:
    row = add(here, answers={"from": TODAY})
    with pytest.raises(CannotDo) as refused:
        parties.end(here.team, party=row, version=1, until=TODAY - timedelta(days=1))
    assert refused.value.field == "until"


def test_a_party_recorded_by_mistake_goes_out_with_a_reason_and_is_still_in_the_record(here: SimpleNamespace) -> None:
    row = add(here)
    with pytest.raises(CannotDo):
        parties.remove(here.team, party=row, version=1, reason="")
    parties.remove(here.team, party=row, version=1, reason="Another partnership's")
    assert "partners" not in facts_of([here.entry], TODAY)[here.entry.pk]
    assert Detail.objects.filter(model="register.party", object=str(row.pk)).count() == 2


def test_a_council_that_entered_is_not_taken_out_as_a_party(here: SimpleNamespace) -> None:
    own = Party.objects.get(organisation__council=here.council)
    with pytest.raises(CannotDo, match="has entered this partnership"):
        parties.remove(here.team, party=own, version=1, reason="x")


@pytest.mark.parametrize("name", ["id", "organisation", "sector", "weather"])
def test_only_the_fields_of_a_party_are_its_answers(here: SimpleNamespace, name: str) -> None:
    with pytest.raises(ValueError, match="no field of a party"):
        add(here, answers={name: "x"})


def test_a_partners_person_changes_their_own_row_and_no_other_and_no_days(here: SimpleNamespace) -> None:
    mine, other = add(here), add(here, "Green Grants")
    opened = partners_person(mine)
    parties.change(opened, party=mine, answers={"own_plan": "Forward plan"}, version=1)
    assert Party.objects.get(pk=mine.pk).own_plan == "Forward plan"
    assert Event.objects.latest("pk").scope == mine.scope
    with pytest.raises(NotAllowed, match="your own organisation only"):
        parties.change(opened, party=other, answers={"own_plan": "x"}, version=1)
    with pytest.raises(NotAllowed, match="Only Ashford Council keeps"):
        parties.change(opened, party=mine, answers={"until": TODAY}, version=2)


def test_a_council_changes_its_own_party_row_in_a_record_that_another_keeps(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    row = here.entry.partnership
    with act(world.INSTALLER, "Opened", row.scope):
        row.open_to = "all"
        row.save()
    entering.join(there.team, partnership=row, entered_on=TODAY)
    own = Party.objects.get(organisation__council=there.council)
    others = Party.objects.get(organisation__council=here.council)
    assert parties.change(there.team, party=own, answers={"own_plan": "B"}, version=1).own_plan == "B"
    with pytest.raises(NotAllowed):
        parties.change(there.team, party=others, answers={"own_plan": "B"}, version=1)
    assert parties.change(here.team, party=own, answers={"contact": "C"}, version=2).contact == "C"


def test_a_correction_of_a_party_needs_its_reason_and_an_old_version_saves_nothing(here: SimpleNamespace) -> None:
    row = add(here, answers={"contact": "Sam"})
    with pytest.raises(CannotDo) as refused:
        parties.change(here.team, party=row, answers={"contact": "Ira"}, version=1, correction=True)
    assert refused.value.field == "reason"
    parties.change(here.team, party=row, answers={"contact": "Ira"}, version=1)
    with pytest.raises(Stale):
        parties.change(here.team, party=row, answers={"contact": "Pat"}, version=1)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Hope Clinics", True),
        ("HOPE clinics Ltd", True),
        ("The Hope Trust", True),
        ("Clinics of Hope and Joy", True),
        ("Despair Clinics", True),
        ("Green Grants", False),
        ("The Trust", False),
    ],
)
def test_possible_twins_are_shown(here: SimpleNamespace, name: str, found: bool) -> None:
    add(here)
    assert ("Hope Clinics" in [row.name for row in organisations.twins(name)]) is found


def test_a_possible_twin_is_recorded_only_when_somebody_says_it_is_another(here: SimpleNamespace) -> None:
    add(here)
    with pytest.raises(CannotDo) as refused:
        organisations.record(here.team, new=New("Hope Clinic Clinics"))
    assert (refused.value.field, refused.value.items) == ("organisation", ["Hope Clinics"])
    assert organisations.record(here.team, new=New("Hope Clinics", apart=True)).name == "Hope Clinics"


def test_the_council_that_recorded_an_organisation_keeps_its_name(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    row = organisations.record(here.team, new=New("Hope Clinics", "voluntary", [("GB-CHC", "123")]))
    changed = organisations.change(here.team, organisation=row, version=1, new=New("Hope Clinics UK", "private"))
    assert (changed.sort_name, changed.identifiers, changed.sector) == ("hope clinics uk", [], "private")
    with pytest.raises(NotAllowed, match="Ashford Council keeps this name"):
        organisations.change(there.team, organisation=row, version=2, new=New("Ours"))
    with pytest.raises(CannotDo):
        organisations.change(here.team, organisation=row, version=2, new=New("Ours", "martian"))


def test_a_note_on_an_organisation_is_each_councils_own(here: SimpleNamespace, there: SimpleNamespace) -> None:
    row = organisations.record(here.team, new=New("Hope Clinics"))
    organisations.note(here.team, organisation=row, version=1, words="Slow to pay")
    organisations.note(there.team, organisation=row, version=0, words="Quick")
    assert OrganisationNote.objects.get(council=here.council, organisation=row).words == "Slow to pay"
    with pytest.raises(Stale):
        organisations.note(here.team, organisation=row, version=1, words="Too late")


def test_organisations_are_recorded_by_those_who_keep_the_directory(here: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed, match="Only these roles"):
        organisations.record(here.reader, new=New("Hope Clinics"))


def test_a_partner_is_named_by_the_name_it_has_now(here: SimpleNamespace) -> None:
    row = add(here, answers={"from": date(2026, 3, 1)})
    organisations.change(here.team, organisation=row.organisation, version=1, new=New("Hope Together"))
    found = facts_of([here.entry], TODAY)[here.entry.pk]["partners"]
    assert isinstance(found, Rows)
    assert found.rows[0]["organisation"] == "Hope Together"
