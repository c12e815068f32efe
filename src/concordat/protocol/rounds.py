"""What comes round: a form submitted again, a review held, a report given, within its period.

Rounds can only arise here, so a day without one is known: nothing happened.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from concordat.protocol.calendar import earliest, next_due
from concordat.protocol.duties import FormDuty, Period, Recurs
from concordat.protocol.tree import Ref
from concordat.protocol.values import Facts, NotApplicable, Row, Value, rows_of
from concordat.protocol.vocabulary import MET, NOT_APPLICABLE, NOT_KNOWN, NOT_MET, Outcome

Answer: TypeAlias = tuple[Outcome, date | None, date | None]
Body: TypeAlias = Callable[[Facts, Row, date], Answer]
Bodies: TypeAlias = list[tuple[str, Body]]
Start: TypeAlias = tuple[date | None, bool]

NO_ANCHOR: Start = (None, True)
ANCHORS = {
    "involvement": "involvement.entered_on",
    "partnership": "involvement.entered_on",
    "council": "council.adopted_on",
}


def _months(period: Period | None, facts: Facts) -> Value:
    """How many months; None where that is not known."""
    if period is None or period.months is not None:
        return period.months if period else None
    return facts.get(f"setting.{period.setting}" if period.setting else str(period.fact))


def period_reads(period: Period | None) -> set[str]:
    """The fact or the setting that holds the months, if any."""
    if period is None or period.months is not None:
        return set()
    return {f"setting.{period.setting}" if period.setting else str(period.fact)}


def in_time(days: list[date], on: date, every: Period | None, facts: Facts, start: Start, month: Value) -> Answer:
    """Whether something came round in time, by the days on which it happened."""
    last: date | None = None
    coming: date | None = None
    for day in days:
        if day > on:
            coming = day if coming is None or day < coming else coming
        elif last is None or day > last:
            last = day
    if every is None:
        return (MET if last else NOT_MET), None, coming
    months = _months(every, facts)
    if isinstance(months, NotApplicable):
        return NOT_APPLICABLE, None, None
    anchor, anchor_known = start
    if not isinstance(months, int) or not (month is False or isinstance(month, int)):
        return NOT_KNOWN, None, coming
    due = next_due(last, anchor, months, month or None)
    if due is not None and on < due:
        return MET, due, earliest(due, coming)
    # A day not yet known from which to count could only be later, and then it would not be due yet.
    return (NOT_MET, due, coming) if due and anchor_known else (NOT_KNOWN, None, coming)


def form(duty: FormDuty) -> Bodies:
    """The form was submitted, and again in time."""
    wanted, every = duty.form, duty.every

    def body(facts: Facts, row: Row, on: date) -> Answer:
        rows = rows_of(facts, "forms", only_here=True).rows
        found = [sent.get("submitted_on") for sent in rows if sent.get("form") == wanted]
        days = [day for day in found if isinstance(day, date)]
        if not days:
            return NOT_MET, None, None
        again = every if every and min(days) <= on else None
        return in_time(days, on, again, facts, NO_ANCHOR, False)

    return [("", body)]


def anchor_of(duty: Recurs) -> str:
    """The fact from which the first round is counted."""
    return duty.first_from or ANCHORS[duty.of]


def recurs(duty: Recurs, anchor: Ref) -> Bodies:
    """Something came round; one finding a recipient."""
    return [(to, _recurs_to(duty, to, anchor)) for to in duty.to or [""]]


def held(duty: Recurs, to: str, row: Row, facts: Facts) -> list[date]:
    """The days of the rounds that count: of this event and subject, to this recipient, about all that is asked.

    Where the duty is asked of each row, a round has to be about that row too.
    """
    what, subject, found = duty.event, duty.subject, []
    about = [*duty.about, row["id"]] if row.get("id") else duty.about
    for event in rows_of(facts, "events", only_here=True).rows:
        if event.get("subject") != subject or event.get("event") != what:
            continue
        if about and not codes(event.get("about")) >= set(about):
            continue
        if to and to not in codes(event.get("to")):
            continue
        day = event.get("held_on")
        if isinstance(day, date):
            found.append(day)
    return found


def _recurs_to(duty: Recurs, to: str, anchor: Ref) -> Body:
    def body(facts: Facts, row: Row, on: date) -> Answer:
        found = (row if anchor.of_row else facts).get(anchor.name)
        start = (found, True) if isinstance(found, date) else (None, anchor.blank is False or found is not None)
        # A month that the council has not set moves nothing.
        month = facts.get(duty.month) if isinstance(duty.month, str) else duty.month
        return in_time(held(duty, to, row, facts), on, duty.every, facts, start, month or False)

    return body


def codes(value: Value) -> frozenset[str]:
    return frozenset(value) if isinstance(value, tuple) else frozenset()
