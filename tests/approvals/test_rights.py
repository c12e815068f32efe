"""Who may record for others, and say that a condition is met: asked of the rights themselves."""

import pytest
from tests import world
from tests.approvals.conftest import Here

from concordat.approvals import permissions
from concordat.approvals.models import Condition
from concordat.approvals.whose import Turn
from concordat.history import clock
from concordat.ui.refusals import NotAllowed


def turn(here: Here, *actors: str) -> Turn:
    """A step that asks these, of papers that nobody here sent in."""
    return Turn(world.cached_library(world.EDITION)[0], here.row.pk, actors, frozenset())


def test_a_clerk_records_what_a_body_did_in_their_own_council_alone(here: Here) -> None:
    permissions.check_can_record(here.clerk, here.row, turn(here, "executive"))
    there = world.scope(world.member(world.council("barford"), "clerk"))
    with pytest.raises(NotAllowed, match="another council"):
        permissions.check_can_record(there, here.row, turn(here, "executive"))


def test_what_a_role_is_asked_is_recorded_by_nobody_else(here: Here) -> None:
    for scope in (here.clerk, here.lead, here.team):
        with pytest.raises(NotAllowed, match="not recorded for others"):
            permissions.check_can_record(scope, here.row, turn(here, "head_of_service"))


def test_what_all_partners_did_is_recorded_by_those_whose_partnership_it_is(here: Here) -> None:
    permissions.check_can_record(here.lead, here.row, turn(here, "all_partners"))
    for scope in (here.director, here.clerk, here.reader):
        with pytest.raises(NotAllowed):
            permissions.check_can_record(scope, here.row, turn(here, "all_partners"))


def test_a_condition_is_met_when_those_say_so_whose_partnership_it_is(here: Here) -> None:
    condition = Condition(involvement=here.row)
    permissions.check_can_discharge(here.lead, condition)
    for scope in (here.director, here.clerk, here.reader):
        with pytest.raises(NotAllowed):
            permissions.check_can_discharge(scope, condition)


def test_a_matter_is_opened_by_those_alone_whose_partnership_it_is(here: Here) -> None:
    permissions.check_can_open(here.lead, here.row)
    for scope in (here.director, here.clerk, here.reader):
        with pytest.raises(NotAllowed):
            permissions.check_can_open(scope, here.row)


def test_what_a_role_is_asked_is_done_by_whoever_holds_it_in_this_council(here: Here) -> None:
    asked = turn(here, "chief_executive")
    council = here.row.council
    permissions.check_can_act(world.scope(world.member(council, "chief_executive")), here.row, asked)
    there = world.scope(world.member(world.council("barford"), "chief_executive"))
    for scope in (here.lead, here.clerk, here.reader, there):
        with pytest.raises(NotAllowed):
            permissions.check_can_act(scope, here.row, asked)


def test_of_an_entry_that_was_taken_out_nobody_decides_and_nobody_puts_anything_down(here: Here) -> None:
    here.row.withdrawn_at = clock.now()
    for check, scope, asked in (
        (permissions.check_can_act, here.chief, turn(here, "chief_executive")),
        (permissions.check_can_record, here.clerk, turn(here, "executive")),
        (permissions.check_can_record, here.lead, turn(here, "all_partners")),
    ):
        with pytest.raises(NotAllowed, match="taken out of the register"):
            check(scope, here.row, asked)
