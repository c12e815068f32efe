"""Which account is whose decides what is somebody's own, so not everybody may say it."""

import pytest
from tests import world

from concordat.register import people, permissions
from concordat.ui.refusals import NotAllowed

pytestmark = pytest.mark.django_db


def test_an_officer_cannot_make_an_account_somebody_and_so_their_own_work_anybodys() -> None:
    council = world.council()
    officer = world.member(council, "lead_officer")
    scope = world.scope(officer)
    with pytest.raises(NotAllowed, match="Only the partnership team"):
        people.record(scope, details=people.Details("Somebody", user=officer.user))
    somebody = people.record(scope, details=people.Details("Somebody"))
    with pytest.raises(NotAllowed):
        people.change(
            scope, person=somebody, version=somebody.version, details=people.Details("Somebody", user=officer.user)
        )
    assert not permissions.can_link_account(scope)


def test_the_partnership_team_can() -> None:
    council = world.council()
    officer = world.member(council, "lead_officer")
    team = world.scope(world.member(council, "partnership_team"))
    assert people.record(team, details=people.Details("Somebody", user=officer.user)).user == officer.user
