"""As an act closes, what it reaches is evaluated, and nothing else."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from tests.compliance import making
from tests.compliance.making import TODAY, answer, enter, sheets, statuses, stored

from concordat.compliance import bell, queries, segments, worker
from concordat.compliance import sheets as sheet_rules
from concordat.compliance.models import FactSheet, Segment, Stale
from concordat.councils import given_settings
from concordat.councils import services as councils
from concordat.councils.scope import Scope
from concordat.history import sealed
from concordat.history.acts import act
from concordat.history.models import Detail, Event
from concordat.history.recorded import Recorded, Unrecorded
from concordat.register import entering, joint_record, organisations, parties
from concordat.register.models import Involvement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Any:
    with making.day(monkeypatch, TODAY):
        yield


def describe_purpose(scope: Scope, row: Involvement, purpose: str = "To clean rivers") -> None:
    row = making.fresh(row)
    joint_record.answer(
        scope,
        partnership=row.partnership,
        version=row.partnership.version,
        answers={"partnership.purpose": purpose},
        reason="Agreed",
    )


def test_entering_a_partnership_leaves_its_first_sheet_and_its_segments() -> None:
    row = enter(making.council())
    (sheet,) = sheets(row)
    assert (sheet.number, sheet.day, sheet.adoption_id) == (1, TODAY, row.judged_under.get().adoption_id)
    assert statuses(row)["purpose"] == "not known"
    assert "keeper" not in statuses(row), "the council's own duties stand in no partnership"


def test_a_sheet_whose_text_was_altered_is_told_where_the_record_is_checked() -> None:
    row = enter(making.council())
    assert list(sealed.faults()) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE compliance_factsheet SET facts = '{}'")
    assert list(sealed.faults()) == [f"Fact sheet 1 of involvement {row.pk} is not what was recorded."]


def test_an_answer_appends_a_sheet_and_changes_the_segments_that_read_it() -> None:
    scope = making.council()
    row = enter(scope)
    before = set(Segment.objects.values_list("pk", "duty"))
    row = answer(scope, row, involvement__stage="operating")
    assert [sheet.number for sheet in sheets(row)] == [1, 2]
    assert statuses(row)["stage"] == "met"
    gone = {duty for _pk, duty in before - set(Segment.objects.values_list("pk", "duty"))}
    assert gone == {"stage"}, "only rows that differ are written"


def test_an_act_that_changes_no_fact_appends_no_sheet() -> None:
    scope = making.council()
    row = enter(scope)
    with act(scope.actor, "Renumbered", scope.council.scope):
        row.own_reference = "A 7"
        row.save()
    assert len(sheets(row)) == 1


def test_a_change_to_one_partnership_evaluates_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    scope = making.council()
    one, _other = enter(scope), enter(scope, "Warm homes")
    seen: list[str] = []
    monkeypatch.setattr(bell, "evaluate", lambda rows, at: seen.extend(row.partnership.name for row in rows))
    answer(scope, one, involvement__stage="operating")
    assert seen == ["Clean rivers"]


def test_a_setting_reaches_every_partnership_of_the_council_and_none_of_another() -> None:
    scope, elsewhere = making.council(), making.council("borrowdale")
    rows = [enter(scope), enter(scope, "Warm homes")]
    theirs = enter(elsewhere, "Quiet roads")
    given_settings.give_setting(scope, setting="review_months", value=6, from_=TODAY)
    assert [len(sheets(row)) for row in [*rows, theirs]] == [2, 2, 1]
    assert [statuses(row)["reviewed"] for row in [*rows, theirs]] == ["overdue", "overdue", "due by"]


def test_a_setting_planned_for_later_counts_from_its_day_without_anybodys_act() -> None:
    scope = making.council()
    row = enter(scope, on=date(2026, 10, 1))
    given_settings.give_setting(scope, setting="review_months", value=2, from_=date(2027, 1, 1))
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)]
    assert [statuses(row, day)["reviewed"] for day in days] == ["met", "overdue", "overdue"]


def test_a_joint_change_lands_in_another_councils_own_chain_as_the_systems() -> None:
    scope, partner = making.council(), making.council("borrowdale")
    ours = enter(scope)
    parties.add(scope, partnership=ours.partnership, organisation=organisation_of(partner))
    theirs = entering.join(
        partner,
        partnership=ours.partnership,
        entered_on=making.ENTERED,
        answers={"involvement.applied_by_choice": True},
    )
    theirs = making.fresh(theirs)
    before = len(sheets(theirs))
    describe_purpose(scope, ours)
    assert len(sheets(theirs)) == before + 1
    event = Event.objects.filter(scope=partner.council.scope).order_by("-number")[0]
    assert '"actor":"system"' in event.body
    assert scope.actor.id not in event.body
    assert statuses(theirs)["purpose"] == "met"


def broken(scope: Scope, row: Recorded) -> None:
    """An act that saves a row and then fails."""

    def fail() -> None:
        with act(scope.actor, "Broken", scope.council.scope):
            row.save()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def organisation_of(scope: Scope) -> Any:
    with act(scope.actor, "Put on record", scope.council.scope):
        return organisations.of_council(scope.council)


def test_a_withdrawn_entry_has_no_segments_and_no_further_sheet() -> None:
    scope = making.council()
    row = enter(scope)
    entering.withdraw_entry(scope, involvement=row, version=row.version, reason="Entered twice")
    assert not Segment.objects.filter(involvement=row).exists()
    assert len(sheets(row)) == 1


def test_what_the_record_keeps_of_a_sheet_is_its_digest_and_not_its_text() -> None:
    row = enter(making.council())
    (sheet,) = sheets(row)
    (kept,) = Detail.objects.filter(model="compliance.factsheet", object=str(sheet.pk))
    assert sheet.digest in kept.values
    assert "applied_by_choice" not in kept.values
    assert list(sheet_rules.breaks()) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE compliance_factsheet SET facts = '[]'")
    assert len(list(sheet_rules.breaks())) == 1


def test_a_sheet_is_neither_changed_nor_taken_out() -> None:
    scope = making.council()
    (sheet,) = sheets(enter(scope))
    with act(scope.actor, "Tampered", scope.council.scope), pytest.raises(Unrecorded, match="never changed"):
        sheet.save()
    with act(scope.actor, "Tampered", scope.council.scope), pytest.raises(Unrecorded, match="never taken out"):
        sheet.delete()


def test_an_act_that_fails_leaves_neither_sheet_nor_segment() -> None:
    scope = making.council()
    row = enter(scope)
    before = stored(row)
    row.set_answer("stage", "operating")
    broken(scope, row)
    assert (stored(row), len(sheets(row))) == (before, 1)


class TestMoreThanCanWait:
    """An act that reaches more than can be evaluated while somebody waits."""

    @pytest.fixture
    def scope(self, monkeypatch: pytest.MonkeyPatch) -> Scope:
        scope = making.council()
        for number in range(5):
            enter(scope, f"Partnership {number}")
        monkeypatch.setattr(bell, "AT_ONCE", 3)
        monkeypatch.setattr(worker, "A_CHUNK", 2)
        return scope

    @staticmethod
    def run_tasks() -> int:
        done = 0
        for task in DBTaskResult.objects.order_by("enqueued_at"):
            done += task.task.func(*task.args_kwargs["args"])
        return done

    def test_it_is_marked_and_left_to_the_worker_in_chunks(self, scope: Scope) -> None:
        given_settings.give_setting(scope, setting="review_months", value=6, from_=TODAY)
        assert (Stale.objects.count(), FactSheet.objects.count()) == (5, 5)
        assert [len(task.args_kwargs["args"][1]) for task in DBTaskResult.objects.order_by("enqueued_at")] == [2, 2, 1]

    def test_meanwhile_lists_show_what_is_so_now(self, scope: Scope) -> None:
        given_settings.give_setting(scope, setting="review_months", value=6, from_=TODAY)
        rows = list(Involvement.objects.all())
        assert {counts["overdue"] for counts in queries.tallies(scope, [row.pk for row in rows]).values()} == {1}
        assert set(queries.having(scope, Involvement.objects.all(), "overdue")) == set(rows)
        assert {item.duty for item in queries.due(scope, TODAY).items if item.involvement} == {"reviewed"}

    def test_the_worker_brings_it_up_to_date_as_of_the_act(self, scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
        given_settings.give_setting(scope, setting="review_months", value=6, from_=TODAY)
        with making.day(monkeypatch, date(2026, 11, 22)):
            assert self.run_tasks() == 5
        assert not Stale.objects.exists()
        assert {(sheet.number, sheet.day) for sheet in FactSheet.objects.filter(number=2)} == {(2, TODAY)}
        assert all(statuses(row)["reviewed"] == "overdue" for row in Involvement.objects.all())

    def test_running_it_again_changes_nothing(self, scope: Scope) -> None:
        given_settings.give_setting(scope, setting="review_months", value=6, from_=TODAY)
        self.run_tasks()
        before = (stored(*Involvement.objects.all()), FactSheet.objects.count(), Event.objects.count())
        assert self.run_tasks() == 0
        assert (stored(*Involvement.objects.all()), FactSheet.objects.count(), Event.objects.count()) == before

    def test_an_act_on_one_meanwhile_evaluates_it_and_leaves_the_rest_stale(self, scope: Scope) -> None:
        given_settings.give_setting(scope, setting="review_months", value=6, from_=TODAY)
        row = Involvement.objects.order_by("pk")[0]
        answer(scope, row, involvement__stage="operating")
        assert Stale.objects.count() == 4
        assert statuses(row)["reviewed"] == "overdue"

    def test_a_task_that_was_lost_can_be_asked_for_again(self, scope: Scope) -> None:
        given_settings.give_setting(scope, setting="review_months", value=6, from_=TODAY)
        DBTaskResult.objects.all().delete()
        assert worker.ask_again() == 5
        assert self.run_tasks() == 5

    def test_an_act_that_fails_marks_nothing_and_asks_for_nothing(self, scope: Scope) -> None:
        scope.council.set_answer("register_keeper", "Policy team")
        broken(scope, scope.council)
        assert not Stale.objects.exists()
        assert not DBTaskResult.objects.exists()


def test_evaluating_ten_takes_no_more_reading_than_evaluating_two() -> None:
    """Each sheet is an insertion of its own; all else is asked once."""

    def reads(scope: Scope) -> int:
        with CaptureQueriesContext(connection) as captured:
            given_settings.give_setting(scope, setting="review_months", value=6, from_=TODAY)
        return sum(query["sql"].startswith("SELECT") for query in captured.captured_queries)

    few, many = making.council(), making.council("borrowdale")
    for number in range(10):
        enter(many, f"Partnership {number}")
        if number < 2:
            enter(few, f"Partnership {number}")
    assert reads(many) == reads(few)


def test_rebuilding_gives_what_was_there() -> None:
    scope = making.council()
    rows = [enter(scope), enter(scope, "Warm homes")]
    answer(scope, rows[0], involvement__stage="operating")
    making.adopt(scope, date(2027, 4, 1), making.DUTIES.replace("months: 12", "months: 24"))
    given_settings.give_setting(scope, setting="review_months", value=6, from_=date(2027, 1, 1))
    before = stored(*rows)
    assert segments.rebuild() == len(before)
    assert stored(*rows) == before


def test_the_council_that_changes_its_own_answer_is_told_in_its_partnerships_sheets() -> None:
    scope = making.council()
    row = enter(scope)
    councils.answer(scope, answers={"register_keeper": "Policy team"}, version=scope.council.version)
    assert "Policy team" in sheets(row)[-1].facts
