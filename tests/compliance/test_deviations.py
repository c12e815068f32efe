"""Deviations: what is allowed to be otherwise, by whom, with what on record, and until when."""

from datetime import timedelta
from typing import Any

import pytest
from tests import world
from tests.compliance import making
from tests.compliance.making import DUTIES, HEAD, TODAY, enter

from concordat.compliance import deviations, queries
from concordat.compliance.deviations import Why
from concordat.compliance.models import Deviation
from concordat.compliance.pieces import facts_of
from concordat.compliance.standing import standing_on
from concordat.councils.scope import Scope
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.django_db
RULE = """
deviations: {clause: "9", allowed_by: [director], needs: [guidance], at_most: 6}
"""
SOUND = Why("There is a sound reason", "Asked for and given")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Any:
    with making.day(monkeypatch, TODAY):
        yield


def place(rule: str = RULE) -> tuple[Scope, Scope, Involvement]:
    """A director, the partnership team and a partnership that lacks what it is for, under an edition with this rule."""
    council = world.council("ashford", None)
    team = making.scope_of(council)
    making.adopt(team, making.ADOPTED, DUTIES, HEAD + rule)
    director = world.scope(world.member(council, "director"))
    return director, team, enter(team)


def status(scope: Scope, row: Involvement, duty: str) -> str:
    """The status word of a duty today."""
    standing = standing_on(scope, making.fresh(row), scope.on)
    assert standing is not None
    return next(line.status for line in standing.lines if line.duty.id == duty)


def test_a_must_is_set_aside_by_whom_the_protocol_names_and_shown_so_everywhere() -> None:
    director, team, row = place()
    assert status(team, row, "purpose") == "not known"
    deviations.allow(director, involvement=row, duty="purpose", why=SOUND, until=TODAY + timedelta(days=30))
    assert status(team, row, "purpose") == "deviation until"
    assert queries.tallies(team, [row.pk])[row.pk]["deviation until"] == 1


def test_without_a_day_it_counts_as_long_as_the_protocol_has_it_at_most() -> None:
    director, team, row = place()
    deviations.allow(director, involvement=row, duty="purpose", why=SOUND)
    standing = standing_on(team, making.fresh(row), team.on)
    assert standing is not None
    assert next(line.until for line in standing.lines if line.duty.id == "purpose") == TODAY.replace(year=2027, month=5)


def test_nobody_else_sets_a_must_aside() -> None:
    _director, team, row = place()
    with pytest.raises(NotAllowed, match="The protocol gives this to"):
        deviations.allow(team, involvement=row, duty="purpose", why=SOUND)


def test_a_text_that_knows_no_deviation_allows_none() -> None:
    director, _team, row = place(rule="")
    with pytest.raises(CannotDo, match="knows no deviation"):
        deviations.allow(director, involvement=row, duty="purpose", why=SOUND)


@pytest.mark.parametrize(
    ("why", "more", "field"),
    [
        (Why("  ", "Given"), {}, "reason"),
        (Why("Sound"), {}, "guidance"),
        (SOUND, {"until": TODAY}, "until"),
    ],
)
def test_what_is_missing_is_said_at_its_place(why: Why, more: dict[str, Any], field: str) -> None:
    director, _team, row = place()
    with pytest.raises(CannotDo) as refused:
        deviations.allow(director, involvement=row, duty="purpose", why=why, **more)
    assert refused.value.field == field
    assert not Deviation.objects.exists()


def test_a_should_is_set_aside_by_a_reason_of_those_who_keep_the_record() -> None:
    director, team, row = place()
    deviations.allow(team, involvement=row, duty="contacts", why=Why("They meet each week"))
    assert status(team, row, "contacts") == "deviation until"
    with pytest.raises(NotAllowed):
        deviations.allow(director, involvement=row, duty="contacts", why=Why("So it is"))


@pytest.mark.parametrize("duty", ["nothing", "keeper"])
def test_only_a_duty_that_is_asked_of_a_partnership_can_be_set_aside(duty: str) -> None:
    _director, team, row = place()
    with pytest.raises(CannotDo, match="asks no such duty"):
        deviations.allow(team, involvement=row, duty=duty, why=SOUND)


def test_it_ends_on_the_day_that_is_said_and_only_once() -> None:
    director, team, row = place()
    made = deviations.allow(director, involvement=row, duty="purpose", why=SOUND)
    with pytest.raises(NotAllowed):
        deviations.end(team, deviation=made, version=made.version, until=TODAY)
    ended = deviations.end(director, deviation=made, version=made.version, until=TODAY)
    assert status(team, row, "purpose") == "not known"
    with pytest.raises(CannotDo, match="has ended"):
        deviations.end(director, deviation=ended, version=ended.version, until=TODAY)
    with pytest.raises(CannotDo, match="before it was allowed"):
        deviations.end(director, deviation=ended, version=ended.version, until=TODAY - timedelta(days=1))


def test_the_fact_is_blank_before_and_a_row_after() -> None:
    director, _team, row = place()
    assert deviations.DEVIATIONS not in facts_of([row], TODAY)[row.pk]
    made = deviations.allow(director, involvement=row, duty="purpose", why=SOUND)
    listed = facts_of([making.fresh(row)], TODAY)[row.pk][deviations.DEVIATIONS]
    assert listed == deviations.facts_of([row], TODAY)[row.pk][deviations.DEVIATIONS]
    (found,) = listed.rows  # type: ignore[union-attr]
    assert found == {
        "id": str(made.pk), "duty": "purpose", "reason": SOUND.reason, "from": TODAY, "allowed_by": "director",
        "guidance": SOUND.guidance,
    }  # fmt: skip
