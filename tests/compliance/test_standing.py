"""The standing of a day: today's from the records, a past day's as it was known at its end."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from tests import world
from tests.compliance import making
from tests.compliance.making import ENTERED, TODAY, answer, enter

from concordat.compliance import pieces, standing
from concordat.compliance.models import Segment
from concordat.compliance.standing import standing_on
from concordat.councils import given_settings
from concordat.protocol.values import NotApplicable
from concordat.register import entering, gates, joint_record, record
from concordat.register.models import Involvement, JudgedUnder
from concordat.ui.refusals import CannotDo, NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Any:
    with making.day(monkeypatch, TODAY):
        yield


def on(scope: Any, row: Involvement, day: date = TODAY) -> dict[str, str]:
    """The statuses of a day by duty."""
    found = standing_on(scope, row, day)
    assert found is not None
    return {f"{line.duty.id}/{line.row}".rstrip("/"): line.status for line in found.lines}


def test_a_line_says_what_why_under_which_clause_and_who_sees_to_it() -> None:
    scope = making.council()
    found = standing_on(scope, enter(scope), TODAY)
    assert found is not None
    line = next(line for line in found.lines if line.duty.id == "purpose")
    assert (line.duty.clause, line.status, line.owner) == ("1", "not known", "Link officer")
    assert (line.duty.stage, line.duty.principles, line.duty.before) == ("initiating", ["openness"], "start")
    assert "what it exists" not in line.because[0].says
    assert line.because[0].fact == "partnership.purpose"


def test_the_councils_own_duties_stand_apart() -> None:
    scope = making.council()
    row = enter(scope, involvement__stage="operating")
    assert not {"keeper", "overview"} & on(scope, row).keys()
    own = {account.duty.id: account.status for account in standing.council_standing(scope)[1]}
    assert own == {"keeper": "not known", "overview": "overdue"}


def test_a_council_duty_that_asks_of_its_partnerships_reads_the_register() -> None:
    scope = making.council()
    enter(scope, involvement__stage="initiating")
    assert {a.duty.id: a.status for a in standing.council_standing(scope)[1]}["overview"] == "not applicable"


def test_a_council_that_adopted_nothing_has_no_duties() -> None:
    assert standing.council_standing(making.scope_of(world.council("emptyham", None))) == (None, ())


def test_the_standing_of_a_past_day_is_what_was_known_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    before, then = TODAY - timedelta(days=2), TODAY - timedelta(days=1)
    with making.day(monkeypatch, before):
        scope = making.council()
        row = enter(scope)
    with making.day(monkeypatch, then, time(23, 59)):
        row = answer(scope, row, involvement__stage="operating")
    scope = making.scope_of(scope.council)
    row = answer(scope, row, involvement__stage=None)
    assert [on(scope, row, day)["stage"] for day in (before, then, TODAY)] == ["not known", "met", "not known"]


def test_a_correction_changes_today_and_no_past_day(monkeypatch: pytest.MonkeyPatch) -> None:
    then = TODAY - timedelta(days=30)
    with making.day(monkeypatch, then):
        scope = making.council()
        row = enter(scope)
    scope = making.scope_of(scope.council)
    record.answer(
        scope, involvement=row, version=row.version, answers={"involvement.stage": "operating"},
        correction=True, reason="It always was",
    )  # fmt: skip
    assert (on(scope, making.fresh(row), then)["stage"], on(scope, making.fresh(row))["stage"]) == ("not known", "met")


def test_a_setting_that_was_planned_counts_in_the_standing_of_a_past_day(monkeypatch: pytest.MonkeyPatch) -> None:
    with making.day(monkeypatch, date(2026, 1, 10)):
        scope = making.council()
        row = enter(scope)
        given_settings.give_setting(scope, setting="review_months", value=1, from_=date(2026, 3, 1))
    scope = making.scope_of(scope.council)
    days = [date(2026, 2, 28), date(2026, 3, 1)]
    assert [on(scope, row, day)["reviewed"] for day in days] == ["met", "overdue"]


def test_an_edition_that_was_planned_is_read_from_its_day_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with making.day(monkeypatch, date(2026, 1, 10)):
        scope = making.council()
        row = enter(scope)
        making.adopt(scope, date(2026, 6, 1), making.DUTIES.replace("id: stage,", "id: which-stage,"))
    scope = making.scope_of(scope.council)
    assert "stage" in on(scope, row, date(2026, 5, 31))
    assert "which-stage" in on(scope, row, date(2026, 6, 1))
    assert "which-stage" in on(scope, row)
    of_day = Segment.objects.filter(involvement=row, duty__in=["stage", "which-stage"]).order_by("from_day")
    assert [(found.duty, found.until) for found in of_day] == [("stage", date(2026, 6, 1)), ("which-stage", None)]


def test_settings_are_read_as_the_edition_that_counts_for_the_partnership_declares_them() -> None:
    scope = making.council()
    row = enter(scope)
    given_settings.give_setting(scope, setting="review_months", value=6, from_=TODAY)
    making.adopt(
        scope,
        TODAY,
        making.DUTIES,
        making.HEAD.replace("default: 12", "default: 24") + "  other: {type: yes_no, words: Other}\n",
    )
    JudgedUnder.objects.filter(involvement=row)
    (facts,) = pieces.facts_of([making.fresh(row)], TODAY).values()
    assert facts["setting.review_months"] == 6


def test_nothing_was_known_before_a_partnership_was_entered_in_the_register() -> None:
    scope = making.council()
    assert standing_on(scope, enter(scope), TODAY - timedelta(days=1)) is None


def test_a_day_that_has_not_come_has_no_standing() -> None:
    scope = making.council()
    with pytest.raises(CannotDo, match="has not come"):
        standing_on(scope, enter(scope), TODAY + timedelta(days=1))


def test_another_councils_partnership_is_not_shown() -> None:
    scope, elsewhere = making.council(), making.council("borrowdale")
    with pytest.raises(NotAllowed):
        standing_on(elsewhere, enter(scope), TODAY)


def test_the_stored_segments_say_what_the_records_say_on_every_day_of_two_years() -> None:
    scope = making.council()
    row = enter(scope, partnership__purpose="To clean rivers")
    given_settings.give_setting(scope, setting="review_months", value=6, from_=date(2027, 1, 15))
    for days in range(0, 730, 13):
        day = TODAY + timedelta(days=days)
        now = {
            f"{line.duty.id}/{line.finding.row}".rstrip("/"): line.status
            for line in standing.statuses_now([row], day)[row.pk]
        }
        assert making.statuses(row, day) == now, day


class TestGates:
    """A gate of the register asks here what keeps it shut."""

    def test_it_is_shut_by_what_is_outstanding_before_it(self) -> None:
        scope = making.council()
        row = enter(scope)
        with pytest.raises(CannotDo) as refused:
            gates.pass_gate(scope, involvement=row, gate="start", on=TODAY, version=row.version)
        assert refused.value.items == ["It is known what it is for (1: not known)"]

    def test_it_opens_once_nothing_is(self) -> None:
        scope = making.council()
        row = enter(scope, partnership__purpose="To clean rivers")
        assert gates.outstanding("start", row, TODAY) == []
        row = gates.pass_gate(scope, involvement=row, gate="start", on=TODAY, version=row.version)
        assert row.start_on == TODAY

    def test_where_no_edition_tells_it_stays_shut(self) -> None:
        scope = making.council()
        row = enter(scope)
        with pytest.raises(CannotDo, match="No protocol was in force"):
            gates.outstanding("start", row, ENTERED - timedelta(days=1))

    def test_its_day_is_the_day_by_which_what_is_before_it_is_due(self) -> None:
        scope = making.council()
        row = enter(scope)
        row = answer(scope, row, gates__start_on=TODAY + timedelta(days=10))
        assert making.statuses(row)["purpose"] == "not known"
        assert making.statuses(row, TODAY + timedelta(days=11))["purpose"] == "overdue"


def test_what_is_not_applicable_settles_a_duty() -> None:
    scope = making.council()
    row = enter(scope)
    joint_record.answer(
        scope, partnership=row.partnership, version=row.partnership.version,
        answers={"partnership.purpose": NotApplicable("It winds up")}, reason="Said",
    )  # fmt: skip
    assert on(scope, making.fresh(row))["purpose"] == "met"


def test_where_nobody_has_screened_and_nobody_chose_everything_is_not_known() -> None:
    scope = making.council()
    row = enter(scope, involvement__applied_by_choice=False)
    assert set(on(scope, row).values()) == {"not known"}


def test_an_edition_that_asks_one_partnership_of_all_is_answered_from_the_register() -> None:
    duties = """
- {id: few, clause: "1", words: There are few like it, strength: must, kind: holds,
   holds: {not: {some: involvements, where: {fact: this.stage, in: [exiting]}}}}
"""
    scope = making.council("cranford", duties)
    one = enter(scope, involvement__stage="operating")
    other = enter(scope, "Warm homes", involvement__stage="operating")
    assert making.statuses(one)["few"] == "met"
    answer(scope, other, involvement__stage="exiting")
    assert making.statuses(one)["few"] == "not met"
    entering.withdraw_entry(scope, involvement=making.fresh(other), version=making.fresh(other).version, reason="Twice")
    assert making.statuses(one)["few"] == "met"
