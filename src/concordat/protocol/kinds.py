"""How each kind of duty is decided. One builder a kind: a duty in, closures out, one a recipient.

A body answers for one day: the outcome, the day it falls due, and the next day on which either may change
by itself. Rows that can only arise here (acts, events, forms) count from their day on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from concordat.protocol import duties as shape
from concordat.protocol.calendar import DAY, earliest
from concordat.protocol.compiled import Test
from concordat.protocol.documents_in_force import document_body
from concordat.protocol.rounds import NO_ANCHOR, Answer, Bodies, Body, codes, in_time
from concordat.protocol.tree import Ref
from concordat.protocol.values import Facts, NotApplicable, Row, Rows, Truth, Value, in_force, rows_of
from concordat.protocol.vocabulary import GIVEN, MET, NOT_APPLICABLE, NOT_KNOWN, NOT_MET, Outcome

IS_MET: Answer = (MET, None, None)
IS_NOT_MET: Answer = (NOT_MET, None, None)
IS_NOT_KNOWN: Answer = (NOT_KNOWN, None, None)
IS_NOT_APPLICABLE: Answer = (NOT_APPLICABLE, None, None)


def outcome_of(truth: Truth) -> Outcome:
    """The outcome of a condition."""
    if truth is True:
        return MET
    if truth is False:
        return NOT_MET
    return NOT_KNOWN if truth is None else NOT_APPLICABLE


def known(value: Value) -> bool:
    """Whether a fact is known: it has a value, it does not apply, or its list is marked complete."""
    return value.complete if isinstance(value, Rows) else value is not None


def complete(refs: Iterable[Ref]) -> Bodies:
    """All of these facts are known."""
    of_row = tuple(ref.name for ref in refs if ref.of_row)
    lists = tuple(ref.name for ref in refs if not ref.of_row and ref.cell.type == "rows")
    of_all = tuple(ref.name for ref in refs if not ref.of_row and ref.cell.type != "rows")

    def body(facts: Facts, row: Row, on: date) -> Answer:
        for name in of_all:
            if facts.get(name) is None:
                return IS_NOT_KNOWN
        for name in of_row:
            if row.get(name) is None:
                return IS_NOT_KNOWN
        for name in lists:
            if not known(facts.get(name)):
                return IS_NOT_KNOWN
        return IS_MET

    return [("", body)]


def holds(test: Test) -> Bodies:
    """The condition is true."""

    def body(facts: Facts, row: Row, on: date) -> Answer:
        truth = test(facts, row, on)
        if truth is True:
            return IS_MET
        if truth is False:
            return IS_NOT_MET
        return IS_NOT_KNOWN if truth is None else IS_NOT_APPLICABLE

    return [("", body)]


def act(duty: shape.ActDuty) -> Bodies:
    """An act is on record, by any, all, or all in order."""
    return [("", acts_body(duty.step or duty.id, duty.act, duty.by, duty.how, duty.points))]


def acts_body(key: str, act_name: str, by: list[str], how: str, points: list[str]) -> Body:
    """The body of an act duty, and of a step of a route."""

    def body(facts: Facts, row: Row, on: date) -> Answer:
        rows = rows_of(facts, "acts", only_here=True).rows
        acts = [a for a in rows if a.get("for") == key and _is_for(a, act_name, row)]
        if not acts:
            return IS_NOT_MET
        given = [_standing_act([a for a in acts if a.get("by") == giver], on, points) for giver in by]
        turns = [day for a in acts for day in (a.get("given_on"), a.get("until")) if isinstance(day, date) and day > on]
        valid = [standing for standing in given if standing is not None]
        done = bool(valid) if how == "any" else len(valid) == len(by)
        if how == "in_order":
            days = [day for day, _until in valid]
            done = done and days == sorted(days)
        if not done:
            return NOT_MET, None, min(turns, default=None)
        return MET, _lapses(how, [until for _day, until in valid]), min(turns, default=None)

    return body


def _lapses(how: str, ends: list[date | None]) -> date | None:
    """When it is no longer given: with the last of any, with the first of all."""
    known = [end for end in ends if end is not None]
    if how == "any":
        return max(known) if len(known) == len(ends) else None
    return min(known, default=None)


def _is_for(act_row: Row, act_name: str, row: Row) -> bool:
    about = row.get("id")
    return act_row.get("act") == act_name and (about is None or act_row.get("about") == about)


def _standing_act(acts: list[Row], on: date, points: list[str]) -> tuple[date, date | None] | None:
    """The day of a giver's last act and the end of its validity, where it stands on this day."""
    past = [
        (day, number, a) for number, a in enumerate(acts) if isinstance(day := a.get("given_on"), date) and day <= on
    ]
    if not past:
        return None
    day, _number, last = max(past, key=lambda found: found[:2])
    answered, until = last.get("points"), last.get("until")
    attested = not points or (isinstance(answered, dict) and all(answered.get(point) is True for point in points))
    end = until if isinstance(until, date) else None
    stands = last.get("outcome") in GIVEN and attested and (end is None or on < end)
    return (day, end) if stands else None


def seat(duty: shape.Seat) -> Bodies:
    """A role or a seat is held, by at least so many."""
    group = "responsibilities" if duty.role else "seats"
    wanted: list[tuple[str, object]] = [("role", duty.role or duty.seat)]
    if duty.seat and duty.of == "involvement":
        wanted.append(("ours", True))
    if duty.capacity:
        wanted.append(("capacity", duty.capacity))
    least = duty.at_least

    def holders(rows: Rows, on: date) -> tuple[list[Row], int]:
        """Those who hold it, and how many more may."""
        held, doubtful = [], 0
        for row in rows.rows:
            fits = _fits(row, wanted)
            here = in_force(row, on) if fits is not False else False
            if here is True and fits is True:
                held.append(row)
            elif here is not False:
                doubtful += 1
        return held, doubtful

    def body(facts: Facts, row: Row, on: date) -> Answer:
        if isinstance(facts.get(group), NotApplicable):
            return NOT_APPLICABLE, None, None
        rows = rows_of(facts, group)
        held, doubtful = holders(rows, on)
        if len(held) >= least:
            # It lapses with the first term after which too few are left: there may be a successor.
            ends = sorted(end for seat_row in held if isinstance(end := seat_row.get("until"), date))
            return MET, next((end for end in ends if len(holders(rows, end)[0]) < least), None), None
        short = rows.complete and len(held) + doubtful < least
        return (NOT_MET if short else NOT_KNOWN), None, None

    return [("", body)]


def _fits(row: Row, wanted: list[tuple[str, object]]) -> bool | None:
    fits: bool | None = True
    for field, want in wanted:
        value = row.get(field)
        if value is None:
            fits = None
        elif value != want:
            return False
    return fits


def closed(_duty: shape.Closed) -> Bodies:
    """The row is answered, done or discharged by its day."""

    def body(facts: Facts, row: Row, on: date) -> Answer:
        done, due = row.get("closed_on"), row.get("due_on")
        if isinstance(done, date) and done <= on:
            return MET, None, None
        coming = done if isinstance(done, date) else None
        if not isinstance(due, date):
            return NOT_KNOWN, None, coming
        late = due + DAY if due < date.max else None
        return (MET, due, earliest(late, coming)) if on <= due else (NOT_MET, due, coming)

    return [("", body)]


def judgement(duty: shape.Judgement) -> Bodies:
    """One of the named roles answered yes, with a reason."""
    name = f"judged.{duty.question}"
    by, reason, judged_on = f"{name}.by", f"{name}.reason", f"{name}.on"

    def body(facts: Facts, row: Row, on: date) -> Answer:
        answer = facts.get(name)
        if answer is not True:
            return IS_NOT_KNOWN if answer is None else (outcome_of(answer), None, None)  # type: ignore[arg-type]
        day = facts.get(judged_on)
        if facts.get(by) not in duty.by or not facts.get(reason):
            return IS_NOT_KNOWN
        if isinstance(day, date) and day > on:
            return NOT_KNOWN, None, day
        if duty.every is None:
            return MET, None, None
        return in_time([day] if isinstance(day, date) else [], on, duty.every, facts, NO_ANCHOR, False)

    return [("", body)]


def published(duty: shape.Published) -> Bodies:
    """This is available to those who may see it."""
    subject, wanted = duty.subject, frozenset(duty.to)

    def reached(rows: list[Row], on: date, here: tuple[bool | None, ...] = (True,)) -> bool:
        return wanted <= {code for row in rows if in_force(row, on) in here for code in codes(row.get("to"))}

    def body(facts: Facts, row: Row, on: date) -> Answer:
        rows = [r for r in rows_of(facts, "published", only_here=True).rows if r.get("subject") == subject]
        if not rows:
            return IS_NOT_MET
        if not reached(rows, on):
            return (NOT_KNOWN if reached(rows, on, (True, None)) else NOT_MET), None, None
        ends = sorted({end for r in rows if isinstance(end := r.get("until"), date) and end > on})
        return MET, next((end for end in ends if not reached(rows, end)), None), None

    return [("", body)]


def document(duty: shape.DocumentDuty, elements: tuple[str, ...]) -> Bodies:
    """A document of one of these types is in force, with its elements."""
    return [("", document_body(duty, elements))]
