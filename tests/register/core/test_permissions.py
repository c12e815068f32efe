"""Who may do what: by role, for every entry or for one's own."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world

from concordat.councils.roles import ROLES, TABLE
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.register import permissions, responsibilities
from concordat.register.models import Responsibility
from concordat.ui.answers import BLANK
from concordat.ui.refusals import NotAllowed

TODAY = clock.today()


def as_(scope: Scope, role: str) -> Scope:
    return replace(scope, roles=frozenset({role}))


ASKED: dict[str, tuple[Any, Any]] = {
    "see_register": (permissions.can_see_register, lambda here: (here.entry,)),
    "enter_partnership": (permissions.can_enter, lambda here: ()),
    "keep_involvement": (permissions.can_keep_involvement, lambda here: (here.entry,)),
    "keep_joint": (permissions.can_keep_joint, lambda here: (here.entry.partnership,)),
    "keep_directory": (permissions.can_keep_directory, lambda here: (here.officer,)),
    "erase_person": (permissions.can_erase_person, lambda here: (here.officer,)),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("right", ASKED)
def test_each_role_may_do_what_the_table_says_and_no_more(here: SimpleNamespace, role: str, right: str) -> None:
    can, rows = ASKED[right]
    reach = TABLE[role].get(right)
    assert can(as_(here.lead, role), *rows(here)) is (reach is not None)  # Lee leads it: their own
    assert can(as_(here.reader, role), *rows(here)) is (reach == "any")  # Chris has no part in it


def test_one_keeps_their_own_from_the_day_they_are_responsible_and_until_it_ends(here: SimpleNamespace) -> None:
    row = Responsibility.objects.get(involvement=here.entry)
    for from_, until, own in (
        (TODAY, None, True),
        (TODAY + timedelta(days=1), None, False),
        (None, None, True),
        (TODAY - timedelta(days=9), TODAY, False),
    ):
        said = {"from": from_, "until": until or BLANK}
        row = responsibilities.correct(
            here.team, responsibility=row, version=row.version, answers=said, reason="Checked"
        )
        assert permissions.can_keep_involvement(here.lead, here.entry) is own


def test_a_deputy_keeps_what_the_absent_one_answers_for(here: SimpleNamespace) -> None:
    chris = replace(here.reader, roles=frozenset({"lead_officer"}))
    assert not permissions.can_keep_involvement(chris, here.entry)
    assert permissions.can_keep_involvement(
        replace(chris, acts_for=frozenset((user, "") for user in here.lead.people)), here.entry
    )


def test_a_deputy_for_one_role_keeps_what_is_held_in_that_role_alone(here: SimpleNamespace) -> None:
    chris = replace(here.reader, roles=frozenset({"lead_officer"}))
    for role, keeps in (("lead_officer", True), ("head_of_service", False)):
        deputy = replace(chris, acts_for=frozenset((user, role) for user in here.lead.people))
        assert permissions.can_keep_involvement(deputy, here.entry) is keeps


def test_the_system_and_the_command_answer_for_nothing_of_their_own(here: SimpleNamespace) -> None:
    command = replace(world.command(here.council), roles=frozenset({"lead_officer"}))
    assert not permissions.can_keep_involvement(command, here.entry)


def test_a_refusal_says_who_can(here: SimpleNamespace) -> None:
    stranger = replace(here.reader, roles=frozenset({"lead_officer"}))
    with pytest.raises(NotAllowed, match="The partnership team can change every one"):
        permissions.check_can_keep_involvement(stranger, here.entry)
    with pytest.raises(NotAllowed, match="Only these roles may do this: partnership team"):
        permissions.check_can_keep_involvement(here.reader, here.entry)


@pytest.mark.parametrize("right", [right for right in ASKED if right != "enter_partnership"])
def test_the_same_role_in_another_council_opens_nothing_here(
    here: SimpleNamespace, there: SimpleNamespace, right: str
) -> None:
    can, rows = ASKED[right]
    everything = replace(there.team, roles=frozenset(ROLES))
    assert not can(everything, *rows(here))
