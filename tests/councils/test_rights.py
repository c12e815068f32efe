"""What a council's own people and its neighbours' are refused in administration."""

from datetime import timedelta

import pytest
from tests import world

from concordat.councils import away, handover, permissions, plan, preview
from concordat.councils.models import Council
from concordat.history import clock
from concordat.protocol.rules import prepare
from concordat.ui.refusals import NotAllowed

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def council() -> Council:
    return world.council(edition=None)


@pytest.fixture
def elsewhere() -> Council:
    return world.council("barton", edition=None)


def test_who_may_not_see_the_settings_sees_not_what_an_adoption_would_mean(council: Council) -> None:
    rules = prepare(world.cached_library(world.EDITION)[0])
    member = world.scope(world.member(council, "councillor"))
    assert preview.preview(member, rules=rules, from_=TODAY).before is None
    with pytest.raises(NotAllowed, match="Only these roles may do this"):
        preview.preview(world.scope(world.member(council)), rules=rules, from_=TODAY)


def test_the_right_to_see_settings_ends_at_the_councils_own(council: Council, elsewhere: Council) -> None:
    reader = world.scope(world.member(council, "councillor"))
    own, theirs = (plan.add_aim(world.command(of), words="Clean air", from_=TODAY) for of in (council, elsewhere))
    assert permissions.can_see_settings(reader, own)
    assert not permissions.can_see_settings(reader, theirs)


def test_the_right_to_keep_settings_ends_at_the_councils_own(council: Council, elsewhere: Council) -> None:
    theirs = plan.add_aim(world.command(elsewhere), words="Clean air", from_=TODAY)
    with pytest.raises(NotAllowed, match="another council"):
        plan.end_aim(world.command(council), aim=theirs, version=theirs.version, until=TODAY)


def test_the_history_of_people_and_organisations_takes_the_right_to_see_all_of_it(council: Council) -> None:
    everybodys, own, none = (
        world.scope(world.member(council, role)) for role in ("auditor", "lead_officer", "councillor")
    )
    assert permissions.can_see_history(everybodys)
    with pytest.raises(NotAllowed, match="the partnerships that you are responsible for"):
        permissions.check_can_see_history(own)
    with pytest.raises(NotAllowed, match=r"Only these roles may do this: .*auditor"):
        permissions.check_can_see_history(none)


def test_what_another_councils_people_have_to_hand_over_is_not_shown(council: Council, elsewhere: Council) -> None:
    stranger = world.member(elsewhere, "finance")
    with pytest.raises(NotAllowed, match="another council"):
        handover.held_by(world.command(council), stranger)


def test_who_has_no_part_in_absences_does_not_tell_of_their_own(council: Council) -> None:
    auditor = world.member(council, "auditor")
    with pytest.raises(NotAllowed, match="Only these roles may do this"):
        away.tell_absence(world.scope(auditor), membership=auditor, from_=TODAY, until=TODAY + timedelta(days=1))
