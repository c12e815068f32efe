"""Gates: passed when nothing is outstanding; what happened all the same is a breach."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world

from concordat.history import clock
from concordat.protocol.standing import Outstanding
from concordat.protocol.vocabulary import GATES
from concordat.register import gates, passings, record
from concordat.register.models import Involvement, Passing
from concordat.ui.refusals import CannotDo, NotAllowed

TODAY = clock.today()
LEFT = Outstanding("board-signed", "4.2", "The board has signed it off", "overdue")


@pytest.fixture(autouse=True)
def standing(monkeypatch: pytest.MonkeyPatch) -> list[Outstanding]:
    """What the provider will say; empty at first."""
    left: list[Outstanding] = []
    monkeypatch.setattr(gates, "provider", lambda gate, involvement, on: left)
    return left


def passed(here: SimpleNamespace, gate: str = "start", **more: Any) -> Involvement:
    row = Involvement.objects.get(pk=here.entry.pk)
    return gates.pass_gate(here.team, involvement=row, gate=gate, version=row.version, **{"on": TODAY, **more})


@pytest.mark.parametrize("gate", GATES)
def test_an_open_gate_is_passed_on_its_day_and_leaves_no_breach(here: SimpleNamespace, gate: str) -> None:
    row = passed(here, gate, happened_all_the_same=True, reason="In case")
    assert row.answer(f"{gate}_on") == TODAY
    assert [found.is_breach for found in passings.rows(row)] == [False]


def test_a_shut_gate_is_not_passed_and_says_what_is_outstanding(here: SimpleNamespace, standing: list[Any]) -> None:
    standing.append(LEFT)
    with pytest.raises(CannotDo) as refused:
        passed(here)
    assert refused.value.items == ["The board has signed it off (4.2: overdue)"]
    assert Involvement.objects.get(pk=here.entry.pk).start_on is None


@pytest.mark.parametrize(
    ("status", "words"),
    [("open", "not done yet"), ("waits", "other steps come first"), ("overdue", "overdue"), ("refused", "refused")],
)
def test_how_a_step_or_a_duty_stands_is_said_in_words(
    here: SimpleNamespace, standing: list[Any], status: str, words: str
) -> None:
    standing.append(replace(LEFT, status=status))
    with pytest.raises(CannotDo) as refused:
        passed(here)
    assert refused.value.items == [f"The board has signed it off (4.2: {words})"]


def test_what_happened_all_the_same_is_recorded_with_its_breach_and_reason(
    here: SimpleNamespace, standing: list[Any]
) -> None:
    standing.append(LEFT)
    with pytest.raises(CannotDo) as refused:
        passed(here, happened_all_the_same=True, reason=" ")
    assert refused.value.field == "reason"
    passed(here, happened_all_the_same=True, reason="The grant would have lapsed")
    [breach] = passings.breaches(here.entry)
    assert (breach.gate, breach.on, breach.reason) == ("start", TODAY, "The grant would have lapsed")
    kept = {"key": LEFT.key, "clause": LEFT.clause, "words": LEFT.words, "status": LEFT.status}
    assert breach.outstanding == [kept]


def test_the_record_says_what_was_outstanding_as_it_was_passed_or_that_nothing_was(
    here: SimpleNamespace, standing: list[Any]
) -> None:
    passed(here, "publication")
    standing.append(LEFT)
    passed(here, happened_all_the_same=True, reason="The grant would have lapsed")
    kept = Passing.objects.order_by("pk").values_list("gate", "on", "outstanding", "reason")
    assert [(gate, on, [one["key"] for one in left], why) for gate, on, left, why in kept] == [
        ("publication", TODAY, [], ""),
        ("start", TODAY, [LEFT.key], "The grant would have lapsed"),
    ]


def test_a_gate_is_passed_once(here: SimpleNamespace) -> None:
    passed(here, on=TODAY - timedelta(days=3))
    with pytest.raises(CannotDo, match="on record as having happened") as refused:
        passed(here)
    assert refused.value.field == "on"
    assert Passing.objects.count() == 1


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=1)])
def test_what_has_happened_is_not_put_down_past_the_gate(here: SimpleNamespace, day: date) -> None:
    with pytest.raises(CannotDo, match="pass the gate"):
        record.answer(here.team, involvement=here.entry, answers={"gates.start_on": day}, version=1)


def test_a_day_to_come_is_planned_and_not_passed(here: SimpleNamespace) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(CannotDo) as refused:
        passed(here, on=tomorrow)
    assert refused.value.field == "on"
    row = record.answer(here.team, involvement=here.entry, answers={"gates.start_on": tomorrow}, version=1)
    assert row.start_on == tomorrow


def test_a_gate_is_not_passed_before_the_entry_unless_it_was_running_already(here: SimpleNamespace) -> None:
    before = here.entry.entered_on - timedelta(days=1)
    with pytest.raises(CannotDo, match="before the partnership was entered"):
        passed(here, on=before)
    here.entry = world.involvement(here.council, "Old One", involvement__already_running=True)
    assert passed(here, on=before).start_on == before


def test_where_nothing_reads_the_standing_no_gate_is_passed(
    here: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "provider", None)
    with pytest.raises(LookupError, match="Nothing says what is outstanding"):
        passed(here)
    with pytest.raises(ValueError, match="no gate"):
        gates.outstanding("garden", here.entry, TODAY)


def test_a_gate_is_passed_by_those_who_keep_the_entry(here: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed):
        gates.pass_gate(here.reader, involvement=here.entry, gate="start", on=TODAY, version=1)
