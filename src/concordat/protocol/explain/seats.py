"""Why a role or seat is held or not: who holds it on the day, in which capacity, and until when."""

from __future__ import annotations

from datetime import date

from concordat.protocol.duties import Seat
from concordat.protocol.edition import Edition
from concordat.protocol.explain.points import Point, Why, code_words, day_words, first_up, listed
from concordat.protocol.table import title_of
from concordat.protocol.values import Facts, Row, in_force, rows_of


def seat_why(edition: Edition, duty: Seat, due: date | None, facts: Facts, on: date) -> Why:
    """Who holds a role or a seat, and what keeps a holder from counting."""
    group, role = ("responsibilities", duty.role) if duty.role else ("seats", duty.seat)
    title = first_up(title_of(edition, str(role))) + (f" ({code_words(duty.capacity)})" if duty.capacity else "")
    rows = rows_of(facts, group)
    holders = [_holder(duty, row, on) for row in rows.rows if row.get("role") == role]
    says = f"{title}: {listed(holders) if holders else 'nobody on record'}"
    says += f"; {duty.at_least} are asked for" if duty.at_least > 1 else ""
    says += "" if rows.complete else "; the list is not marked complete"
    because = [Point(says, group)]
    if due is not None:
        because.append(Point(f"The term ends on {day_words(due)}" if due > on else f"Due on {day_words(due)}", group))
    return Why(tuple(because), (Point(f"A holder on record: {title}", group),))


def _holder(duty: Seat, row: Row, on: date) -> str:
    """One holder, with what has to be said beside the name."""
    name = str(row.get("person") or row.get("post") or row.get("id") or "somebody")
    notes = []
    if duty.seat and duty.of == "involvement" and row.get("ours") is not True:
        notes.append("not ours" if row.get("ours") is False else "not known whether ours")
    if duty.capacity and row.get("capacity") != duty.capacity:
        capacity = row.get("capacity")
        notes.append(code_words(str(capacity)) if capacity else "capacity not known")
    until, start = row.get("until"), row.get("from")
    if isinstance(until, date) and until <= on:
        notes.append(f"until {day_words(until)}")
    elif in_force(row, on) is None:
        notes.append("from a day not known")
    elif isinstance(start, date) and start > on:
        notes.append(f"only from {day_words(start)}")
    return f"{name} ({', '.join(notes)})" if notes else name
