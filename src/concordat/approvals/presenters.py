"""What the pages of business under way show: each step with for whom it waits, since when, and what would move it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from concordat.approvals import permissions, queries, whose
from concordat.approvals.models import Condition, Matter, Waiting
from concordat.approvals.routes import StepOf
from concordat.approvals.staff import Staff, staff_of
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.facts import dictionary
from concordat.protocol.vocabulary import STARTS
from concordat.register.models import Involvement
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

ENDED = {"done": ("Done", "green"), "refused": ("Refused", "red"), "withdrawn": ("Withdrawn", "grey")}
NEXT = {
    "not_sent": "Those who answer for the partnership send the papers in.",
    "sent_back": "Those who answer for the partnership put right what was asked for, and send new papers in.",
    "waits": "Something else comes first.",
    "open": "It waits for whoever is named here.",
    "deferred": "It waits for whoever is named here, who put it off to a day.",
}


class Where:
    """Addresses of one partnership."""

    def __init__(self, scope: Scope, involvement: Involvement) -> None:
        self.args = [scope.council.slug, involvement.reference]

    def to(self, name: str, *more: Any) -> str:
        """The address of one of its pages."""
        return reverse(name, args=[*self.args, *more])


def start_words(start: str) -> str:
    """What started a matter, in words."""
    return STARTS[start][0]


def tag_of(text: str, colour: str) -> dict[str, str]:
    """A tag, as its component takes it."""
    return {"text": text, "classes": f"govuk-tag--{colour}"}


def state_tag(matter: Matter) -> dict[str, str]:
    """Whether a matter is under way, and else how it ended."""
    return tag_of(*(ENDED[matter.ended] if matter.ended else ("Under way", "blue")))


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
    for route in edition.routes:
        for step in route.steps:
            if f"{route.id}.{step.id}" == task:
                return step.words or f"{whose.titles(edition, step.by)}: to {step.act}"
    return task


def matters_page(scope: Scope, involvement: Involvement) -> dict[str, Any]:
    """What is under way and was; why nothing is happening; the conditions."""
    where, found = Where(scope, involvement), queries.matters(involvement)
    may = permissions.can_open(scope, involvement)
    return {
        "why": why_table(scope, involvement, queries.waiting(involvement)),
        "under_way": [matter for matter in found if not matter.ended],
        "matters": _matters(where, found),
        "conditions": conditions_table(where, queries.conditions(involvement), may),
        "open_url": where.to("matter_open") if may else "",
    }


def _matters(where: Where, found: Sequence[Matter]) -> Table:
    rows: list[list[Content]] = [
        [
            Cell(start_words(row.start), where.to("matter", row.reference), hint=changed_words(row)),
            Cell(str(state_tag(row)["text"]), tag=state_tag(row)["classes"].removeprefix("govuk-tag--")),
            _days(row),
        ]
        for row in found
    ]
    columns = [Column("What started it"), Column("State"), Column("When")]
    return Table(columns, rows, "Under way and past", "Nothing was ever started here.")


def _days(row: Matter) -> str:
    ended = f", ended on {day(row.ended_on)}" if row.ended_on else ""
    return f"Since {day(row.opened_on)}{ended}"


def why_table(scope: Scope, involvement: Involvement, rows: Sequence[Waiting]) -> Table:
    """What waits, for whom, since when, and what would move it."""
    where = Where(scope, involvement)
    staff = staff_for(scope, [involvement.pk], [user for row in rows for user in row.senders]) if rows else None
    shown: list[list[Content]] = []
    for row in rows:
        turn = queries.turn_of(row)
        told = task_words(turn.edition, row.task)
        whom = " ".join(staff.asked(turn)) if staff and row.actors else "Those who answer for the partnership"
        what = Cell(told, where.to("matter", row.matter.reference), hint=move_words(row.state, row.waits_for))
        shown.append([what, whom, day(row.since)])
    columns = [Column("What waits"), Column("For whom"), Column("Since")]
    return Table(columns, shown, "Why is nothing happening?", "Nothing waits for anybody.")


def staff_for(scope: Scope, involvements: Sequence[int], senders: Sequence[int]) -> Staff:
    """The staff of the council, as the steps of some partnerships ask for them."""
    return staff_of(scope.council, involvements, senders, scope.on)


def move_words(state: str, missing: Sequence[str]) -> str:
    """What would move something that waits."""
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
