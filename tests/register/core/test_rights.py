"""What is refused in the register where a right, one's own part or one's own council is wanted, each by itself."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from tests import world

from concordat.history import clock
from concordat.register import entering, joint_record, organisations, ownership, parties, permissions, queries_core
from concordat.register.models import Involvement, Partnership, Party
from concordat.register.organisations import New
from concordat.ui.refusals import NotAllowed

TODAY = clock.today()


def opened(here: SimpleNamespace) -> Partnership:
    """The partnership, open to every council."""
    joint = here.entry.partnership
    return joint_record.open_to(here.team, partnership=joint, version=joint.version, whom="all")


def test_who_may_not_see_the_register_sees_no_entry_and_finds_no_partnership(here: SimpleNamespace) -> None:
    nobody = replace(here.reader, roles=frozenset())
    joint = here.entry.partnership
    assert permissions.can_see_register(here.reader, here.entry)
    assert queries_core.findable(here.reader, joint.reference) == joint
    assert not permissions.can_see_register(nobody, here.entry)
    assert queries_core.findable(nobody, joint.reference) is None


def test_who_may_not_enter_a_partnership_joins_none_that_is_open_to_their_council(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    joint = opened(here)
    councillor = world.scope(world.member(there.council, "councillor"))
    assert queries_core.findable(councillor, joint.reference) == joint
    with pytest.raises(NotAllowed, match="Only these roles may do this"):
        entering.join(councillor, partnership=joint, entered_on=TODAY)


def test_another_councils_partnership_team_takes_no_entry_out(here: SimpleNamespace, there: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed, match="another council"):
        entering.withdraw_entry(there.team, involvement=here.entry, version=here.entry.version, reason="Not ours")
    assert Involvement.objects.get(pk=here.entry.pk).withdrawn_at is None


def test_a_party_row_of_ones_own_council_is_changed_by_those_who_keep_its_entry(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    entering.join(there.team, partnership=opened(here), entered_on=TODAY)
    own = Party.objects.get(organisation__council=there.council)
    for role, words in (("councillor", "Only these roles may do this"), ("lead_officer", "are responsible for")):
        with pytest.raises(NotAllowed, match=words):
            parties.change(
                world.scope(world.member(there.council, role)), party=own, answers={"own_plan": "B"}, version=1
            )
    assert parties.change(there.team, party=own, answers={"own_plan": "B"}, version=1).own_plan == "B"


def test_a_steward_that_took_its_entry_out_no_longer_keeps_the_joint_record(here: SimpleNamespace) -> None:
    joint = here.entry.partnership
    entering.withdraw_entry(here.team, involvement=here.entry, version=here.entry.version, reason="Entered twice")
    with pytest.raises(NotAllowed, match="no part in this partnership"):
        joint_record.answer(
            here.team, partnership=joint, answers={"partnership.purpose": "Warmth"}, version=joint.version
        )


def test_who_does_not_keep_the_directory_is_told_who_does_before_an_account_is_named(here: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed, match=r"Only these roles may do this: .*lead officer"):
        permissions.check_can_link_account(here.reader)
    with pytest.raises(NotAllowed, match="Only the partnership team may say which account"):
        permissions.check_can_link_account(here.lead)


def test_the_council_that_keeps_an_organisations_name_does_not_let_everybody_change_it(here: SimpleNamespace) -> None:
    row = organisations.record(here.team, new=New("Hope Clinics"))
    with pytest.raises(NotAllowed, match="Only these roles may do this"):
        organisations.change(here.reader, organisation=row, version=row.version, new=New("Hope"))
    assert organisations.change(here.lead, organisation=row, version=row.version, new=New("Hope")).sort_name == "hope"


def test_the_history_of_an_entry_is_its_officers_and_of_those_who_see_all(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    another = replace(here.reader, roles=frozenset({"lead_officer"}))
    assert ownership.can_see_history(here.lead, here.entry)
    assert ownership.can_see_history(here.team, here.entry)
    for scope, words in (
        (here.reader, "Only these roles may do this"),
        (another, "only of the partnerships that you"),
        (there.team, "another council"),
    ):
        with pytest.raises(NotAllowed, match=words):
            ownership.check_can_see_history(scope, here.entry)


def test_who_may_find_a_partnership_is_said_by_the_council_alone_that_keeps_the_joint_record(
    here: SimpleNamespace, there: SimpleNamespace
) -> None:
    joint = opened(here)
    entering.join(there.team, partnership=joint, entered_on=TODAY)
    with pytest.raises(NotAllowed, match="Only Ashford Council keeps"):
        joint_record.open_to(there.team, partnership=joint, version=joint.version, whom="nobody")
    assert Partnership.objects.get(pk=joint.pk).open_to == "all"
