"""What the room knows of many involvements at once, in two queries; and the facts that belong to a matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from concordat.approvals.models import ActDone, Condition, Matter
from concordat.approvals.states import WITHDRAWN
from concordat.protocol.values import Row, Rows, Value
from concordat.register.models import Involvement

ACTS, CONDITIONS = "acts", "conditions"
# What is done with papers is not what they say.
NOT_IN_PAPERS = (ACTS, CONDITIONS, "forms")


def facts_of(involvements: Sequence[Involvement], on: date) -> dict[int, dict[str, Value]]:  # noqa: ARG001 - every room is asked alike
    """Acts and conditions, {involvement id: {name: rows}}. They can only arise here, so there are no others.

    What was done in business that was withdrawn says nothing of the partnership any more: else what was given there
    would open a gate, and what was refused there shut it.
    """
    found: defaultdict[int, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    acts = ActDone.objects.filter(involvement__in=involvements).exclude(matter__ended=WITHDRAWN)
    for act in acts.select_related("matter").order_by("number"):
        found[act.involvement_id][ACTS].append(act_row(act))
    conditions = Condition.objects.filter(involvement__in=involvements).exclude(given_in__matter__ended=WITHDRAWN)
    for condition in conditions.order_by("pk"):
        found[condition.involvement_id][CONDITIONS].append(_condition(condition))
    return {
        pk: {name: Rows(tuple(rows), complete=True) for name, rows in listed.items()} for pk, listed in found.items()
    }


def of_matter(matter: Matter) -> dict[str, Value]:
    """The facts of a matter in hand, which a route's ``when`` may read."""
    facts: dict[str, Value] = {"matter.id": matter.reference, "matter.start": matter.start}
    if matter.changed:
        facts["matter.changed"] = tuple(matter.changed)
    return facts | ({"matter.reason": matter.reason} if matter.reason else {})


def under_way(involvement: Involvement) -> list[dict[str, Value]]:
    """The facts of each matter of an involvement that is under way. One query."""
    return [of_matter(matter) for matter in Matter.objects.filter(involvement=involvement, ended="").order_by("pk")]


def act_row(act: ActDone) -> Row:
    """An act as a protocol reads it."""
    row: dict[str, Value] = {
        "id": str(act.pk),
        "for": act.task,
        "act": act.act,
        "by": act.acting_as,
        "given_on": act.day,
        "outcome": act.outcome,
    }
    said: Mapping[str, Value] = {
        "matter": act.matter.reference if act.matter else None,
        "points": act.points or None,
        "about": act.about or None,
        "until": act.until,
        "reason": act.reason or None,
        "reference": act.minute or None,
    }
    return row | {name: value for name, value in said.items() if value is not None}


def _condition(condition: Condition) -> Row:
    row: dict[str, Value] = {"id": str(condition.pk), "of": str(condition.given_in_id), "words": condition.words}
    said: Mapping[str, Value] = {
        "owner": condition.owner or None,
        "due_on": condition.due_on,
        "closed_on": condition.closed_on,
    }
    return row | {name: value for name, value in said.items() if value is not None}
