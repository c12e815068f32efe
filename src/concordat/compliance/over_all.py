"""A duty over all of the council's partnerships: how many have it in order, and which have not.

While too many are stale to be worked out for a page, what was found before is counted and listed; see
``queries.still_waiting``. What is ``explained`` is never outdated.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from django.db.models import Count, QuerySet

from concordat.compliance.models import Segment
from concordat.compliance.presenters import ORDER, SETTLED
from concordat.compliance.queries import IN_MEMORY, stale_of
from concordat.compliance.standing import read_now, rows_of, statuses_now
from concordat.councils.queries import on_day
from concordat.councils.scope import Scope
from concordat.protocol.explain import Account
from concordat.protocol.standing import Line, Status
from concordat.register import queries as register
from concordat.register.models import Involvement
from concordat.register.row_names import explain_named

OPEN: tuple[Status, ...] = tuple(status for status in ORDER if status not in SETTLED)


def counts(scope: Scope) -> Mapping[str, Counter[Status]]:
    """How many of the council's partnerships have a finding of each status that is not settled, by duty."""
    scope.check("see_register")
    stored, now = _today(scope)
    found: defaultdict[str, Counter[Status]] = defaultdict(Counter)
    many = stored.order_by().values_list("duty", "status").annotate(Count("involvement", distinct=True))
    for duty, status, number in many:
        found[duty][cast(Status, status)] += number
    for lines in now.values():
        for duty, status in {(line.duty.id, line.status) for line in lines if line.status in OPEN}:
            found[duty][status] += 1
    return found


def lacking(scope: Scope, duty: str) -> QuerySet[Involvement]:
    """The council's partnerships that do not have a duty in order today, by name; some may have it by now that are
    still waiting."""
    scope.check("see_register")
    stored, now = _today(scope)
    ids = {pk for pk, lines in now.items() if any(line.duty.id == duty and line.status in OPEN for line in lines)}
    named = stored.filter(duty=duty).order_by().values("involvement")
    mine = register.involvements(scope).select_related("council", "partnership")
    return (mine.filter(pk__in=named) | mine.filter(pk__in=ids)).order_by("partnership__sort_name", "pk")


def explained(scope: Scope, duty: str, rows: Iterable[Involvement]) -> list[tuple[Involvement, Account]]:
    """What is found of a duty today in some partnerships, with why; what is settled left out."""
    listed = list(rows)
    reads = read_now(listed, scope.on)
    return [
        (row, account)
        for row in listed
        if (read := reads.get(row.pk)) is not None and duty in read.rules.duties
        for account in explain_named(read.rules, duty, read.facts, scope.on)
        if account.status in OPEN
    ]


def _today(scope: Scope) -> tuple[QuerySet[Segment], dict[int, list[Line]]]:
    """What stands today and is not settled; and the lines of partnerships that are worked out in memory instead."""
    stale = stale_of(scope)
    stale = stale if len(stale) <= IN_MEMORY else set()
    stored = Segment.objects.filter(on_day(scope.on), council=scope.council, status__in=OPEN)
    if not stale:
        return stored, {}
    return stored.exclude(involvement__in=stale), statuses_now(rows_of(scope, stale), scope.on)
