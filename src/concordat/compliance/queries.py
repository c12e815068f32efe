"""What lists ask of many involvements at once. The scope comes first; a fixed number of SQL queries each.

What is stale is worked out in memory instead, while that is few. Of more, what was found before is shown, and rows are
picked by it; ``still_waiting`` says of how many, for pages to tell. ``tallies`` alone is never outdated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Q, QuerySet

from concordat.compliance import ready
from concordat.compliance.models import Segment, Stale, Tally
from concordat.compliance.standing import council_standing, lines_of, read_now, rows_of, statuses_now
from concordat.councils.queries import MOST_NAMED, on_day
from concordat.councils.scope import Scope
from concordat.protocol.duties import DutyBase
from concordat.protocol.explain.duty import owner_of
from concordat.protocol.rules import Rules
from concordat.protocol.standing import Status
from concordat.register.models import Involvement
from concordat.register.permissions import own_ids
from concordat.ui.once import once

IN_MEMORY = 200
# Beyond this nobody asks how many exactly are due, and every home page would count them all.
MOST_COUNTED = 1_000
PRESSING: tuple[Status, ...] = ("overdue", "due by")


@dataclass(frozen=True)
class Due:
    """Something that is overdue or due. ``involvement`` is None for a duty of the council itself.

    ``owner`` is the council's title of who sees to it, empty where the text names nobody."""

    involvement: Involvement | None
    duty: str
    row: str
    clause: str
    words: str
    owner: str
    status: Status
    due_on: date


@dataclass(frozen=True)
class DueList:
    """What is due, earliest first, ``total`` in all, or ``at_least`` so many: beyond a thousand nobody counts.

    ``waiting`` counts partnerships that are still being worked out, of which the list shows what was found before.
    """

    items: tuple[Due, ...]
    total: int
    waiting: int = 0
    at_least: bool = False


def tallies(scope: Scope, involvement_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """How many findings of each status each of the council's involvements has today."""
    ids = set(involvement_ids)
    # By few involvements or by council, never both: a database may then take the council's index, and read it all.
    one = {"involvement__in": ids} if len(ids) <= MOST_NAMED else {"council": scope.council}
    stored = Tally.objects.filter(on_day(scope.on), **one)
    found: dict[int, dict[str, int]] = {}
    for council, pk, status, number in stored.values_list("council_id", "involvement_id", "status", "number"):
        if council == scope.council.pk and pk in ids:
            found.setdefault(pk, {})[status] = number
    stale = stale_of(scope) & ids
    if stale:
        for pk, lines in statuses_now(rows_of(scope, stale), scope.on).items():
            found[pk] = dict(Counter(line.status for line in lines))
    return found


def having(scope: Scope, rows: QuerySet[Involvement], status: str) -> QuerySet[Involvement]:
    """Those of some of the council's involvements that have a finding of a status today."""
    # Joined, each once: a database that looks each up in a list of ids takes half as long again.
    counts_today = Q(tallies__until=None) | Q(tallies__until__gt=scope.on)
    stored = rows.filter(
        counts_today, tallies__from_day__lte=scope.on, tallies__council=scope.council, tallies__status=status
    )
    stale = stale_of(scope)
    if not stale or len(stale) > IN_MEMORY:
        return stored
    now = statuses_now(rows_of(scope, stale), scope.on)
    of_stale = {pk for pk, lines in now.items() if any(line.status == status for line in lines)}
    return rows.filter(Q(pk__in=stored.exclude(pk__in=stale).values("pk")) | Q(pk__in=of_stale))


def due(scope: Scope, until: date, *, own: bool = False, of: Involvement | None = None, most: int = 50) -> DueList:
    """What is overdue today, and what falls due up to a day, with that day.

    ``own`` keeps to the reader's partnerships, ``of`` to one; else the council's own duties stand with them.
    """
    scope.check("see_register")
    stale = stale_of(scope)
    in_memory = stale if len(stale) <= IN_MEMORY else set()
    stored = Segment.objects.filter(due_on__lte=until)
    if own or of:
        # By the few partnerships and not by council, so that no database reads all that is due there.
        mine = {of.pk} if of else set(own_ids(scope))
        stored, in_memory = stored.filter(involvement__in=mine), in_memory & mine
    else:
        stored = stored.filter(council=scope.council)
    stored = stored.filter(on_day(scope.on), status__in=PRESSING)
    if in_memory:
        stored = stored.exclude(involvement__in=in_memory)
    others = [*_of_stale(scope, in_memory, until), *([] if own or of else _of_council(scope, until))]
    counted = stored.order_by()[: MOST_COUNTED + 1].count()
    total = min(counted, MOST_COUNTED) + len(others)
    items = sorted([*_of_stored(stored.order_by("due_on", "involvement", "place", "row")[:most]), *others], key=_order)
    return DueList(tuple(items[:most]), total, still_waiting(scope), counted > MOST_COUNTED)


def still_waiting(scope: Scope) -> int:
    """How many partnerships are still being worked out, where they are too many to do so for a page."""
    stale = stale_of(scope)
    return len(stale) if len(stale) > IN_MEMORY else 0


def _order(item: Due) -> tuple[date, str]:
    return item.due_on, item.involvement.partnership.sort_name if item.involvement else ""


def _of_stored(rows: Iterable[Segment]) -> Iterator[Due]:
    found = list(rows)
    named = Involvement.objects.select_related("partnership").in_bulk({row.involvement_id for row in found})
    rules = ready.rules_of({row.adoption_id for row in found})
    for row in found:
        of, duty = rules[row.adoption_id], rules[row.adoption_id].duties[row.duty].duty
        if row.due_on is not None:
            yield _due(of, duty, named[row.involvement_id], row.row, cast(Status, row.status), row.due_on)


def _due(rules: Rules, duty: DutyBase, of: Involvement | None, row: str, status: Status, due_on: date) -> Due:
    return Due(of, duty.id, row, duty.clause, duty.words, owner_of(rules.edition, duty), status, due_on)


def _of_stale(scope: Scope, ids: Collection[int], until: date) -> Iterator[Due]:
    if not ids:
        return
    rows = list(Involvement.objects.filter(pk__in=ids).select_related("council", "partnership"))
    reads = read_now(rows, scope.on)
    for row in rows:
        read = reads.get(row.pk)
        if read is None:
            continue
        for line in lines_of(read, scope.on):
            day = line.finding.due_on
            if line.status in PRESSING and day is not None and day <= until:
                yield _due(read.rules, line.duty, row, line.finding.row, line.status, day)


def _of_council(scope: Scope, until: date) -> Iterator[Due]:
    _read, accounts = council_standing(scope)
    for account in accounts:
        if account.status in PRESSING and account.due_on is not None and account.due_on <= until:
            duty = account.duty
            yield Due(
                None, duty.id, account.row, duty.clause, duty.words, account.owner, account.status, account.due_on
            )


def stale_of(scope: Scope) -> set[int]:
    # Hardly any are: a database that was asked for one council's would look up each of its involvements among them.
    rows = Stale.objects.values_list("involvement_id", "involvement__council_id")
    return once(("stale", scope.council.pk), lambda: {pk for pk, council in rows if council == scope.council.pk})
