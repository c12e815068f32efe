"""The hand-written duties on papers, and on what comes round."""

from collections.abc import Collection, Iterable
from datetime import date

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
    outcome,
    outside,
    rows_in,
    ticked,
)
from concordat.protocol.calendar import next_due
from concordat.protocol.values import NotApplicable, in_force


def document(
    types: Collection[str], elements: Iterable[str] = (), *, optional: Collection[str] = (), field: str = ""
) -> Hand:
    """A document of these types is in force, has its elements, and (``field``) was agreed or signed by all."""

    def check(facts: Facts, on: date) -> Answer:
        if out := outside(facts):
            return out
        if type(facts.get("documents")) is NotApplicable:
            return NOT_APPLICABLE
        sure, doubt = in_place(facts, types, on)
        if not sure:
            return NOT_KNOWN if doubt else NOT_MET
        contained = [ticked(row.get("elements")) for row in sure] if elements else []
        unknown = False
        for element in elements:
            values = [found.get(element) for found in contained]
            if True in values or (element in optional and any(type(value) is NotApplicable for value in values)):
                continue
            if not doubt and None not in values:
                return NOT_MET
            unknown = True
        if field and True not in (agreed := [row.get(field) for row in sure]):
            if not doubt and None not in agreed:
                return NOT_MET
            unknown = True
        return NOT_KNOWN if unknown else MET

    return check


def in_place(facts: Facts, types: Collection[str], on: date) -> tuple[list[Row], bool]:
    """The documents of these types that are in force, and whether there may be others."""
    rows, complete = rows_in(facts, "documents")
    sure, doubt = [], not complete
    for row in rows:
        kind, here = row.get("type"), in_force(row, on)
        if here is False or (kind is not None and kind not in types):
            continue
        if here is None or kind is None:
            doubt = True
        else:
            sure.append(row)
    return sure, doubt


def form(name: str, months: int = 0) -> Hand:
    def check(facts: Facts, on: date) -> Answer:
        if out := outside(facts):
            return out
        last = None
        for row in kept(facts, "forms"):
            day = row.get("submitted_on")
            if row.get("form") == name and isinstance(day, date) and day <= on and (last is None or day > last):
                last = day
        return MET if last and (not months or on < next_due(last, None, months, None)) else NOT_MET  # type: ignore[operator]

    return check


def published(subject: str, to: frozenset[str]) -> Hand:
    def check(facts: Facts, on: date) -> Answer:
        if out := outside(facts):
            return out
        reached: set[str] = set()
        perhaps: set[str] = set()
        for row in kept(facts, "published"):
            if row.get("subject") != subject or not isinstance(row.get("to"), tuple):
                continue
            here = in_force(row, on)
            if here is not False:
                (perhaps if here is None else reached).update(row["to"])
        if reached >= to:
            return MET
        return NOT_KNOWN if reached | perhaps >= to else NOT_MET

    return check


def last_event(facts: Facts, on: date, event: str, subject: str, about: Collection[str], to: str) -> date | None:
    last = None
    for row in kept(facts, "events"):
        if row.get("event") != event or row.get("subject") != subject:
            continue
        day, covered, told = row.get("held_on"), row.get("about"), row.get("to")
        if about and not (isinstance(covered, tuple) and all(one in covered for one in about)):
            continue
        if to and not (isinstance(told, tuple) and to in told):
            continue
        if isinstance(day, date) and day <= on and (last is None or day > last):
            last = day
    return last


def recurs(
    event: str,
    subject: str,
    months: int | str,
    *,
    about: Collection[str] = (),
    month: int | None = None,
    to: str = "",
) -> Hand:
    """It came round within so many months, or so many as a fact or setting says."""

    def check(facts: Facts, on: date) -> Answer:
        if out := outside(facts):
            return out
        every = facts.get(months) if isinstance(months, str) else months
        if type(every) is NotApplicable:
            return NOT_APPLICABLE
        if not isinstance(every, int):
            return NOT_KNOWN
        last = last_event(facts, on, event, subject, about, to)
        entered = facts.get("involvement.entered_on")
        due = next_due(last, entered if isinstance(entered, date) else None, every, month)
        if due is None:
            return NOT_KNOWN
        return MET if on < due else NOT_MET

    return check


def told(event: str, subject: str, months: int, to: Iterable[str]) -> Hand:
    duties = [(one, recurs(event, subject, months, to=one)) for one in to]

    def check(facts: Facts, on: date) -> Answer:
        return outside(facts) or [(one, str(duty(facts, on))) for one, duty in duties]

    return check


def once(event: str, subject: str) -> Hand:
    def check(facts: Facts, on: date) -> Answer:
        return outside(facts) or (MET if last_event(facts, on, event, subject, (), "") else NOT_MET)

    return check


def judged(name: str, by: Collection[str], months: int = 0) -> Hand:
    def check(facts: Facts, on: date) -> Answer:
        if out := outside(facts):
            return out
        answer = facts.get(name)
        if answer is not True:
            return outcome(answer)
        if facts.get(f"{name}.by") not in by or not facts.get(f"{name}.reason"):
            return NOT_KNOWN
        day = facts.get(f"{name}.on")
        if not isinstance(day, date):
            return NOT_KNOWN if months else MET
        if day > on:
            return NOT_KNOWN
        return NOT_MET if months and on >= next_due(day, None, months, None) else MET  # type: ignore[operator]

    return check
