"""What an act leaves to the worker: more involvements than can be evaluated while somebody waits.

Until it is done they are marked stale, and whatever shows their standing works it out in memory.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django_tasks import task

from concordat.compliance.evaluation import evaluate, in_turn, mark
from concordat.compliance.models import Stale
from concordat.councils.models import Council
from concordat.history.acts import SYSTEM, act
from concordat.register.models import Involvement

A_CHUNK = 50
VERB = "Facts brought up to date"


def leave_to_worker(ids: Collection[int], at: datetime) -> None:
    """Mark involvements stale as of a moment, and ask the worker for them, council by council, in chunks.

    The task is a row of the same transaction, so it is there if and only if the act is, and no crash loses it.
    """
    mark(ids, at)
    for council, chunk in _chunks(ids):
        bring_up_to_date.enqueue(council, chunk)


def _chunks(ids: Collection[int]) -> Iterator[tuple[int, list[int]]]:
    by_council: dict[int, list[int]] = {}
    for pk, council in Involvement.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "council_id"):
        by_council.setdefault(council, []).append(pk)
    for council, own in sorted(by_council.items()):
        for start in range(0, len(own), A_CHUNK):
            yield council, own[start : start + A_CHUNK]


@task()
def bring_up_to_date(council: int, ids: list[int]) -> int:
    """Evaluate those of a council's involvements that are still stale. Can be run again at any time.

    Answers how many there were.
    """
    chain = Council.objects.get(pk=council).scope
    with act(SYSTEM, VERB, chain):
        rows = in_turn(ids)
        marks = Stale.objects.filter(involvement__in=rows).select_for_update(no_key=True).order_by("involvement_id")
        since = dict(marks.values_list("involvement_id", "since"))
        for moment in sorted(set(since.values())):
            evaluate([row for row in rows if since.get(row.pk) == moment], moment)
        return len(since)


def ask_again() -> int:
    """Ask the worker for whatever is stale. For a task that failed for good; answers how many there are."""
    ids = list(Stale.objects.values_list("involvement_id", flat=True))
    for council, chunk in _chunks(ids):
        bring_up_to_date.enqueue(council, chunk)
    return len(ids)
