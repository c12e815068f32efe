"""The hand-written duties on people: seats, acts, and what has to be closed by its day."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from bench_by_hand import (
    MET,
    NOT_APPLICABLE,
    NOT_KNOWN,
    NOT_MET,
    Answer,
    Facts,
    Hand,
    Row,
    kept,
    outside,
    rows_in,
    ticked,
)
from concordat.protocol.values import NotApplicable, in_force

GIVEN = ("given", "given_with_conditions")


def held(group: str, wanted: Callable[[Row], bool | None], least: int = 1) -> Hand:
    """At least so many rows in force that are wanted."""

    def check(facts: Facts, on: date) -> Answer:
        if out := outside(facts):
            return out
        if type(facts.get(group)) is NotApplicable:
            return NOT_APPLICABLE
        rows, complete = rows_in(facts, group)
        sure = perhaps = 0
        for row in rows:
            fits, here = wanted(row), in_force(row, on)
            if fits is False or here is False:
                continue
            perhaps += 1
            sure += fits is True and here is True
        if sure >= least:
            return MET
        return NOT_MET if complete and perhaps < least else NOT_KNOWN

    return check


def role(name: str) -> Callable[[Row], bool | None]:
    return lambda row: None if (found := row.get("role")) is None else found == name


def our_seat(row: Row, capacity: str = "") -> bool | None:
    found, ours, sits_as = row.get("role"), row.get("ours"), row.get("capacity") if capacity else ""
    if found not in (None, "representative") or ours not in (None, True) or sits_as not in (None, capacity):
        return False
    return None if found is None or ours is None or sits_as is None else True


def stands(acts: Iterable[Row], by: str, on: date, points: Collection[str]) -> date | None:
    """The day of the last act of this giver, where it is given, still valid, and attests the points."""
    last: Row | None = None
    for act in acts:
        day = act.get("given_on")
        if act.get("by") == by and isinstance(day, date) and day <= on and (last is None or day >= last["given_on"]):
            last = act
    if last is None or last.get("outcome") not in GIVEN:
        return None
    until, answers = last.get("until"), ticked(last.get("points"))
    if isinstance(until, date) and until <= on:
        return None
    given_on: date = last["given_on"]
    return given_on if all(answers.get(point) is True for point in points) else None


def acted(
    duty: str,
    act: str,
    by: Collection[str],
    *,
    everyone: bool = False,
    in_order: bool = False,
    points: Collection[str] = (),
) -> Hand:
    def check(facts: Facts, on: date) -> Answer:
        if out := outside(facts):
            return out
        acts = [row for row in kept(facts, "acts") if row.get("for") == duty and row.get("act") == act]
        days: list[Any] = [stands(acts, one, on, points) for one in by]
        if not everyone and not in_order:
            return MET if any(days) else NOT_MET
        return NOT_MET if None in days or (in_order and days != sorted(days)) else MET

    return check


def advised(facts: Facts, row: Row, on: date) -> str:
    """Legal advised on this row."""
    about = row.get("id")
    acts = [
        act
        for act in kept(facts, "acts")
        if act.get("for") == "advised" and act.get("act") == "advise" and about in (None, act.get("about"))
    ]
    return MET if stands(acts, "legal", on, ()) else NOT_MET


def closed(_facts: Facts, row: Row, on: date) -> str:
    done, due = row.get("closed_on"), row.get("due_on")
    if isinstance(done, date) and done <= on:
        return MET
    if not isinstance(due, date):
        return NOT_KNOWN
    return MET if on <= due else NOT_MET
