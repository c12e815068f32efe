"""What the pages show of business under way. The scope, or a row already found through it, comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from concordat.answers.models import Submitted
from concordat.approvals import permissions, whose
from concordat.approvals.ending import APPROVES
from concordat.approvals.models import ActDone, Condition, Matter, Papers, Waiting
from concordat.approvals.states import WITHDRAWN
from concordat.approvals.whose import Turn
from concordat.councils.adopted_rules import rules_of
from concordat.councils.queries import with_adoption
from concordat.councils.scope import Scope
from concordat.history.recorded import Recorded
from concordat.protocol.edition import Edition
from concordat.protocol.vocabulary import ENTRY
from concordat.register.models import Involvement
from concordat.register.permissions import own_ids
from concordat.ui.once import once


@dataclass(frozen=True)
class Item:
    """Something that waits, and whether it is to be done (``do``), put down for a body (``record``), or put right and
    sent in by those whose partnership it is (``send``)."""

    row: Waiting
    edition: Edition
    how: str


def why_proposed(involvement: Involvement) -> str:
    """The words with which entering it was proposed; empty where there were none."""
    return next((row.reason for row in matters(involvement) if row.start == ENTRY and row.reason), "")


def matters(involvement: Involvement) -> list[Matter]:
    """The matters of an involvement: those under way first, then the last to end. ``sent``: papers were sent in."""
    sent = Exists(Papers.objects.filter(matter=OuterRef("pk")))
    rows = Matter.objects.filter(involvement=involvement).select_related("opened_by").annotate(sent=sent)
    rows = rows.order_by("-pk")
    return once(("matters", involvement.pk), lambda: sorted(rows, key=lambda row: row.ended != ""))


def used_before(involvement: Involvement) -> dict[str, frozenset[str]]:
    """The submissions on which an earlier matter was decided, by the matter for which they count no longer."""
    return {row.reference: frozenset(map(str, row.used)) for row in matters(involvement) if row.used}


def matter(involvement: Involvement, reference: str) -> Matter | None:
    """One of them; None where it has none of that reference."""
    rows = Matter.objects.filter(involvement=involvement, reference=reference)
    return rows.select_related("involvement__partnership", "involvement__council", "opened_by").first()


def papers_of(matter: Matter) -> list[Papers]:
    """What was sent in, the last first."""
    return list(with_adoption(matter.papers.all(), "by").order_by("-number"))


def submitted_in(papers: Papers) -> list[Submitted]:
    """The forms that papers carry, as they were submitted. One query."""
    return list(with_adoption(Submitted.objects.filter(pk__in=papers.forms.values()), "by").order_by("pk"))


def acts_of(matter: Matter) -> list[ActDone]:
    """What was done in a matter, in order."""
    return list(matter.acts.select_related("by", "recorded_by", "papers").order_by("number"))


def conditions(involvement: Involvement) -> list[Condition]:
    """The conditions set for an involvement, but for those of withdrawn business: not yet met first, by their day."""
    rows = Condition.objects.filter(involvement=involvement).exclude(given_in__matter__ended=WITHDRAWN)
    rows = rows.select_related("given_in__matter")
    found = once(("conditions", involvement.pk), lambda: list(rows))
    return sorted(
        found, key=lambda row: (row.closed_on is not None, row.due_on is None, row.due_on or row.given_in.day)
    )


def approved_last(involvement: Involvement) -> Papers | None:
    """The papers on which it was last approved to enter, or to change."""
    rows = Papers.objects.filter(involvement=involvement, matter__ended="done", matter__start__in=APPROVES)
    return rows.order_by("-pk").first()


def condition(involvement: Involvement, pk: int) -> Condition | None:
    """One of them."""
    rows = Condition.objects.filter(involvement=involvement, pk=pk)
    return rows.select_related("involvement__partnership", "involvement__council", "given_in").first()


def waiting(involvement: Involvement) -> list[Waiting]:
    """What waits in an involvement, the longest first: why nothing is happening."""
    rows = with_adoption(Waiting.objects.filter(involvement=involvement), "matter")
    return once(("waiting", involvement.pk), lambda: list(rows.order_by("since", "pk")))


def waiting_for(scope: Scope, of: Involvement | None = None) -> list[Item]:
    """What waits for the reader in their council, or ``of`` one partnership, the longest first.

    A fixed number of queries, whatever waits.
    """
    found, people = under_way(scope, of)
    mine = _mine(scope, of) if found else set()
    items = [item for row in found if (item := _item(scope, row, people, row.involvement_id in mine))]
    named = whole([item.row for item in items])
    return [replace(item, row=named[item.row.pk]) for item in items if item.row.pk in named]


def under_way(scope: Scope, of: Involvement | None = None) -> tuple[list[Waiting], whose.People]:
    """What waits for anybody in a council, or ``of`` one partnership, the longest first; and the people whom it asks
    by name, and who sent it in. Three queries, once for a page; what is shown of it is read ``whole``."""
    rows = Waiting.objects.filter(council=scope.council, **({"involvement": of} if of else {}))
    rows = with_adoption(rows).order_by("since", "pk")

    def read() -> tuple[list[Waiting], whose.People]:
        found = list(rows)
        senders = {user for row in found for user in row.senders}
        return found, whose.people_of(scope.council, {row.involvement_id for row in found}, senders, scope.on)

    return once(("under way", scope.council.pk, of.pk if of else None, scope.on), read)


def whole(rows: Sequence[Waiting]) -> dict[int, Waiting]:
    """These of what waits with their partnership and matter, by their ids. One query, where there are any."""
    return with_adoption(Waiting.objects.all(), "involvement__partnership", "matter").in_bulk([row.pk for row in rows])


def turn_of(row: Waiting) -> Turn:
    """Whose turn it is where something waits."""
    return Turn(rules_of(row.adoption).edition, row.involvement_id, tuple(row.actors), frozenset(row.senders))


def _item(scope: Scope, row: Waiting, people: whose.People, own: bool) -> Item | None:
    turn = turn_of(row)
    if not row.actors:
        return Item(row, turn.edition, "send") if own else None
    if permissions.gives_as(scope, people, turn):
        return Item(row, turn.edition, "do")
    return Item(row, turn.edition, "record") if whose.records_as(scope, turn, own=own) else None


def _mine(scope: Scope, of: Involvement | None) -> set[int]:
    """The council's involvements for which the reader, or somebody they act for in that role, is responsible; or
    whether ``of`` is one."""
    if not scope.people:
        return set()
    own = own_ids(scope)
    return set(own.filter(involvement=of) if of else own)


def rows_told(involvement: Involvement) -> list[Recorded]:
    """The rows whose record belongs to a partnership's history."""
    return [
        *Matter.objects.filter(involvement=involvement),
        *Papers.objects.filter(involvement=involvement).defer("facts", "beside"),
        *ActDone.objects.filter(involvement=involvement),
        *Condition.objects.filter(involvement=involvement),
    ]
