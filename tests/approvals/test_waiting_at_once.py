"""Two acts at once on a partnership of two councils: what waits in it stands there once, however many an act reaches."""

from functools import partial
from typing import Any

import pytest
from tests import world
from tests.answers.filling import judged
from tests.approvals.conftest import LIMITED
from tests.approvals.deciding import sent
from tests.history import own_database as databases
from tests.history.conftest import migrated, own_database  # noqa: F401 - fixtures

from concordat.approvals import waiting
from concordat.approvals.models import Waiting
from concordat.compliance import bell
from concordat.register import joint_record, record
from concordat.register.known import known_of_many

pytestmark = pytest.mark.slow

ROUNDS = 3


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize(
    "at_once", [200, 1, 0], ids=["both evaluated", "the joint act left to the worker", "both left to the worker"]
)
def test_the_councils_part_and_the_joint_record_are_changed_at_once(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    council = world.council()
    lead = world.member(council, "lead_officer", name="Lee")
    scope = world.scope(lead)
    row = world.involvement(council, "River Forum", lead=world.person(council, "Lee", lead.user))
    judged(scope, row, **LIMITED)
    sent(scope, row, "entry", "score_sheet", "registration")
    other = world.council("borrowdale")
    row.partnership.refresh_from_db()
    world.joined(other, row.partnership, world.person(other, "Bea", world.member(other, "lead_officer").user))
    monkeypatch.setattr(bell, "AT_ONCE", at_once)
    monkeypatch.setattr("concordat.approvals.waiting.known_of_many", databases.slowly(known_of_many))

    def own(answers: dict[str, Any]) -> None:
        row.refresh_from_db()
        record.answer(scope, involvement=row, version=row.version, answers=answers)

    def joint(answers: dict[str, Any]) -> None:
        row.partnership.refresh_from_db()
        joint_record.answer(scope, partnership=row.partnership, version=row.partnership.version, answers=answers)

    for number in range(ROUNDS):
        answers = databases.together(
            partial(own, {"involvement.stage": ("operating", "reviewing")[number % 2]}),
            partial(joint, {"partnership.purpose": f"To clean {number} rivers"}),
        )
        assert answers == [None, None]
    before = rows()
    waiting.rebuild()
    assert before == rows()


def rows() -> list[tuple[Any, ...]]:
    """What waits, without the keys of its rows."""
    return sorted(Waiting.objects.values_list("matter", "task", "state", "since"))
