"""Two who act on one step at once, and two who send in at once: one is first, and the other is told."""

import pytest
from tests import world
from tests.answers.filling import judged
from tests.approvals.conftest import LIMITED, SIGN_OFF
from tests.approvals.deciding import give, sent
from tests.history import own_database as databases
from tests.history.conftest import migrated, own_database  # noqa: F401 - fixtures

from concordat.approvals import queries
from concordat.ui.refusals import CannotDo

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("own_database")
def test_two_heads_of_service_sign_at_once_and_one_of_them_is_told_that_it_was_done() -> None:
    council = world.council()
    lead = world.member(council, "lead_officer", name="Lee")
    row = world.involvement(council, "River Forum", lead=world.person(council, "Lee", lead.user))
    heads = [world.scope(world.member(council, "head_of_service", name=name)) for name in ("Ann", "Bob")]
    judged(world.scope(lead), row, **LIMITED)
    matter, papers = sent(world.scope(lead), row, "entry", "score_sheet", "registration")
    found = databases.together(*(lambda head=head: give(head, matter, SIGN_OFF, papers) for head in heads))
    assert sorted(type(one).__name__ for one in found) == ["ActDone", "CannotDo"]
    (refused,) = [one for one in found if isinstance(one, CannotDo)]
    assert refused.message == "This was done already."
    assert len(queries.acts_of(matter)) == 1
    assert [item.task for item in queries.waiting(row)] == ["sign-off.received"]
