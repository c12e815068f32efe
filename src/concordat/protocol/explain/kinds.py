"""Why a duty of each kind is met or not. One function a kind; each reads what the kind reads, and says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.protocol import duties as shape
from concordat.protocol.edition import Edition
from concordat.protocol.explain.acts import acts_why
from concordat.protocol.explain.documents import document_why
from concordat.protocol.explain.points import Point, Why, code_words, conditions_why, day_words, listed
from concordat.protocol.explain.rounds import form_why, recurs_why, repeated
from concordat.protocol.explain.seats import seat_why
from concordat.protocol.findings import Finding
from concordat.protocol.kinds import known
from concordat.protocol.rules import ReadyDuty, Rules
from concordat.protocol.table import title_of
from concordat.protocol.traced import shown
from concordat.protocol.values import Facts, Row, Rows, Value, in_force, rows_of
from concordat.protocol.vocabulary import MET


@dataclass(frozen=True)
class Asked:
    """What the account of a kind reads: the duty, its finding, the row and recipient in hand, facts and day."""

    rules: Rules
    ready: ReadyDuty
    finding: Finding
    row: Row
    to: str
    facts: Facts
    on: date

    @property
    def edition(self) -> Edition:
        return self.rules.edition

    @property
    def met(self) -> bool:
        return self.finding.outcome == MET


def kind_why(asked: Asked) -> Why:
    """Why a finding of this kind came out as it did, and what would change it."""
    return _KINDS[type(asked.ready.duty)](asked, asked.ready.duty)


def _complete(asked: Asked, duty: shape.Complete) -> Why:
    because, changes = [], []
    for name in duty.facts:
        field = name.removeprefix("this.")
        of_row = field != name
        table = asked.rules.table[str(duty.each)].row if of_row else asked.rules.table
        source: Facts = asked.row if of_row else asked.facts
        value, words = source.get(field), table[field].words.rstrip(".")
        if known(value) == asked.met:
            because.append(Point(f"{words}: {_value(value, field in source, table[field])}".replace("?: ", "? "), name))
        if not known(value):
            start = "The list marked complete" if table[field].type == "rows" else "An answer, or why none applies"
            changes.append(Point(f"{start}: {words}", name))
    return Why(tuple(because), tuple(changes))


def _value(value: Value, given: bool, cell: Any) -> str:
    """A value in words, where blank and “said to be not known” are two things."""
    if value is None:
        return "said to be not known" if given else "blank"
    if isinstance(value, Rows):
        return f"{len(value.rows)} on record" + ("" if value.complete else ", not marked complete")
    return shown(value, cell)


def _holds(asked: Asked, _duty: shape.Holds) -> Why:
    trees = [asked.ready.holds] if asked.ready.holds else []
    return conditions_why(trees, asked.facts, asked.on, asked.row)


def _form(asked: Asked, duty: shape.FormDuty) -> Why:
    title = asked.edition.forms[duty.form].title
    return form_why(asked.rules.table, duty, title, asked.finding.due_on, asked.facts, asked.on)


def _document(asked: Asked, duty: shape.DocumentDuty) -> Why:
    return document_why(asked.rules, duty, asked.finding.due_on, asked.facts, asked.on)


def _act(asked: Asked, duty: shape.ActDuty) -> Why:
    return acts_why(asked.edition, duty.id, duty, asked.row, asked.facts, asked.on)


def _recurs(asked: Asked, duty: shape.Recurs) -> Why:
    return recurs_why(asked.rules, duty, asked.to, asked.row, asked.finding.due_on, asked.facts, asked.on)


def _seat(asked: Asked, duty: shape.Seat) -> Why:
    return seat_why(asked.edition, duty, asked.finding.due_on, asked.facts, asked.on)


def _closed(asked: Asked, _duty: shape.Closed) -> Why:
    done, due = asked.row.get("closed_on"), asked.row.get("due_on")
    falls = f"due on {day_words(due)}" if isinstance(due, date) else "the day it is due is blank"
    ends = f"closed on {day_words(done)}" if isinstance(done, date) else "not closed"
    changes = [Point("The day it was closed", "this.closed_on")]
    if not isinstance(due, date):
        changes.append(Point("The day it is due", "this.due_on"))
    return Why((Point(f"{ends[0].upper()}{ends[1:]}; {falls}", "this.closed_on"),), tuple(changes))


def _judgement(asked: Asked, duty: shape.Judgement) -> Why:
    name = f"judged.{duty.question}"
    facts, table = asked.facts, asked.rules.table
    answer, by, day = facts.get(name), facts.get(f"{name}.by"), facts.get(f"{name}.on")
    roles = listed([title_of(asked.edition, actor) for actor in duty.by], "or")
    ask = table[name].words.rstrip(".")
    says = [Point(f"{ask}: {_value(answer, name in facts, table[name])}".replace("?: ", "? "), name)]
    if answer is not True:
        return Why(tuple(says), (Point(f"A yes from {roles}, with a reason: {ask}", name),))
    changes = []
    if by not in duty.by:
        who = title_of(asked.edition, str(by)) if by else "nobody named"
        says.append(Point(f"Answered by {who}, and it is for {roles}", f"{name}.by"))
        changes.append(Point(f"The answer of {roles}: {ask}", f"{name}.by"))
    if not facts.get(f"{name}.reason"):
        says.append(Point("No reason is given", f"{name}.reason"))
        changes.append(Point("The reason for the answer", f"{name}.reason"))
    past = [day] if isinstance(day, date) else []
    more = repeated(table, duty.every, past, asked.finding.due_on, facts, asked.on) if duty.every else Why(())
    changes = changes or [Point(f"A new answer from {roles}, with a reason: {ask}", name)]
    return Why((*says, *more.because), (*changes, *more.would_change))


def _published(asked: Asked, duty: shape.Published) -> Why:
    rows = rows_of(asked.facts, "published", only_here=True).rows
    out = [row for row in rows if row.get("subject") == duty.subject and in_force(row, asked.on) is True]
    reached = {code for row in out for code in _codes(row.get("to"))}
    missing = [to for to in duty.to if to not in reached]
    subject = code_words(duty.subject)
    if not missing:
        return Why((Point(f"Available to the {listed(duty.to)}: {subject}", "published"),))
    says = f"Not available to the {listed(missing, 'or')}: {subject}"
    return Why((Point(says, "published"),), (Point(f"Published to the {listed(missing)}: {subject}", "published"),))


def _codes(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


_KINDS: dict[type[shape.DutyBase], Callable[[Asked, Any], Why]] = {
    shape.Complete: _complete,
    shape.Holds: _holds,
    shape.FormDuty: _form,
    shape.DocumentDuty: _document,
    shape.ActDuty: _act,
    shape.Recurs: _recurs,
    shape.Seat: _seat,
    shape.Closed: _closed,
    shape.Judgement: _judgement,
    shape.Published: _published,
}
