"""What the room knows of many involvements at once, in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from concordat.answers.models import Submitted
from concordat.protocol.values import Row, Rows, Value
from concordat.register.models import Involvement

FORMS = "forms"


def facts_of(involvements: Sequence[Involvement], on: date) -> dict[int, dict[str, Value]]:  # noqa: ARG001 - every room is asked alike
    """The forms submitted, {involvement id: {"forms": rows}}. They can only arise here, so there are no others."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    rows = Submitted.objects.filter(involvement__in=involvements).select_related("by").order_by("pk")
    for row in rows.defer("answers"):
        found[row.involvement_id].append(_row(row))
    return {pk: {FORMS: Rows(tuple(listed), complete=True)} for pk, listed in found.items()}


def _row(row: Submitted) -> Row:
    said: dict[str, Value] = {"id": str(row.pk), "form": row.form, "submitted_on": row.day}
    if row.matter:
        said["matter"] = row.matter
    if row.by is not None:
        said["by"] = row.by.actor.id
    return said
