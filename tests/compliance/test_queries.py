"""What lists ask: counts, what is due, what to answer next, and what another edition would mean."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.compliance import making
from tests.compliance.making import TODAY, answer, enter

from concordat.compliance import preview, queries, standing
from concordat.compliance.models import Segment
from concordat.compliance.questions import questions
from concordat.compliance.standing import standing_on
from concordat.councils.scope import Scope
from concordat.protocol.rules import prepare
from concordat.register import hooks, parties, record, responsibilities
from concordat.register.models import Involvement
from concordat.register.organisations import New

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Any:
    with making.day(monkeypatch, TODAY):
        yield


def test_counts_are_those_of_the_standing() -> None:
    scope = making.council()
    rows = [enter(scope), enter(scope, "Warm homes", involvement__stage="operating")]
    counts = queries.tallies(scope, [row.pk for row in rows])
    for row in rows:
        found = standing_on(scope, row, TODAY)
        assert found is not None
        assert counts[row.pk] == found.counts == Counter(line.status for line in found.lines)


def test_counts_are_of_ones_own_council_only() -> None:
    scope, elsewhere = making.council(), making.council("borrowdale")
    row = enter(scope)
    assert queries.tallies(elsewhere, [row.pk]) == {}
    assert list(queries.having(elsewhere, Involvement.objects.all(), "not known")) == []


def test_counts_take_as_many_queries_for_six_as_for_two() -> None:
    scope = making.council()
    ids = [enter(scope, f"Partnership {number}").pk for number in range(6)]

    def asked(of: list[int]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(queries.tallies(scope, of)) == len(of)
        return len(captured)

    assert asked(ids) == asked(ids[:2])


def test_more_ids_than_one_query_may_name_are_counted_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    scope = making.council()
    ids = [enter(scope, f"Partnership {number}").pk for number in range(4)]
    some = queries.tallies(scope, ids[:3])
    monkeypatch.setattr(queries, "MOST_NAMED", 2)
    assert queries.tallies(scope, ids[:3]) == some


def test_the_register_can_be_narrowed_to_a_status() -> None:
    scope = making.council()
    one, _other = enter(scope, on=date(2025, 1, 1)), enter(scope, "Warm homes", on=date(2026, 6, 1))
    assert hooks.tallies.having is not None
    assert list(hooks.tallies.having(scope, Involvement.objects.all(), "overdue")) == [one]


class TestDue:
    """What is overdue or falls due, for the home page."""

    def test_the_earliest_comes_first_with_who_sees_to_it(self) -> None:
        scope = making.council()
        late, later = enter(scope, on=date(2025, 1, 1)), enter(scope, "Warm homes", on=date(2025, 12, 1))
        found = queries.due(scope, TODAY + timedelta(days=30))
        shown = [(item.involvement, item.duty, item.status, item.due_on, item.owner) for item in found.items]
        assert (
            shown
            == [
                (None, "overview", "overdue", date(2025, 1, 1), ""),
                (late, "reviewed", "overdue", date(2026, 1, 1), "Link officer"),
                (later, "reviewed", "due by", date(2026, 12, 1), "Link officer"),
            ][1:]
        )  # the overview does not apply: no stage is operating
        assert (found.total, found.waiting, found.items[0].words) == (2, 0, "It is reviewed")

    def test_the_councils_own_duties_stand_with_them(self) -> None:
        scope = making.council()
        enter(scope, involvement__stage="operating", on=date(2026, 11, 1))
        assert [(item.involvement, item.duty) for item in queries.due(scope, TODAY).items] == [(None, "overview")]

    def test_what_falls_due_after_the_day_is_left_out(self) -> None:
        scope = making.council()
        enter(scope, on=date(2025, 12, 1))
        assert queries.due(scope, date(2026, 11, 30)).total == 0
        assert queries.due(scope, date(2026, 12, 1)).total == 1

    def test_ones_own_are_those_that_one_answers_for(self) -> None:
        scope = making.council()
        member = world.member(scope.council, "lead_officer")
        mine = enter(scope, on=date(2025, 1, 1))
        enter(scope, "Warm homes", on=date(2025, 1, 1))
        officer = world.person(scope.council, of_user=member.user)
        responsibilities.give(scope, involvement=mine, role="lead_officer", answers={"person": officer})
        found = queries.due(world.scope(member), TODAY, own=True)
        assert [item.involvement for item in found.items] == [mine]

    def test_no_more_than_asked_for_are_listed_and_all_are_counted(self) -> None:
        scope = making.council()
        for number in range(4):
            enter(scope, f"Partnership {number}", on=date(2025, 1, 1))
        found = queries.due(scope, TODAY, most=3)
        assert (len(found.items), found.total) == (3, 4)

    def test_it_takes_as_many_queries_for_six_as_for_two(self) -> None:
        few, many = making.council(), making.council("borrowdale")
        for number in range(6):
            enter(many, f"Partnership {number}", on=date(2025, 1, 1))
            if number < 2:
                enter(few, f"Partnership {number}", on=date(2025, 1, 1))

        def asked(scope: Scope) -> int:
            with CaptureQueriesContext(connection) as captured:
                queries.due(scope, TODAY)
            return len(captured)

        assert asked(many) == asked(few)


class TestQuestions:
    """What to answer next."""

    def test_what_the_nearest_gate_waits_for_comes_first_with_clause_and_place(self) -> None:
        scope = making.council()
        row = enter(scope)
        first, *rest = questions(scope, row)
        assert (first.fact, first.clauses) == ("partnership.purpose", ("1",))
        assert first.gate == "The partnership is entered and starts"
        assert (first.place, first.args) == ("partnership_joint_edit", ("purpose",))
        asked = [question.fact for question in rest]
        assert asked.index("involvement.stage") < asked.index("gates.start_on")
        assert {"responsibilities", "partners"} <= set(asked)

    def test_there_are_five_at_most(self) -> None:
        scope = making.scope_of(world.council("dunmore", "bolsover/2009"))
        row = enter(scope)
        assert len(questions(scope, row)) == 5
        assert len(questions(scope, row, most=3)) == 3

    def test_what_is_answered_even_by_not_known_is_not_asked_again(self) -> None:
        scope = making.council()
        row = enter(scope, partnership__purpose=None, involvement__stage="operating")
        assert not {"partnership.purpose", "involvement.stage"} & {found.fact for found in questions(scope, row, 20)}

    def test_a_list_is_asked_for_until_it_is_said_to_be_complete(self) -> None:
        scope = making.council()
        row = enter(scope)
        parties.add(scope, partnership=row.partnership, organisation=New("River Trust"), answers={"contact": "Ann"})
        assert "The partners: are these all?" in [found.words for found in questions(scope, row, 20)]
        record.say_complete(scope, involvement=making.fresh(row), version=making.fresh(row).version, complete=True)
        assert "responsibilities" not in [found.fact for found in questions(scope, making.fresh(row), 20)]

    def test_who_may_not_answer_is_not_asked(self) -> None:
        scope = making.council()
        row = enter(scope)
        assert questions(world.scope(world.member(scope.council, "auditor")), row) == []
        officer = world.scope(world.member(scope.council, "lead_officer", name="Sam Hill"))
        assert questions(officer, row) == [], "it is not this officer's partnership"


def test_a_new_edition_is_shown_with_the_counts_now_and_then() -> None:
    scope = making.council()
    row = enter(scope)
    answer(scope, row, involvement__stage="operating")
    rules = prepare(making.edition(making.DUTIES.replace("review_months}", "months_new}"), making.HEAD.replace("review_months", "months_new").replace("12", "6")))  # fmt: skip
    (shown,) = preview.preview(scope, rules, TODAY)
    assert (shown["name"], shown["reference"]) == ("Clean rivers", row.reference)
    assert shown["now"] == queries.tallies(scope, [row.pk])[row.pk]
    assert (shown["now"].get("overdue"), shown["then"].get("overdue")) == (None, 1)


def test_a_preview_writes_nothing() -> None:
    scope = making.council()
    row = enter(scope)
    before = making.stored(row)
    preview.preview(scope, prepare(making.edition()), TODAY)
    assert making.stored(row) == before
    assert Segment.objects.count() == len(before)
    assert standing.council_standing(scope)
