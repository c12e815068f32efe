"""The day of entry, and whether it ran already, say of which days the protocol asks: to correct them passes no gate."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world

from concordat.history import clock
from concordat.protocol.standing import Outstanding
from concordat.register import gates, passings, record
from concordat.register.models import Involvement
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo

TODAY = clock.today()
DAY = timedelta(days=1)
ENTERED, HAPPENED, LATER = TODAY - 20 * DAY, TODAY - 10 * DAY, TODAY - 5 * DAY
ENTRY, RUNNING = "involvement.entered_on", "involvement.already_running"
LEFT = Outstanding("board-signed", "4.2", "The board has signed it off", "overdue")
Left = dict[str, list[Outstanding]]


@pytest.fixture(autouse=True)
def left(monkeypatch: pytest.MonkeyPatch) -> Left:
    """What is outstanding at every gate; nothing at first."""
    found: Left = {"found": []}
    monkeypatch.setattr(gates, "provider", lambda gate, involvement, on: found["found"])
    return found


def entered(here: SimpleNamespace, on: date, running: bool | None, **more: Any) -> Involvement:
    """A partnership that was entered on a day, running already or not."""
    return world.involvement(here.council, "River Forum", entered_on=on, involvement__already_running=running, **more)


def say(here: SimpleNamespace, row: Involvement, later: int = 0, **answers: Any) -> Involvement:
    """Correct answers, so many days from today."""
    names = {"entry": ENTRY, "running": RUNNING, "start": "gates.start_on"}
    return record.answer(
        replace(here.team, on=TODAY + later * DAY), involvement=row, version=fresh(row).version, correction=True,
        reason="The minutes say so", answers={names[name]: answer for name, answer in answers.items()},
    )  # fmt: skip


def fresh(row: Involvement) -> Involvement:
    return Involvement.objects.select_related("council", "partnership").get(pk=row.pk)


def passed(here: SimpleNamespace, row: Involvement, on: date = HAPPENED, **more: Any) -> Involvement:
    gates.pass_gate(here.team, involvement=row, gate="start", on=on, version=fresh(row).version, **more)
    return fresh(row)


def refused(row: Involvement, at: str, why: str, change: Callable[[], object]) -> None:
    """A change is refused beside a fact, names the gate, and changes nothing."""
    before, was = fresh(row), passings.passed(fresh(row))
    with pytest.raises(CannotDo, match=why) as found:
        change()
    assert found.value.field == at
    assert "“The partnership is entered and starts”" in str(found.value)
    now = fresh(row)
    assert (now.entered_on, now.already_running) == (before.entered_on, before.already_running)
    assert passings.passed(now) == was


def test_a_later_day_of_entry_is_refused_while_a_planned_day_before_it_was_not_answered(here: SimpleNamespace) -> None:
    row = entered(here, TODAY, True)
    say(here, row, start=TODAY + 5 * DAY)
    refused(row, ENTRY, "nobody has said that it happened", lambda: say(here, row, 10, entry=TODAY + 10 * DAY))
    say(here, row, 10, start=BLANK)
    say(here, row, 10, entry=TODAY + 10 * DAY)
    assert passings.passed(fresh(row)) == {}


def test_that_it_ran_already_is_refused_while_a_planned_day_before_the_entry_was_not_answered(
    here: SimpleNamespace,
) -> None:
    row = entered(here, ENTERED, True, gates__start_on=ENTERED - DAY)
    say(here, row, running=False)
    assert passings.passed(fresh(row)) == {}, "it is asked"
    refused(row, RUNNING, "nobody has said that it happened", lambda: say(here, row, running=True))


@pytest.mark.parametrize("running", [None, False])
def test_a_later_day_of_entry_is_refused_while_something_happened_before_it(
    here: SimpleNamespace, running: bool | None
) -> None:
    row = passed(here, entered(here, ENTERED, running))
    refused(row, ENTRY, "on record as having happened", lambda: say(here, row, entry=LATER))
    say(here, row, start=LATER)
    say(here, row, entry=LATER)
    assert passings.passed(fresh(row)) == {"start": LATER}


def test_what_ran_already_may_have_happened_before_a_later_entry_and_a_breach_stays_one(
    here: SimpleNamespace, left: Left
) -> None:
    left["found"] = [LEFT]
    row = passed(here, entered(here, ENTERED, True), happened_all_the_same=True, reason="Lapse")
    say(here, row, entry=LATER)
    assert [(one.on, one.is_breach) for one in passings.rows(row)] == [(HAPPENED, True)]
    say(here, row, entry=ENTERED)
    assert [(one.on, one.is_breach) for one in passings.rows(row)] == [(HAPPENED, True)]


@pytest.mark.parametrize(("at", "change"), [(ENTRY, {"entry": ENTERED}), (RUNNING, {"running": False})])
def test_what_happened_before_the_entry_with_nobody_asked_stays_before_it(
    here: SimpleNamespace, left: Left, at: str, change: dict[str, Any]
) -> None:
    left["found"] = [LEFT]
    row = passed(here, entered(here, LATER, True))
    refused(row, at, "on record as having happened", lambda: say(here, row, **change))
    say(here, row, start=BLANK)
    say(here, row, **change)
    assert passings.passed(fresh(row)) == {}


def test_an_earlier_day_of_entry_lets_it_be_asked_of_what_has_no_row_whether_it_happened(here: SimpleNamespace) -> None:
    row = entered(here, LATER, True, gates__start_on=HAPPENED)
    say(here, row, entry=ENTERED)
    assert [one.gate for one in passings.come(fresh(row), TODAY)] == ["start"]


def test_a_day_of_entry_that_leaves_every_gate_on_its_side_is_corrected(here: SimpleNamespace) -> None:
    row = passed(here, entered(here, ENTERED, None))
    say(here, row, entry=ENTERED + DAY, running=False)
    assert fresh(row).entered_on == ENTERED + DAY
    assert passings.passed(fresh(row)) == {"start": HAPPENED}
