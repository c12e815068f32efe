"""Does a duty hold together? What all kinds share, then what each kind names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from concordat.protocol import duties as shape
from concordat.protocol.conditions import Reader
from concordat.protocol.faults import nearest
from concordat.protocol.reads import reads_of_kind
from concordat.protocol.rounds import anchor_of
from concordat.protocol.tree import names_read

if TYPE_CHECKING:
    from concordat.protocol.check import Checker


# Screening, days and judgements are the council's own, whoever the duty is of.
_ANYWHERE = (
    "gates.",
    "setting.",
    "judged.",
    "screening.treated_as",
    "involvement.entered_on",
    "involvement.applied_by_choice",
)


def check_duty(c: Checker, duty: Any) -> None:
    """Report all that does not hold together in one duty."""
    group = _each(c, duty)
    c.condition(duty.when, duty.at)
    c.condition(duty.group_when, duty.at)
    c.condition(duty.where, duty.at, group)
    c.named(duty.owner, c.actors, "role or body", duty.at)
    for name in duty.principles:
        c.named(name, [p.id for p in c.edition.principles], "principle", duty.at)
    _KINDS[type(duty)](c, duty, group)
    _levels(c, duty, group)


def _levels(c: Checker, duty: Any, group: str | None) -> None:
    """A duty of the partnership rests on the joint record, one of the council on what is true of the council."""
    if duty.of == "involvement":
        return
    body = [duty.where, getattr(duty, "holds", None), *([duty.when, duty.group_when] if duty.of == "council" else [])]
    quiet = Reader(c.table, lambda *_fault: None, c.reader.codes)
    trees = [quiet.read(raw, duty.at, group) for raw in body if raw is not None]
    names = {name for tree in trees if tree is not None for name in names_read(tree)} | reads_of_kind(duty)
    for name in sorted(names):
        fact = c.table.get(name)
        if fact is None or duty.of in fact.level or name.startswith(_ANYWHERE):
            continue
        what = f"“{name}” is no fact of the {duty.of}, but of the {' and the '.join(fact.level)}."
        c.report(duty.at, name, what, f"Leave out of: {duty.of}, or read a fact of the {duty.of}.")


def _each(c: Checker, duty: Any) -> str | None:
    """The list of an ``each``, where it is one."""
    if duty.each is None:
        if duty.where is not None:
            c.report(duty.at, "where", "“where” chooses among no rows.", "Add each: the list, or move it to when.")
        return None
    if not c.named(duty.each, c.table, "list", duty.at):
        return None
    if c.table[duty.each].type != "rows":
        c.report(duty.at, duty.each, f"“{duty.each}” is no list of rows.", "After each name a list.")
        return None
    return str(duty.each)


def _complete(c: Checker, duty: shape.Complete, group: str | None) -> None:
    for name in duty.facts:
        ref = c.reader.ref(name, duty.at, group)
        if ref is not None and ref.cell.blank == "no":
            c.report(
                duty.at, name, f"“{name}” is never blank: silence means no.", "Use holds, or the kind that reads it."
            )


def _holds(c: Checker, duty: shape.Holds, group: str | None) -> None:
    if duty.holds is None:
        c.report(duty.at, "holds", "“holds” is empty.", "Write the condition that has to be true.")
    c.condition(duty.holds, duty.at, group)


def _form(c: Checker, duty: shape.FormDuty, _group: str | None) -> None:
    c.named(duty.form, c.edition.forms, "form", duty.at)
    _period(c, duty.every)


def _document(c: Checker, duty: shape.DocumentDuty, _group: str | None) -> None:
    kinds = c.table["documents"].row["type"].options
    for name in duty.types:
        if isinstance(kinds, dict):
            c.named(name, kinds, "type of document", duty.at)
    if not c.named(duty.elements, c.edition.lists, "list", duty.at) or duty.optional == "all":
        return
    items = {item.id for item in c.edition.lists[duty.elements].items} if duty.elements else set()
    for name in duty.optional:
        c.named(name, items, "element", duty.at)


def _act(c: Checker, duty: shape.ActDuty, _group: str | None) -> None:
    c.actors_named(duty.by, duty.at)
    steps = {f"{route.id}.{step.id}" for route in c.edition.routes for step in route.steps}
    c.named(duty.step, steps, "step", duty.at)
    if "each_partner" in duty.by and duty.each != "partners":
        c.report(
            duty.at, "each_partner", "“each_partner” acts once a partner.", "Add each: partners, or write all_partners."
        )


def _recurs(c: Checker, duty: shape.Recurs, group: str | None) -> None:
    named = {*c.actors, *_recipients(c)}
    for name in duty.to:
        c.named(name, named, "recipient", duty.at)
    _period(c, duty.every)
    c.setting(duty.month, duty.at)
    if isinstance(duty.month, int) and not 1 <= duty.month <= 12:
        c.report(duty.at, "month", f"There is no month {duty.month}.", "Write 1 to 12, or setting.<id>.")
    ref = c.reader.ref(anchor_of(duty), duty.at, group)
    if ref is not None and ref.cell.type != "date":
        c.report(duty.at, "first_from", f"“{duty.first_from}” is no day.", "Name a fact that is a day.")


def _recipients(c: Checker) -> set[str]:
    """Codes of recipients that are no role or body: the public and the partners among them."""
    options = c.table["events"].row["to"].options
    return set(options) if isinstance(options, dict) else {"public", "partners", "members", "board", "all_partners"}


def _seat(c: Checker, duty: shape.Seat, _group: str | None) -> None:
    if (duty.role is None) == (duty.seat is None):
        c.report(duty.at, duty.id, "A duty of kind seat names a role or a seat.", "Write one of role and seat.")
    c.named(duty.role, c.actors, "role", duty.at)
    capacities = c.table["seats"].row["capacity"].options
    if isinstance(capacities, dict):
        c.named(duty.capacity, capacities, "capacity", duty.at)


def _closed(c: Checker, duty: shape.Closed, group: str | None) -> None:
    if group is None:
        c.report(
            duty.at, duty.id, "A duty of kind closed names no list.", "Add each: the list whose rows have to be closed."
        )
        return
    missing = {"due_on", "closed_on"} - set(c.table[group].row)
    if missing:
        c.report(
            duty.at,
            group,
            f"The rows of “{group}” have no {' and no '.join(sorted(missing))}.",
            "Name a list whose rows fall due and are closed.",
        )


def _judgement(c: Checker, duty: shape.Judgement, _group: str | None) -> None:
    c.named(duty.question, c.edition.judged, "judgement", duty.at)
    c.actors_named(duty.by, duty.at)
    _period(c, duty.every)


def _published(c: Checker, duty: shape.Published, _group: str | None) -> None:
    subjects = c.table["published"].row["subject"].options
    if isinstance(subjects, dict):
        c.named(duty.subject, subjects, "subject of publication", duty.at)


def _period(c: Checker, every: shape.Period | None) -> None:
    if every is None:
        return
    given = [name for name in ("months", "setting", "fact") if getattr(every, name) is not None]
    if len(given) != 1:
        c.report(every.at, "every", "A period is given in one way.", "Write {months: 12}, {setting: …} or {fact: …}.")
    c.named(every.setting, c.edition.settings, "setting", every.at)
    if every.fact and c.named(every.fact, c.table, "fact", every.at) and c.table[every.fact].type != "number":
        c.report(every.at, every.fact, f"“{every.fact}” is no number of months.", nearest(every.fact, c.table))


_KINDS: dict[type[shape.DutyBase], Callable[[Any, Any, str | None], None]] = {
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
