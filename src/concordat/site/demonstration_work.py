"""What was done in a demonstration's partnerships, step by step, by its people on their days.

A step names who did it (``by``), when (``on``), and one thing: ``screen``, ``aims``, ``assess``, ``judge``, ``record``,
``submit``, ``hand``, ``ask``, ``open``, ``send``, ``decide`` or ``minute``. Each goes through its service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from concordat.accounts.models import User
from concordat.answers import sharing, submitting
from concordat.approvals import acting, opening
from concordat.approvals.acting import Said, Wanted
from concordat.approvals.models import Matter, Papers
from concordat.councils import queries as councils
from concordat.councils.models import Aim, Membership
from concordat.councils.scope import Scope
from concordat.judgements import answering as judging_answers
from concordat.judgements import judging
from concordat.judgements import queries as judgements
from concordat.protocol.facts import Cell
from concordat.protocol.given import FactsReader
from concordat.protocol.rules import Rules
from concordat.protocol.screening import facts_asked
from concordat.protocol.values import Rows
from concordat.records import answering, listing
from concordat.records import queries as records
from concordat.records.catalogue import is_joint, sides
from concordat.records.queries import Side
from concordat.register.known import known_of
from concordat.register.models import Involvement

Step = Mapping[str, Any]
People = Mapping[str, User]


class Working:
    """One partnership, and the people of its council by the keys of the description."""

    def __init__(self, row: Involvement, people: People, refuse: Callable[..., None]) -> None:
        self._pk, self.people, self._refuse = row.pk, people, refuse
        self.slug = row.council.slug

    @property
    def row(self) -> Involvement:
        """The partnership as it is saved now: each service is given what its person would have seen."""
        return Involvement.objects.select_related("partnership__steward", "council").get(pk=self._pk)

    def do(self, step: Step) -> None:
        """Do one step. Raises ValueError for a step that there is not."""
        scope = self._scope(step["by"], step["on"])
        (name,) = step.keys() & STEPS.keys() or {""}
        if not name:
            raise ValueError(f"There is no such step: {sorted(step)}")
        STEPS[name](self, scope, step[name], step)

    def rules(self, scope: Scope) -> Rules:
        """The rules of the edition in force."""
        return known_of(scope, self.row).rules

    def read(self, scope: Scope, told: Mapping[str, Any]) -> dict[str, Any]:
        """Facts as people write them, typed by the edition."""
        rules = self.rules(scope)
        return dict(FactsReader(rules.edition, rules.table, self._refuse).read(dict(told)))

    def matter(self, start: str) -> Matter:
        """The matter of a start that is under way."""
        return Matter.objects.get(involvement=self._pk, start=start, ended="")

    def _scope(self, key: str, on: date) -> Scope:
        found = councils.scope_of(self.people[key], self.slug)
        if found is None:
            raise ValueError(f"“{key}” does not work here.")
        return replace(found, on=on)


def _screen(work: Working, scope: Scope, told: Mapping[str, Any], step: Step) -> None:
    asked = [name for name in facts_asked(work.rules(scope)) if name.startswith("arrangement.")]
    _answer(work, scope, {name: name.removeprefix("arrangement.") in told["holds"] for name in asked})
    judging.screen(scope, involvement=work.row, treat_as=step.get("treat_as", ""), reason=step.get("reason", ""))


def _aims(work: Working, scope: Scope, told: Mapping[str, str], _: Step) -> None:
    aims = {aim.code: aim for aim in Aim.objects.filter(council=scope.council)}
    if unknown := set(told) - set(aims):
        raise ValueError(f"The council has no such aims: {sorted(unknown)}")
    served = {aim: (told.get(code, "none"), None) for code, aim in aims.items()}
    version = judgements.aims_as_seen(work.row).version
    judging_answers.serve_aims(scope, involvement=work.row, served=served, complete=True, version=version)


def _assess(work: Working, scope: Scope, told: Mapping[str, Any], step: Step) -> None:
    _answer(work, scope, work.read(scope, {f"criterion.{name}": level for name, level in told.items()}))
    judging.assess(scope, involvement=work.row, notes=step.get("notes"), overruled=step.get("overruled"))


def _judge(work: Working, scope: Scope, told: str, step: Step) -> None:
    judging.judge(scope, involvement=work.row, name=told, answer=step["answer"], reason=step["reason"])


def _record(work: Working, scope: Scope, told: Mapping[str, Any], _: Step) -> None:
    table = work.rules(scope).table
    for name, value in work.read(scope, told).items():
        if isinstance(value, Rows):
            _rows(work, scope, name, value)
            continue
        side = Side(work.row, is_joint(table[name]))
        said = {name: _as_answer(value, table[name])}
        answering.answer(scope, side=side, answers=said, version=records.as_seen(side, [name]).version)


def _rows(work: Working, scope: Scope, group: str, told: Rows) -> None:
    fact = work.rules(scope).table[group]
    for row in told.rows:
        answers = {name: _as_answer(value, fact.row[name]) for name, value in row.items()}
        listing.add(scope, side=Side(work.row, sides(fact)[0]), group=group, answers=answers)
    for joint in sides(fact) if told.complete else ():
        side = Side(work.row, joint)
        version = records.as_seen(side, [group]).version
        answering.say_complete(scope, side=side, group=group, complete=True, version=version)


def _as_answer(value: Any, cell: Cell) -> Any:
    """A fact's value as a form would give it: pounds are pence there."""
    if cell.type == "money" and isinstance(value, int | Decimal):
        return int(value * 100)
    return list(value) if isinstance(value, tuple) else value


def _answer(work: Working, scope: Scope, facts: Mapping[str, Any]) -> None:
    version = judgements.answers_as_seen(work.row, list(facts)).version
    judging_answers.answer(scope, involvement=work.row, answers=facts, version=version)


def _submit(work: Working, scope: Scope, told: str, _: Step) -> None:
    submitting.submit(scope, involvement=work.row, form=told)


def _hand(work: Working, scope: Scope, told: Mapping[str, Any], _: Step) -> None:
    to = Membership.objects.get(council=scope.council, user=work.people[told["to"]])
    sharing.hand_over(
        scope,
        involvement=work.row,
        form=told["form"],
        section=told["section"],
        to=to,
        note=told["note"],
        due_on=told["due_on"],
    )


def _ask(work: Working, scope: Scope, told: Mapping[str, Any], _: Step) -> None:
    sharing.ask(scope, involvement=work.row, form=told["form"], question=told["question"], words=told["words"])


def _open(work: Working, scope: Scope, told: str, step: Step) -> None:
    changed, reason = step.get("changed", ()), step.get("reason", "")
    opening.open_matter(scope, involvement=work.row, start=told, changed=changed, reason=reason)


def _send(work: Working, scope: Scope, told: str, step: Step) -> None:
    matter = work.matter(told)
    opening.send(scope, matter=matter, version=matter.version, note=step.get("note", ""))


def _decide(work: Working, scope: Scope, told: str, step: Step) -> None:
    matter, papers = _last_papers(work, step)
    acting.do(scope, matter=matter, task=told, papers=papers, said=_said(step))


def _minute(work: Working, scope: Scope, told: str, step: Step) -> None:
    matter, papers = _last_papers(work, step)
    acting.record(scope, matter=matter, task=told, papers=papers, said=replace(_said(step), day=step["on"]))


def _last_papers(work: Working, step: Step) -> tuple[Matter, Papers]:
    matter = work.matter(step.get("matter", "entry"))
    return matter, matter.papers.order_by("-number")[0]


def _said(step: Step) -> Said:
    return Said(
        step["outcome"],
        reason=step.get("reason", ""),
        until=step.get("until"),
        conditions=tuple(Wanted(**one) for one in step.get("conditions", ())),
        minute=step.get("reference", ""),
        named=step.get("named", ""),
    )


STEPS: Mapping[str, Callable[[Working, Scope, Any, Step], None]] = {
    "screen": _screen,
    "aims": _aims,
    "assess": _assess,
    "judge": _judge,
    "record": _record,
    "submit": _submit,
    "hand": _hand,
    "ask": _ask,
    "open": _open,
    "send": _send,
    "decide": _decide,
    "minute": _minute,
}
