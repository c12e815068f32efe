"""The bell: as an act closes, whatever it reaches is evaluated, before the chain is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from concordat.approvals import waiting
from concordat.compliance import ready
from concordat.compliance.evaluation import evaluate, held
from concordat.compliance.worker import leave_to_worker
from concordat.history.acts import Act, Change
from concordat.history.recorded import Recorded
from concordat.judgements.models import Assessment, Doubt
from concordat.register import reach
from concordat.register.models import Involvement, JudgedUnder
from concordat.ui.once import within

AT_ONCE = 200
_OF_REGISTER = {"types", "stage", "status", "unsaid", "withdrawn_at", "council_id"}


def ring(act: Act, **_: Any) -> None:
    """Evaluate the involvements that an act reaches: up to 200 now, in its transaction; more are left to the worker.

    Then what waits in them is worked out too.
    """
    own = reach.of(change.row for change in act.changes if isinstance(change.row, Recorded))
    reached = own | _neighbours(act.changes)
    if not reached:
        return
    if len(reached) > AT_ONCE:
        leave_to_worker(reached, act.at)
        waiting.ring(act)
        return
    rows = held(own, reached, act.at)
    # Both read all that is known of the same involvements, and neither changes it.
    with within():
        evaluate(rows, act.at)
        waiting.ring(act)


def _neighbours(changes: Iterable[Change]) -> set[int]:
    """The rest of a council's register, where its edition asks each partnership of all of them and one has changed."""
    councils = {council for change in changes if (council := _register_of(change)) is not None}
    if not councils:
        return set()
    judged = JudgedUnder.objects.filter(involvement__council__in=councils)
    rules = ready.rules_of(judged.values_list("adoption_id", flat=True).distinct())
    asks = [pk for pk, one in rules.items() if ready.asks_of_register(one)]
    if not asks:
        return set()
    asked = judged.filter(adoption__in=asks, involvement__withdrawn_at=None)
    return set(asked.values_list("involvement_id", flat=True))


def _register_of(change: Change) -> int | None:
    """The council of whose register, as an edition reads it, a change alters a line."""
    row = change.row
    if isinstance(row, Involvement) and _OF_REGISTER & change.fields.keys():
        return row.council_id
    return row.involvement.council_id if isinstance(row, Assessment | Doubt) else None
