"""What the pages of business under way show: each step with for whom it waits, since when, and what would move it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from concordat.approvals import permissions, queries, waiting, whose
from concordat.approvals.acting import Seat
from concordat.approvals.models import ActDone, Condition, Matter, Papers, Waiting
from concordat.approvals.routes import StepOf, routes_of
from concordat.approvals.senders import senders_of
from concordat.approvals.staff import Staff, staff_of
from concordat.approvals.waiting import Under
from concordat.approvals.whose import Turn
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.facts import dictionary
from concordat.protocol.table import title_of
from concordat.protocol.vocabulary import ACTS, OUTCOMES_OF_AN_ACT, STARTS
from concordat.register.known import known_of
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

STATES = {
    "given": ("Done", "green"), "not_needed": ("Not needed", "grey"), "to_be_settled": ("To be settled", "yellow"),
    "open": ("Can be done now", "blue"), "waits": ("Later", "grey"), "sent_back": ("Sent back", "orange"),
    "refused": ("Refused", "red"), "deferred": ("Deferred", "yellow"), "not_sent": ("Not sent in yet", "yellow"),
}  # fmt: skip
ENDED = {"done": ("Done", "green"), "refused": ("Refused", "red"), "withdrawn": ("Withdrawn", "grey")}
NEXT = {
    "not_sent": "Those who answer for the partnership send the papers in.",
    "sent_back": "Those who answer for the partnership put right what was asked for, and send new papers in.",
    "waits": "Something else comes first.",
    "open": "It waits for whoever is named here.",
    "deferred": "It waits for whoever is named here, who put it off to a day.",
}


@dataclass(frozen=True)
class StepShown:
    """A step as it is shown. ``links`` are pairs of address and text."""

    words: str
    clause: str
    tag: dict[str, str]
    whom: Sequence[str] = ()
    since: date | None = None
    move: str = ""
    acts: Sequence[dict[str, Any]] = ()
    links: Sequence[tuple[str, str]] = ()


@dataclass
class RouteShown:
    """A route with its steps."""

    words: str
    clause: str
    steps: list[StepShown] = field(default_factory=list)


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
    staff = _staff(scope, [involvement.pk], [user for row in rows for user in row.senders]) if rows else None
    shown: list[list[Content]] = []
    for row in rows:
        turn = queries.turn_of(row)
        told = task_words(turn.edition, row.task)
        whom = " ".join(staff.asked(turn)) if staff and row.actors else "Those who answer for the partnership"
        what = Cell(told, where.to("matter", row.matter.reference), hint=_move(row.state, row.waits_for))
        shown.append([what, whom, day(row.since)])
    columns = [Column("What waits"), Column("For whom"), Column("Since")]
    return Table(columns, shown, "Why is nothing happening?", "Nothing waits for anybody.")


def _staff(scope: Scope, involvements: Sequence[int], senders: Sequence[int]) -> Staff:
    return staff_of(scope.council, involvements, senders, scope.on)


def _move(state: str, missing: Sequence[str]) -> str:
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


def matter_page(scope: Scope, matter: Matter) -> dict[str, Any]:
    """The steps of each route in order, with what was done in each, and the papers sent in."""
    involvement, where = matter.involvement, Where(scope, matter.involvement)
    papers, acts = queries.papers_of(matter), queries.acts_of(matter)
    may = permissions.can_open(scope, involvement) and not matter.ended
    set_in = [row for row in queries.conditions(involvement) if row.given_in.matter_id == matter.pk]
    return {
        "matter": matter,
        "state": state_tag(matter),
        "changed": changed_words(matter),
        "routes": _routes(scope, matter, papers, acts),
        "papers": _papers(where, matter, papers),
        "conditions": conditions_table(where, set_in, permissions.can_open(scope, involvement)) if set_in else None,
        "send_url": where.to("matter_send", matter.reference) if may else "",
        "withdraw_url": where.to("matter_withdraw", matter.reference) if may else "",
    }


def _papers(where: Where, matter: Matter, papers: Sequence[Papers]) -> Table:
    rows: list[list[Content]] = [
        [
            Cell(f"Papers {row.number}", where.to("papers", matter.reference, row.number), hint=row.note),
            day(row.day),
            row.by.name if row.by else "The system",
        ]
        for row in papers
    ]
    return Table([Column("Papers"), Column("Sent in on"), Column("By")], rows, "Papers", "Nothing was sent in yet.")


def _routes(scope: Scope, matter: Matter, papers: Sequence[Papers], acts: Sequence[ActDone]) -> list[RouteShown]:
    try:
        known = known_of(scope, matter.involvement)
    except CannotDo:
        return []
    last = papers[0] if papers else None
    senders = senders_of([last])[last.pk] if last else frozenset()
    under = Under(matter, last, {act.task: act for act in acts}, senders)
    staff = _staff(scope, [matter.involvement_id], sorted(under.senders))
    shown: dict[str, RouteShown] = {}
    for step in routes_of(known, matter, scope.on):
        route = shown.setdefault(step.route.id, RouteShown(step.route.words, step.route.clause))
        done = [act_shown(known.rules.edition, act) for act in acts if act.task == step.task]
        route.steps.append(_step(scope, step, under, staff, known.rules.edition, done))
    return list(shown.values())


def _step(
    scope: Scope, step: StepOf, under: Under, staff: Staff, edition: Edition, done: Sequence[dict[str, Any]]
) -> StepShown:
    matter, words, clause = under.matter, step_words(edition, step), step.step.step.clause
    if step.step.settled or matter.ended:
        found = step.step.state
        return StepShown(words, clause, tag_of(*STATES[found]), move=step.step.says, acts=done)
    state = waiting.state_of(step, under)
    now = state in ("open", "deferred")
    turn = Turn(edition, matter.involvement_id, step.left, under.senders)
    return StepShown(
        words,
        clause,
        tag_of(*STATES[state]),
        staff.asked(turn) if now else (),
        waiting.since(step, under) if state != "waits" or step.missing else None,
        _move(state, step.missing),
        done,
        links_of(scope, under, staff, turn, step.task) if now else (),
    )


def links_of(scope: Scope, under: Under, staff: Staff, turn: Turn, task: str) -> list[tuple[str, str]]:
    """Where the reader does it, or puts down what a body did."""
    if under.papers is None:
        return []
    where = Where(scope, under.matter.involvement)
    args = (under.matter.reference, under.papers.number, task)
    links = []
    if whose.acts_as(scope, staff.people, turn) or whose.in_place_of(scope, staff.people, turn):
        links.append((where.to("step_act", *args), "Look at the papers and decide"))
    own = permissions.can_open(scope, under.matter.involvement)
    if whose.records_as(scope, turn, own=own):
        links.append((where.to("step_record", *args), "Record what was decided"))
    return links


def act_shown(edition: Edition, act: ActDone) -> dict[str, Any]:
    """What was done: by whom, as whom, when, why."""
    by = act.by.name if act.by else ""
    role = title_of(edition, act.instead or act.acting_as)
    who = f"{by}, {role}" if by else role
    if act.instead:
        who += f", for {title_of(edition, act.acting_as).lower()}, who sent it in"
    recorded = f"Recorded by {act.recorded_by.name}" if act.recorded_by else ""
    return {
        "outcome": OUTCOMES_OF_AN_ACT[act.outcome],
        "who": who,
        "what": ACTS.get(act.act, act.act),
        "row": act,
        "recorded": f"{recorded}, minute {act.minute}" if act.minute else recorded,
    }


def asked_of(scope: Scope, matter: Matter, papers: Papers, seat: Seat) -> list[str]:
    """Whom a step asks, by name."""
    senders = senders_of([papers])[papers.pk]
    turn = Turn(seat.edition, matter.involvement_id, seat.step.left, senders)
    return _staff(scope, [matter.involvement_id], sorted(senders)).asked(turn)
