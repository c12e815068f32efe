"""What the room knows of many involvements at once, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import OuterRef, Subquery

from concordat.judgements.models import AimServed, Answer, Assessment, Doubt, Judged, Screened
from concordat.protocol.values import Row, Rows, Value
from concordat.register.models import Involvement
from concordat.ui.answers import BLANK

AIMS = "aims_served"
SERVED = "aims.served_count"


def facts_of(involvements: Sequence[Involvement], on: date) -> dict[int, dict[str, Value]]:  # noqa: ARG001 - every room is asked alike
    """Every fact of the room's, {involvement id: {name: value}}, in six queries. Results carry their own day."""
    found: dict[int, dict[str, Value]] = {row.pk: {} for row in involvements}
    complete: set[int] = set()
    for answered in Answer.objects.filter(involvement__in=involvements):
        value = answered.answer("value")
        if answered.fact == AIMS:
            complete |= {answered.involvement_id} if value is True else set()
        elif value is not BLANK:
            found[answered.involvement_id][answered.fact] = value
    for pk, facts in _aims(involvements, complete).items():
        found[pk] |= facts
    for screened in _last(Screened, involvements):
        found[screened.involvement_id] |= of_screening(screened)
    doubts = {row.assessment_id: row for row in Doubt.objects.filter(involvement__in=involvements)}
    for assessment in _last(Assessment, involvements):
        found[assessment.involvement_id] |= of_assessment(assessment, doubts.get(assessment.pk))
    for judged in Judged.objects.filter(involvement__in=involvements).order_by("number"):
        name = f"judged.{judged.name}"
        said: dict[str, Value] = {"": judged.answer, ".by": judged.role, ".on": judged.day, ".reason": judged.reason}
        found[judged.involvement_id] |= {f"{name}{part}": value for part, value in said.items()}
    return found


def of_screening(row: Screened) -> dict[str, Value]:
    """What the last screening says."""
    facts: dict[str, Value] = {
        "screening.answer": row.answer,
        "screening.treated_as": row.treated_as,
        "screening.decided_on": row.day,
    }
    return facts | ({"screening.reason": row.reason} if row.reason else {})


def of_assessment(row: Assessment, doubt: Doubt | None) -> dict[str, Value]:
    """What the last assessment says; where it was in doubt and ruled on, the ruling's band."""
    facts: dict[str, Value] = {"significance.judged_on": row.day, "significance.hangs_on_na": bool(row.hangs_on_na)}
    band = (doubt.band if doubt else "") or row.band
    if band:
        facts["significance.band"] = band
    if row.share:
        facts["significance.score"] = percent(row.share)
    if doubt is not None:
        facts["significance.in_doubt"] = True
        if doubt.agreed is not None:
            facts["significance.agreed"] = doubt.agreed
    return facts


def bands(involvements: Any) -> dict[int, str]:
    """The band of each of some involvements (a query) that has one. Two queries."""
    assessments = _last(Assessment, involvements)
    ruled = dict(Doubt.objects.filter(involvement__in=involvements).exclude(band="").values_list("assessment", "band"))
    return {row.involvement_id: band for row in assessments if (band := ruled.get(row.pk) or row.band)}


def percent(share: str) -> Decimal:
    """A share as a percentage to four places, for what only shows or compares it; the row keeps it exact."""
    exact = Fraction(share) * 100
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.0001"))


def _last(model: Any, involvements: Any) -> Any:
    """The last result of each involvement. One query."""
    of_same = model.objects.filter(involvement=OuterRef("involvement")).order_by("-number")
    return model.objects.filter(involvement__in=involvements, number=Subquery(of_same.values("number")[:1]))


def _aims(involvements: Sequence[Involvement], complete: Collection[int]) -> dict[int, dict[str, Value]]:
    """What is served of the council's aims; how many, where somebody has said that the list is complete. One query."""
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for served in AimServed.objects.filter(involvement__in=involvements).select_related("aim").order_by("pk"):
        known = {name: value for name in ("how", "note") if (value := served.answer(name)) is not BLANK}
        rows[served.involvement_id].append({"id": str(served.pk), "aim": served.aim.code, **known})
    found: dict[int, dict[str, Value]] = {}
    for pk in {*rows, *complete}:
        found[pk] = {AIMS: Rows(tuple(rows[pk]), pk in complete)}
        if pk in complete and all(row.get("how") for row in rows[pk]):
            found[pk][SERVED] = sum(row["how"] in ("direct", "indirect") for row in rows[pk])
    return found
