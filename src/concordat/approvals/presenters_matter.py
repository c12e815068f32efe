"""The page of one matter: the steps of each route in order, what was done in each, and the papers sent in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from concordat.approvals import permissions, queries, waiting, whose
from concordat.approvals.act_words import outcome_words, the, words_of
from concordat.approvals.models import ActDone, Matter, Papers
from concordat.approvals.needed import Needed, to_do
from concordat.approvals.presenters import (
    STANDS_STILL,
    Where,
    changed_words,
    conditions_table,
    move_words,
    staff_for,
    state_tag,
    step_words,
    tag_of,
)
from concordat.approvals.routes import StepOf, routes_of
from concordat.approvals.seats import Seat
from concordat.approvals.senders import senders_of
from concordat.approvals.staff import Staff
from concordat.approvals.waiting import Under
from concordat.approvals.whose import Turn
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.table import title_of
from concordat.protocol.vocabulary import ACTS
from concordat.register.known import known_of
from concordat.ui.refusals import CannotDo
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

STATES = {
    "given": ("Done", "green"), "not_needed": ("Not needed", "grey"), "to_be_settled": ("To be settled", "yellow"),
    "open": ("Waiting", "blue"), "waits": ("Later", "grey"), "sent_back": ("Sent back", "orange"),
    "refused": ("Refused", "red"), "deferred": ("Deferred", "yellow"), "not_sent": ("Not sent in yet", "yellow"),
}  # fmt: skip


# What waits for somebody does so since a day; what comes later or is not settled does not.
_SINCE = ("open", "deferred", "sent_back", "not_sent")


@dataclass(frozen=True)
class StepShown:
    """A step as it is shown. ``links`` are pairs of address and text; ``decides``: it asks the reader."""

    words: str
    clause: str
    tag: dict[str, str]
    whom: Sequence[str] = ()
    since: date | None = None
    move: str = ""
    acts: Sequence[dict[str, Any]] = ()
    links: Sequence[tuple[str, str]] = ()
    decides: bool = False


@dataclass
class RouteShown:
    """A route with its steps. ``more`` are its words, where its heading is shorter."""

    words: str
    clause: str
    more: str
    steps: list[StepShown] = field(default_factory=list)


def matter_page(scope: Scope, matter: Matter) -> dict[str, Any]:
    """The steps of each route in order, with what was done in each, and the papers sent in."""
    involvement, where = matter.involvement, Where(scope, matter.involvement)
    papers, acts = queries.papers_of(matter), queries.acts_of(matter)
    may = permissions.can_open(scope, involvement) and not matter.ended
    set_in = [row for row in queries.conditions(involvement) if row.given_in.matter_id == matter.pk]
    routes, left = _routes(scope, matter, papers, acts)
    steps = [step for route in routes for step in route.steps]
    left = left if may else []
    return {
        "matter": matter,
        "state": state_tag(matter, sent=bool(papers)),
        "changed": changed_words(matter),
        "routes": routes,
        # What the reader is asked to do comes first; while others have the papers, nobody is urged to send new ones.
        "todo": [link for step in steps for link in step.links][:1],
        "decides": any(step.decides for step in steps),
        "with_somebody": any(step.whom for step in steps),
        # While nothing could begin, what is missing is told in the place of sending it in.
        "needed": left,
        "papers": _papers(where, matter, papers),
        "conditions": conditions_table(where, set_in, permissions.can_open(scope, involvement)) if set_in else None,
        "send_url": where.to("matter_send", matter.reference) if may and not left else "",
        "withdraw_url": where.to("matter_withdraw", matter.reference) if may else "",
    }


def _papers(where: Where, matter: Matter, papers: Sequence[Papers]) -> Table:
    rows: list[list[Content]] = [
        [
            Cell(f"Papers {row.number}", where.to("papers", matter.reference, row.number), hint=row.note),
            day(row.day),
            row.by.name if row.by else "Not recorded",
        ]
        for row in papers
    ]
    return Table([Column("Papers"), Column("Sent in on"), Column("By")], rows, "Papers", "Nothing was sent in yet.")


def _routes(
    scope: Scope, matter: Matter, papers: Sequence[Papers], acts: Sequence[ActDone]
) -> tuple[list[RouteShown], list[Needed]]:
    """The routes with their steps, and what is missing before anybody can be asked."""
    try:
        known = known_of(scope, matter.involvement)
    except CannotDo:
        return [], []
    last = papers[0] if papers else None
    senders = senders_of([last])[last.pk] if last else frozenset()
    under = Under(matter, last, {act.task: act for act in acts}, senders)
    staff = staff_for(scope, [matter.involvement_id], sorted(under.senders))
    shown: dict[str, RouteShown] = {}
    steps = routes_of(known, matter, scope.on)
    for step in steps:
        route = shown.setdefault(
            step.route.id,
            RouteShown(
                step.route.title or step.route.words, step.route.clause, step.route.words if step.route.title else ""
            ),
        )
        done = [act_shown(known.rules.edition, act) for act in acts if act.task == step.task]
        route.steps.append(_step(scope, step, under, staff, known.rules.edition, done))
    return list(shown.values()), to_do(scope, matter.involvement, known.rules, steps)


def _step(
    scope: Scope, step: StepOf, under: Under, staff: Staff, edition: Edition, done: Sequence[dict[str, Any]]
) -> StepShown:
    matter, words, clause = under.matter, step_words(edition, step), step.step.step.clause
    if step.step.settled or matter.ended or matter.involvement.withdrawn_at is not None:
        found = step.step.state
        return StepShown(words, clause, tag_of(*STATES[found]), move=step.step.says, acts=done)
    state = waiting.state_of(step, under)
    now = state in ("open", "deferred")
    turn = Turn(edition, matter.involvement_id, step.left, under.senders)
    links = links_of(scope, under, staff, turn, step) if now else ()
    still = now and not links and staff.stands_still(turn)
    return StepShown(
        words,
        clause,
        tag_of(*STATES[state]),
        staff.asked(turn) if now else (),
        waiting.since(step, under) if state in _SINCE else None,
        STANDS_STILL if still else move_words(state, step.missing, yours=bool(links)),
        done,
        links,
        decides=bool(links) and asks_reader(scope, staff, turn),
    )


def links_of(scope: Scope, under: Under, staff: Staff, turn: Turn, step: StepOf) -> Sequence[tuple[str, str]]:
    """Where the reader does it, or puts down what a body did."""
    if under.papers is None:
        return ()
    where = Where(scope, under.matter.involvement)
    args = (under.matter.reference, under.papers.number, step.task)
    links = []
    if asks_reader(scope, staff, turn):
        links.append((where.to("step_act", *args), words_of(step.step.step.act).link))
    own = permissions.can_open(scope, under.matter.involvement)
    if whose.records_as(scope, turn, own=own):
        links.append((where.to("step_record", *args), "Record what was decided"))
    return links


def asks_reader(scope: Scope, staff: Staff, turn: Turn) -> bool:
    """Whether it is the reader who is to act, as whom is asked or in their place; not only to put down what was."""
    return permissions.gives_as(scope, staff.people, turn) is not None


def act_shown(edition: Edition, act: ActDone) -> dict[str, Any]:
    """What was done: by whom, as whom, when, why."""
    by = act.by.name if act.by else ""
    role = title_of(edition, act.instead or act.acting_as)
    who = f"{by}, {role}" if by else role
    if act.instead:
        who += f", for {the(title_of(edition, act.acting_as))}, who sent it in or submitted a form of it"
    recorded = f"Recorded by {act.recorded_by.name}" if act.recorded_by else ""
    return {
        "outcome": outcome_words(act.act, act.outcome),
        "who": who,
        "what": ACTS.get(act.act, act.act),
        "row": act,
        "recorded": f"{recorded}, minute {act.minute}" if act.minute else recorded,
    }


def todo(scope: Scope, matter: Matter) -> Sequence[tuple[str, str]]:
    """What the reader is asked to do in a matter, first: address and words."""
    found = matter_page(scope, matter)["todo"]
    return [(href, words) for href, words in found]


def asked_of(scope: Scope, matter: Matter, papers: Papers, seat: Seat) -> list[str]:
    """Whom a step asks, by name."""
    senders = senders_of([papers])[papers.pk]
    turn = Turn(seat.edition, matter.involvement_id, seat.step.left, senders)
    return staff_for(scope, [matter.involvement_id], sorted(senders)).asked(turn)
