"""What the pages show of business under way. The scope, or a row already found through it, comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from concordat.approvals import whose
from concordat.approvals.models import ActDone, Condition, Matter, Papers, Waiting
from concordat.approvals.whose import Turn
from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.history.recorded import Recorded
from concordat.protocol.edition import Edition
from concordat.register.models import Involvement, Responsibility
from concordat.register.permissions import holding

MOST = 500


@dataclass(frozen=True)
class Item:
    """Something that waits, and whether it is to be done (``do``), put down for a body (``record``), or put right and
    sent in by those whose partnership it is (``send``)."""

    row: Waiting
    edition: Edition
    how: str


def matters(involvement: Involvement) -> list[Matter]:
    """The matters of an involvement: those under way first, then the last to end."""
    rows = Matter.objects.filter(involvement=involvement).select_related("opened_by").order_by("-pk")
    return sorted(rows, key=lambda row: row.ended != "")


def matter(involvement: Involvement, reference: str) -> Matter | None:
    """One of them; None where it has none of that reference."""
    rows = Matter.objects.filter(involvement=involvement, reference=reference)
    return rows.select_related("involvement__partnership", "involvement__council", "opened_by").first()


def papers_of(matter: Matter) -> list[Papers]:
    """What was sent in, the last first."""
    return list(matter.papers.select_related("by", "adoption").order_by("-number"))


def acts_of(matter: Matter) -> list[ActDone]:
    """What was done in a matter, in order."""
    return list(matter.acts.select_related("by", "recorded_by", "papers").order_by("number"))


def conditions(involvement: Involvement) -> list[Condition]:
    """The conditions set for an involvement: those not yet met first, by their day."""
    rows = Condition.objects.filter(involvement=involvement).select_related("given_in__matter")
    return sorted(rows, key=lambda row: (row.closed_on is not None, row.due_on is None, row.due_on or row.given_in.day))


def approved_last(involvement: Involvement) -> Papers | None:
    """The papers on which it was last approved to enter, or to change."""
    rows = Papers.objects.filter(involvement=involvement, matter__ended="done", matter__start__in=("entry", "change"))
    return rows.order_by("-pk").first()


def condition(involvement: Involvement, pk: int) -> Condition | None:
    """One of them."""
    rows = Condition.objects.filter(involvement=involvement, pk=pk)
    return rows.select_related("involvement__partnership", "involvement__council", "given_in").first()


def waiting(involvement: Involvement) -> list[Waiting]:
    """What waits in an involvement, the longest first: why nothing is happening."""
    rows = Waiting.objects.filter(involvement=involvement).select_related("matter", "adoption")
    return list(rows.order_by("since", "pk"))


def waiting_for(scope: Scope) -> list[Item]:
    """What waits for the reader in their council, the longest first. A fixed number of queries, whatever waits."""
    rows = Waiting.objects.filter(council=scope.council).select_related(
        "involvement__partnership", "matter", "adoption"
    )
    found = list(rows.order_by("since", "pk")[:MOST])
    senders = {user for row in found for user in row.senders}
    people = whose.people_of(scope.council, {row.involvement_id for row in found}, senders, scope.on)
    mine = _mine(scope, found)
    items = (_item(scope, row, people, row.involvement_id in mine) for row in found)
    return [item for item in items if item is not None]


def turn_of(row: Waiting) -> Turn:
    """Whose turn it is where something waits."""
    return Turn(rules_of(row.adoption).edition, row.involvement_id, tuple(row.actors), frozenset(row.senders))


def _item(scope: Scope, row: Waiting, people: whose.People, own: bool) -> Item | None:
    turn = turn_of(row)
    if not row.actors:
        return Item(row, turn.edition, "send") if own else None
    if whose.acts_as(scope, people, turn) or whose.in_place_of(scope, people, turn):
        return Item(row, turn.edition, "do")
    return Item(row, turn.edition, "record") if whose.records_as(scope, turn, own=own) else None


def _mine(scope: Scope, rows: Iterable[Waiting]) -> set[int]:
    """The involvements for which the reader, or somebody they act for, is responsible."""
    ids = {row.involvement_id for row in rows}
    held = Responsibility.objects.filter(holding(scope.on), involvement__in=ids, person__user__in=scope.people)
    return set(held.values_list("involvement_id", flat=True)) if ids and scope.people else set()


def rows_told(involvement: Involvement) -> list[Recorded]:
    """The rows whose record belongs to a partnership's history."""
    return [
        *Matter.objects.filter(involvement=involvement),
        *Papers.objects.filter(involvement=involvement).defer("facts"),
        *ActDone.objects.filter(involvement=involvement),
        *Condition.objects.filter(involvement=involvement),
    ]
