"""Why something came round in time or did not: the last time, how often it is asked, and from which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from concordat.protocol.duties import FormDuty, Period, Recurs
from concordat.protocol.edition import Edition
from concordat.protocol.explain.points import Point, Why, code_words, day_words, listed
from concordat.protocol.facts import Cell, FactTable
from concordat.protocol.rounds import anchor_of, codes, held
from concordat.protocol.rules import Rules
from concordat.protocol.table import title_of
from concordat.protocol.values import Facts, NotApplicable, Row, rows_of

MOST_MISSES = 3


def repeated(table: FactTable, every: Period, past: list[date], due: date | None, facts: Facts, on: date) -> Why:
    """How often it is asked, and when it falls or fell due."""
    source = f"setting.{every.setting}" if every.setting else every.fact or ""
    months = every.months if every.months is not None else facts.get(source)
    if isinstance(months, NotApplicable):
        return Why((Point(f"How often does not apply ({months.reason})", source),))
    if not isinstance(months, int):
        words = table[source].words.rstrip(".")
        return Why((Point(f"How often is blank: {words}", source),), (Point(f"An answer: {words}", source),))
    often = "Every month" if months == 1 else f"Every {months} months"
    if due is None:
        return Why((Point(often, source),))
    when = "was due" if due <= on else "next due" if past else "first due"
    return Why((Point(f"{often}; {when} on {day_words(due)}", source),))


def form_why(table: FactTable, duty: FormDuty, title: str, due: date | None, facts: Facts, on: date) -> Why:
    """When a form was last submitted."""
    rows = rows_of(facts, "forms", only_here=True).rows
    days = _past([row for row in rows if row.get("form") == duty.form], "submitted_on", on)
    change = Point(f"Fill in and submit: {title}", "forms")
    if not days:
        return Why((Point(f"Not submitted: {title}", "forms"),), (change,))
    says = Point(f"Submitted on {day_words(max(days))}: {title}", "forms")
    more = repeated(table, duty.every, days, due, facts, on) if duty.every else Why(())
    return Why((says, *more.because), (*more.would_change, change))


def _past(rows: list[Row], field: str, on: date) -> list[date]:
    return [day for row in rows if isinstance(day := row.get(field), date) and day <= on]


def recurs_why(rules: Rules, duty: Recurs, to: str, row: Row, due: date | None, facts: Facts, on: date) -> Why:
    """The last round, how often, and the day from which it is counted where there was none."""
    days = [day for day in held(duty, to, row, facts) if day <= on]
    what = _what(duty) + (f" to {recipient(rules.edition, to)}" if to else "")
    about = [*duty.about, *([str(row["id"])] if row.get("id") else [])]
    because = [Point(f"Last {what}: {day_words(max(days)) if days else 'none on record'}", "events")]
    because += _near_misses(rules, duty, to, about, facts, on)
    covering = f", on {listed([code_words(topic) for topic in about])}" if about else ""
    changes = [Point(f"On record: {what}{covering}", "events")]
    if duty.every is None:
        return Why(tuple(because), tuple(changes))
    start = _counted_from(rules, duty, row, days, facts)
    more = repeated(rules.table, duty.every, days, due, facts, on)
    return Why((*because, *start.because, *more.because), (*changes, *start.would_change, *more.would_change))


def _what(duty: Recurs) -> str:
    """What comes round; an annual review is not called the review of one."""
    subject = code_words(duty.subject)
    return subject if duty.event in subject else f"{duty.event} of {subject}"


def recipient(edition: Edition, to: str) -> str:
    """To whom, within a sentence."""
    title = title_of(edition, to)
    return f"the {title.removeprefix('The ')}" if title.startswith("The ") else title


def _near_misses(rules: Rules, duty: Recurs, to: str, about: list[str], facts: Facts, on: date) -> list[Point]:
    """Rounds that were held and do not count: to another, or without what they have to cover."""
    found = []
    for event in rows_of(facts, "events", only_here=True).rows:
        day = event.get("held_on")
        if (event.get("event"), event.get("subject")) != (duty.event, duty.subject):
            continue
        if not isinstance(day, date) or day > on:
            continue
        missing = [code_words(topic) for topic in about if topic not in codes(event.get("about"))]
        if missing:
            found.append(Point(f"That of {day_words(day)} did not cover {listed(missing, 'or')}", "events"))
        elif to and to not in codes(event.get("to")):
            found.append(Point(f"That of {day_words(day)} was not to {recipient(rules.edition, to)}", "events"))
    return found[-MOST_MISSES:]


def _counted_from(rules: Rules, duty: Recurs, row: Row, days: list[date], facts: Facts) -> Why:
    """The anchor, where it tells: there was no round yet, or the anchor is not known."""
    anchor = anchor_of(duty)
    field = anchor.removeprefix("this.")
    of_row = field != anchor
    cells: Mapping[str, Cell] = rules.table[str(duty.each)].row if of_row else rules.table
    value, words = (row if of_row else facts).get(field), cells[field].words.rstrip(".")
    if isinstance(value, date):
        return Why(()) if days else Why((Point(f"Counted from {day_words(value)}: {words}", anchor),))
    if value is not None:
        return Why(())
    return Why(
        (Point(f"The day from which it is counted is blank: {words}", anchor),), (Point(f"A day: {words}", anchor),)
    )
