"""Why a duty of each kind is met or not. One function a kind; each reads what the kind reads, and says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.protocol import duties as shape
from concordat.protocol.documents_in_force import document_truths
from concordat.protocol.edition import Edition
from concordat.protocol.explain.acts import acts_why
from concordat.protocol.explain.points import Point, Why, code_words, conditions_why, day_words, listed
from concordat.protocol.explain.rounds import form_why, recurs_why, repeated
from concordat.protocol.kinds import known
from concordat.protocol.rules import Finding, ReadyDuty, Rules, elements_of
from concordat.protocol.table import title_of
from concordat.protocol.traced import shown
from concordat.protocol.values import Facts, NotApplicable, Row, Rows, Truth, Value, in_force, rows_of
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
    return form_why(duty, asked.edition.forms[duty.form].title, asked.finding.due_on, asked.facts, asked.on)


def _document(asked: Asked, duty: shape.DocumentDuty) -> Why:
    elements = elements_of(asked.edition, duty)
    optional = set(elements if duty.optional == "all" else duty.optional)
    documents = rows_of(asked.facts, "documents")
    truths = document_truths(duty, elements, optional, documents, asked.on)
    kinds = asked.rules.table["documents"].row["type"].options
    named = listed([_words(kinds, name) for name in duty.types], "or")
    items = {item.id: item.words for item in asked.edition.lists[duty.elements].items} if duty.elements else {}
    if isinstance(asked.facts.get("documents"), NotApplicable):
        return Why(
            (Point(f"Documents: {shown(asked.facts['documents'], asked.rules.table['documents'])}", "documents"),)
        )
    if truths[""] is not True:
        says = f"In force: no {named} on record" + ("" if documents.complete else "; the list is not marked complete")
        return Why((Point(says, "documents"),), (Point(f"In force: {named}", "documents"),))
    because = [
        Point(
            f"In force: {named}" + (f", until {day_words(end)}" if (end := asked.finding.due_on) else ""), "documents"
        )
    ]
    changes = []
    for truth, start in ((False, "Missing"), (None, "Not known whether it is there")):
        found = [name for name, value in truths.items() if name and value is truth]
        because += [Point(f"{start}: {_part(items, name)}", "documents") for name in found]
        changes += [Point(f"In the document: {_part(items, name)}", "documents") for name in found]
    return Why(tuple(because), tuple(changes))


def _words(options: Any, code: str) -> str:
    return options.get(code, code_words(code)) if isinstance(options, dict) else code_words(code)


def _part(items: dict[str, str], name: str) -> str:
    """An element of a document in its words; agreement and signature among them."""
    known_parts = {
        "agreed_by_all_partners": "that all partners agreed it",
        "signed_by_all_partners": "that all partners signed it",
    }
    return known_parts.get(name) or items.get(name, code_words(name)).rstrip(".")


def _act(asked: Asked, duty: shape.ActDuty) -> Why:
    return acts_why(asked.edition, duty.id, duty, asked.row, asked.facts, asked.on)


def _recurs(asked: Asked, duty: shape.Recurs) -> Why:
    return recurs_why(asked.rules, duty, asked.to, asked.finding.due_on, asked.facts, asked.on)


def _seat(asked: Asked, duty: shape.Seat) -> Why:
    group = "responsibilities" if duty.role else "seats"
    title = title_of(asked.edition, str(duty.role or duty.seat))
    who = f" ({code_words(duty.capacity)})" if duty.capacity else ""
    rows = rows_of(asked.facts, group)
    here = [row for row in rows.rows if row.get("role") == (duty.role or duty.seat)]
    holders = [
        f"{row.get('person') or row.get('post') or row.get('id') or 'somebody'}{_capacity(duty, row)}{_term(row, asked.on)}"
        for row in here
    ]
    needs = f"; {duty.at_least} are asked for" if duty.at_least > 1 else ""
    says = f"{title}{who}: {listed(holders) if holders else 'nobody on record'}{needs}"
    if not rows.complete and not asked.met:
        says += "; the list of holders is not marked complete"
    end = asked.finding.due_on
    because = [Point(says, group)] + ([Point(f"The term ends on {day_words(end)}", group)] if end and asked.met else [])
    return Why(tuple(because), (Point(f"A holder on record: {title}{who}", group),))


def _capacity(duty: shape.Seat, row: Row) -> str:
    if not duty.seat:
        return ""
    capacity = row.get("capacity")
    if duty.of == "involvement" and row.get("ours") is not True:
        return " (not ours)" if row.get("ours") is False else " (not known whether ours)"
    return (
        "" if capacity == duty.capacity or not duty.capacity else f" ({code_words(str(capacity or 'capacity blank'))})"
    )


def _term(row: Row, on: date) -> str:
    until = row.get("until")
    if isinstance(until, date) and until <= on:
        return f", until {day_words(until)}"
    return ", from a day not known" if in_force(row, on) is None else ""


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
    more = repeated(duty.every, past, asked.finding.due_on, facts, asked.on) if duty.every else Why(())
    return Why((*says, *more.because), (*changes, *more.would_change))


def _published(asked: Asked, duty: shape.Published) -> Why:
    rows = rows_of(asked.facts, "published", only_here=True).rows
    out = [row for row in rows if row.get("subject") == duty.subject and in_force(row, asked.on) is True]
    reached = {code for row in out for code in _codes(row.get("to"))}
    missing = [to for to in duty.to if to not in reached]
    subject = code_words(duty.subject)
    if not missing:
        return Why((Point(f"Available to the {listed(list(duty.to))}: {subject}", "published"),))
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
