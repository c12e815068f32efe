"""Passings: a gate was passed where somebody said so, and what they say and the day of the gate always agree."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world

from concordat.history import clock
from concordat.protocol.standing import Outstanding
from concordat.protocol.values import NotApplicable
from concordat.protocol.vocabulary import GATES
from concordat.register import gates, passings, record
from concordat.register.models import Involvement, Passing
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo

TODAY = clock.today()
DAY = timedelta(days=1)
PASSED_ON = TODAY - 5 * DAY
LEFT = Outstanding("board-signed", "4.2", "The board has signed it off", "overdue")
# What is outstanding on a day, as the tests below want it.
Left = Callable[[date], list[Outstanding]]


@pytest.fixture(autouse=True)
def left(monkeypatch: pytest.MonkeyPatch) -> dict[str, Left]:
    """What the provider will say of a day; nothing at first."""
    found: dict[str, Left] = {"on": lambda _: []}
    monkeypatch.setattr(gates, "provider", lambda gate, involvement, on: found["on"](on))
    return found


def now(here: SimpleNamespace) -> Involvement:
    return Involvement.objects.select_related("council", "partnership").get(pk=here.entry.pk)


def passed(here: SimpleNamespace, on: date = PASSED_ON, **more: Any) -> None:
    row = now(here)
    gates.pass_gate(here.team, involvement=row, gate="start", on=on, version=row.version, **more)


def said(here: SimpleNamespace, answer: Any, **more: Any) -> None:
    row = now(here)
    record.answer(here.team, involvement=row, answers={"gates.start_on": answer}, version=row.version, **more)


def agree(here: SimpleNamespace) -> bool:
    """Whether rows and facts say the same of every gate of what was not running before it was entered."""
    row = now(here)
    by_row = {gate: found.on for gate, found in passings.standing(row).items()}
    come = {one.gate for one in passings.come(row, TODAY)}
    days = {gate: day for gate in GATES if (day := passings.day_of(row, gate)) and day <= TODAY and gate not in come}
    return by_row == days == passings.passed(row)


@pytest.mark.parametrize("to", [PASSED_ON - DAY, PASSED_ON + DAY, TODAY])
@pytest.mark.parametrize("breach", [False, True])
def test_another_day_that_has_come_is_that_of_the_passing_too(
    here: SimpleNamespace, left: dict[str, Left], to: date, breach: bool
) -> None:
    left["on"] = lambda _: [LEFT] if breach else []
    passed(here, happened_all_the_same=breach, reason="Lapse")
    said(here, to, correction=True, reason="The minutes say so")
    [row] = passings.rows(here.entry)
    assert (row.on, row.is_breach, row.taken_back_on) == (to, breach, None)
    assert agree(here)


@pytest.mark.parametrize("to", [BLANK, None, NotApplicable("It never will"), TODAY + DAY])
@pytest.mark.parametrize("breach", [False, True])
def test_that_it_has_not_happened_takes_the_passing_back_and_the_gate_can_be_passed_again(
    here: SimpleNamespace, left: dict[str, Left], to: Any, breach: bool
) -> None:
    left["on"] = lambda _: [LEFT] if breach else []
    passed(here, happened_all_the_same=breach, reason="Lapse")
    said(here, to, correction=True, reason="It was another partnership")
    [row] = passings.rows(here.entry)
    assert (row.on, row.taken_back_on) == (PASSED_ON, TODAY)
    assert not gates.passed("start", now(here), TODAY)
    assert agree(here)
    passed(here, on=TODAY, happened_all_the_same=breach, reason="Again")
    assert [row.on for row in passings.standing(here.entry).values()] == [TODAY]
    assert len(passings.breaches(here.entry)) == (2 if breach else 0)
    assert agree(here)


@pytest.mark.parametrize("to", [PASSED_ON - DAY, TODAY, TODAY + DAY, BLANK, None, NotApplicable("Why")])
def test_without_saying_that_it_is_a_correction_what_was_passed_stays(here: SimpleNamespace, to: Any) -> None:
    passed(here)
    with pytest.raises(CannotDo, match="This has happened"):
        said(here, to)
    assert now(here).start_on == PASSED_ON
    assert agree(here)


def test_a_correction_is_no_way_to_a_day_on_which_something_was_outstanding(
    here: SimpleNamespace, left: dict[str, Left]
) -> None:
    left["on"] = lambda on: [LEFT] if on < PASSED_ON else []
    passed(here)
    with pytest.raises(CannotDo, match="On that day this was outstanding") as refused:
        said(here, PASSED_ON - DAY, correction=True, reason="The minutes say so")
    assert refused.value.items == ["The board has signed it off (4.2: overdue)"]
    assert now(here).start_on == PASSED_ON
    assert agree(here)


def test_a_correction_does_not_go_back_before_the_entry(here: SimpleNamespace) -> None:
    passed(here)
    with pytest.raises(CannotDo, match="before the partnership was entered"):
        said(here, here.entry.entered_on - DAY, correction=True, reason="The minutes say so")
    assert agree(here)


@pytest.mark.parametrize("correction", [False, True])
def test_a_day_that_has_come_is_not_put_down_past_the_gate(here: SimpleNamespace, correction: bool) -> None:
    for planned in (BLANK, TODAY + DAY):
        said(here, planned)
        with pytest.raises(CannotDo, match="pass the gate"):
            said(here, PASSED_ON, correction=correction, reason="The minutes say so")
    assert agree(here)


def test_a_planned_day_that_comes_passes_nothing_and_is_asked_about(here: SimpleNamespace) -> None:
    said(here, TODAY + DAY)
    assert passings.come(now(here), TODAY) == []
    later = TODAY + 2 * DAY
    assert not gates.passed("start", now(here), later)
    assert [(one.gate, one.day) for one in passings.come(now(here), later)] == [("start", TODAY + DAY)]


@pytest.mark.parametrize("to", [BLANK, None, NotApplicable("It never will"), TODAY + 9 * DAY])
def test_a_planned_day_that_has_come_is_changed_like_any_plan(here: SimpleNamespace, to: Any) -> None:
    said(here, TODAY + DAY)
    row = now(here)
    later = SimpleNamespace(**vars(here))
    later.team = replace(here.team, on=TODAY + 2 * DAY)
    said(later, to)
    assert Passing.objects.count() == 0
    assert passings.come(now(here), TODAY + 2 * DAY) == []
    assert row.version < now(here).version


RAN_ON = date(2020, 1, 1)


def ran(here: SimpleNamespace) -> SimpleNamespace:
    answers: dict[str, Any] = {"involvement__already_running": True, "gates__start_on": RAN_ON}
    return SimpleNamespace(**{**vars(here), "entry": world.involvement(here.council, "Old One", **answers)})


def test_what_ran_already_when_it_was_entered_passed_its_gates_before_that(here: SimpleNamespace) -> None:
    old = ran(here)
    assert passings.passed(now(old)) == {"start": RAN_ON}
    assert passings.come(now(old), TODAY) == []
    with pytest.raises(CannotDo, match="on record as having happened"):
        passed(old)
    said(old, RAN_ON + DAY, correction=True, reason="The minutes say so")
    assert passings.passed(now(old)) == {"start": RAN_ON + DAY}
    with pytest.raises(CannotDo, match="pass the gate"):
        said(old, PASSED_ON, correction=True, reason="The minutes say so")
    said(old, BLANK, correction=True, reason="Nobody knows")
    passed(old)
    assert passings.passed(now(old)) == {"start": PASSED_ON}


def test_that_it_was_not_running_after_all_is_asked_about(here: SimpleNamespace) -> None:
    old = ran(here)
    row = now(old)
    not_so = {"involvement.already_running": False}
    record.answer(here.team, involvement=row, answers=not_so, version=row.version, correction=True, reason="A slip")
    assert passings.passed(now(old)) == {}
    assert [one.gate for one in passings.come(now(old), TODAY)] == ["start"]


def test_of_many_it_is_found_in_one_query_just_as_of_each(
    here: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    later = TODAY + 2 * DAY
    for nth, running in enumerate((None, False, True)):
        row = world.involvement(here.council, f"Planned {nth}", involvement__already_running=running)
        for gate in ("start", "closure"):
            row = record.answer(
                here.team, involvement=row, answers={f"gates.{gate}_on": TODAY + DAY}, version=row.version
            )
        gates.pass_gate(here.team, involvement=row, gate="closure", on=TODAY, version=row.version)
    old = ran(here).entry
    passed(here)
    said(here, TODAY + DAY, correction=True, reason="A slip")
    with django_assert_num_queries(1):
        found = list(passings.come_of(Involvement.objects.all(), later))
    each = [one for row in Involvement.objects.all() for one in passings.come(row, later)]
    assert {(one.involvement.pk, one.gate, one.day) for one in found} == {
        (one.involvement.pk, one.gate, one.day) for one in each
    }
    assert len(found) == len(each) == 4
    assert old.pk not in {one.involvement.pk for one in found}
