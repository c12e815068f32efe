"""What the pages of business under way show: each step with for whom it waits, since when, and what would move it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse

from concordat.approvals import states, whose
from concordat.approvals.act_words import words_of
from concordat.approvals.models import Condition, Matter
from concordat.approvals.queries import Item
from concordat.approvals.routes import StepOf
from concordat.approvals.staff import Staff, staff_of
from concordat.approvals.start_words import TITLES
from concordat.councils.scope import Scope
from concordat.protocol.approve import Step
from concordat.protocol.edition import Edition
from concordat.protocol.facts import dictionary
from concordat.register.models import Involvement
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

# What the pages say of a matter, by its state; whether the last papers were sent back or deferred is said of its steps.
TAGS = {
    states.OPENED: ("Being prepared", "yellow"), states.UNDER_WAY: ("Under way", "blue"),
    states.DONE: ("Done", "green"), states.REFUSED: ("Refused", "red"), states.WITHDRAWN: ("Withdrawn", "grey"),
}  # fmt: skip
NEXT = {
    "not_sent": "Those who answer for the partnership send the papers in.",
    "sent_back": "Those who answer for the partnership put right what was asked for, and send new papers in.",
    "waits": "It comes after the steps before it.",
    "open": "It waits for whoever is named here.",
    "deferred": "It waits for whoever is named here, who put it off to a day.",
}
YOURS = "It waits for you."
STANDS_STILL = "Nobody can do it as it stands."


class Where:
    """Addresses of one partnership."""

    def __init__(self, scope: Scope, involvement: Involvement) -> None:
        self.args = [scope.council.slug, involvement.reference]

    def to(self, name: str, *more: Any) -> str:
        """The address of one of its pages."""
        return reverse(name, args=[*self.args, *more])


def start_words(start: str) -> str:
    """What a matter is, as its page is called."""
    return TITLES.get(start, start)


def tag_of(text: str, colour: str) -> dict[str, str]:
    """A tag, as its component takes it."""
    return {"text": text, "classes": f"govuk-tag--{colour}"}


def state_tag(matter: Matter, *, sent: bool) -> dict[str, str]:
    """Whether a matter is being prepared or, with papers ``sent`` in, under way; and else how it ended."""
    return tag_of(*TAGS[states.state(matter.ended, sent=sent, outcomes=())])


def changed_words(matter: Matter) -> str:
    """What is to change, in words."""
    options = dictionary()["matter.changed"].options
    known = options if isinstance(options, dict) else {}
    return ", ".join(known.get(code, code) for code in matter.changed)


def step_words(edition: Edition, step: StepOf) -> str:
    """What a step asks, in words."""
    asked = step.step.step
    return asked.words or f"{whose.titles(edition, asked.by)}: to {asked.act}"


def task_words(edition: Edition, task: str) -> str:
    """What a task asks, in words: of a step that is known by its task alone."""
    step = step_of(edition, task)
    return task if step is None else step.words or f"{whose.titles(edition, step.by)}: to {step.act}"


def step_of(edition: Edition, task: str) -> Step | None:
    """The step that is known by its task alone; None where the edition has none of it."""
    named = ((f"{route.id}.{step.id}", step) for route in edition.routes for step in route.steps)
    return next((step for name, step in named if name == task), None)


def waiting_words(item: Item) -> tuple[str, str]:
    """Of something that waits for the reader: what they do about it, which is the link, and what is asked."""
    asked = task_words(item.edition, item.row.task)
    if item.how == "record":
        return "Record what was decided", asked
    if item.how == "do":
        return _link(item) if item.row.state == "open" else "Put off: decide on its day", asked
    if item.row.state == "sent_back":
        return "Put right what was asked for, and send it in again", f"Sent back to you. {asked}"
    if item.row.waits_for:
        return f"Fill in and submit: {', '.join(item.row.waits_for)}", asked
    return "Send it in for approval" if item.row.state == "not_sent" else "Answer what tells who is asked", asked


def _link(item: Item) -> str:
    step = step_of(item.edition, item.row.task)
    return words_of(step.act if step is not None else "").link


def staff_for(scope: Scope, involvements: Sequence[int], senders: Sequence[int]) -> Staff:
    """The staff of the council, as the steps of some partnerships ask for them."""
    return replace(staff_of(scope.council, involvements, senders, scope.on), reader=scope.user_id)


def move_words(state: str, missing: Sequence[str], *, yours: bool = False) -> str:
    """What would move something that waits; ``yours``: it waits for the reader."""
    if yours:
        return YOURS
    if missing:
        return f"These forms have to be submitted first: {', '.join(missing)}."
    return NEXT.get(state, "It is not known yet whether this is needed.")


def conditions_table(where: Where, rows: Sequence[Condition], may: bool) -> Table:
    """The conditions that were set: who sees to each, by when, and how it was met."""
    shown: list[list[Content]] = []
    for row in rows:
        by = day(row.due_on) if row.due_on else "No day is set"
        if row.closed_on:
            state = Cell(f"Met on {day(row.closed_on)}", hint=row.closed_how)
        else:
            state = Cell("Say that it is met", where.to("condition_met", row.pk)) if may else Cell("Not met yet")
        shown.append([Cell(row.words), row.owner or "Nobody is named", by, state])
    columns = [Column("Condition"), Column("Who sees to it"), Column("By"), Column("State")]
    return Table(columns, shown, "Conditions", "No condition was set.")
