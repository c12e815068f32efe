"""What bodies decided is put down by the clerk; and every start of every edition's routes can be gone."""

from datetime import timedelta

import pytest
from tests import world
from tests.answers.filling import judged
from tests.approvals.conftest import Here
from tests.approvals.deciding import fresh

from concordat.approvals import acting, opening, queries
from concordat.approvals.acting import Said
from concordat.approvals.models import Matter, Papers
from concordat.judgements import judging
from concordat.library import shelf
from concordat.protocol.vocabulary import STARTS
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.slow

EXECUTIVE = "accountable-body.executive"


@pytest.fixture
def before_them(here: Here) -> tuple[Matter, Papers]:
    """Something that the Executive is to approve."""
    judged(here.lead, here.row)
    judging.judge(
        here.senior, involvement=here.row, name="executive_must_approve", answer=True, reason="The sum is large"
    )
    matter = opening.open_matter(here.lead, involvement=here.row, start="accountable_body")
    return matter, opening.send(here.lead, matter=matter, version=matter.version)


def test_the_clerk_records_what_a_body_decided_with_the_day_and_the_minute(
    here: Here, before_them: tuple[Matter, Papers]
) -> None:
    matter, papers = before_them
    on = here.clerk.on
    assert [(item.row.task, item.how) for item in queries.waiting_for(here.clerk)] == [(EXECUTIVE, "record")]
    assert queries.waiting_for(here.lead) == []

    def put_down(scope: object, **said: object) -> object:
        return acting.record(scope, matter=matter, task=EXECUTIVE, papers=papers, said=Said("given", **said))  # type: ignore[arg-type]

    with pytest.raises(NotAllowed, match="The clerk records"):
        put_down(here.senior, day=on, minute="E/12")
    for said, why in (
        ({"minute": "E/12"}, "Enter the day of the meeting"),
        ({"day": on + timedelta(days=1), "minute": "E/12"}, "cannot be in the future"),
        ({"day": on - timedelta(days=1), "minute": "E/12"}, "not before the meeting"),
        ({"day": on, "minute": " "}, "Enter the minute"),
    ):
        with pytest.raises(CannotDo, match=why):
            put_down(here.clerk, **said)
    done = put_down(here.clerk, day=on, minute="E/12")
    assert (done.acting_as, done.minute, done.by, done.recorded_by_id) == (  # type: ignore[attr-defined]
        "executive", "E/12", None, here.clerk.user_id,
    )  # fmt: skip
    assert fresh(matter).ended == "done"


def test_what_nobody_has_to_approve_is_not_opened(here: Here) -> None:
    judged(here.lead, here.row)
    judging.judge(here.senior, involvement=here.row, name="executive_must_approve", answer=False, reason="Small sums")
    with pytest.raises(CannotDo, match="asks nobody") as refused:
        opening.open_matter(here.lead, involvement=here.row, start="accountable_body")
    assert refused.value.items == ["It was judged not to need the Executive."]


def test_where_it_is_not_known_who_is_asked_the_facts_are_named(here: Here) -> None:
    judged(here.lead, here.row)
    matter = opening.open_matter(here.lead, involvement=here.row, start="accountable_body")
    with pytest.raises(CannotDo, match="not known yet who") as refused:
        opening.send(here.lead, matter=matter, version=matter.version)
    assert len(refused.value.items) == 1
    assert [(item.how, item.row.state) for item in queries.waiting_for(here.lead)] == [("send", "to_be_settled")]


def test_where_nobody_is_left_to_be_asked_sending_it_in_ends_it(here: Here) -> None:
    judged(here.lead, here.row)
    matter = opening.open_matter(here.lead, involvement=here.row, start="accountable_body")
    judging.judge(here.senior, involvement=here.row, name="executive_must_approve", answer=False, reason="Small sums")
    opening.send(here.lead, matter=matter, version=matter.version)
    assert fresh(matter).ended == "done"


def starts() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for shelved in shelf.editions():
        edition = world.cached_library(shelved.id)[0]
        asked = {start for route in edition.routes for start in route.starts}
        found += [(shelved.id, start) for start in STARTS if start in asked]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("edition", "start"), starts())
def test_every_start_of_every_edition_waits_for_somebody_who_can_be_named(edition: str, start: str) -> None:
    council = world.council("everyplace", edition)
    row, scope = world.involvement(council, involvement__applied_by_choice=True), world.command(council)
    matter = opening.open_matter(
        scope, involvement=row, start=start, changed=["scope", "members"] if start == "change" else [], reason="Why"
    )
    waiting = queries.waiting(row)
    assert waiting, (edition, start)
    assert {item.state for item in waiting} <= {"waits", "not_sent", "to_be_settled"}
    assert matter.ended == ""
