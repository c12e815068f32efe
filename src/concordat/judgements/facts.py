"""What the room knows of many involvements at once, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from django.db.models import Q

from concordat.councils.adopted_rules import rules_by
from concordat.councils.queries import MOST_NAMED
from concordat.councils.scope import Scope
from concordat.judgements.counting import Counted, banded, counted, judged_of, label_of, last_screened
from concordat.judgements.models import AimServed, Answer, Screened
from concordat.protocol.values import Row, Rows, Value
from concordat.register.models import Involvement
from concordat.ui.answers import BLANK

AIMS = "aims_served"
SERVED = "aims.served_count"


def facts_of(involvements: Sequence[Involvement], on: date) -> dict[int, dict[str, Value]]:  # noqa: ARG001 - every room is asked alike
    """Every fact of the room's, {involvement id: {name: value}} in seven queries, eight where a fall waits.

    Results carry their own day.
    """
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
    for screened in last_screened(involvements):
        found[screened.involvement_id] |= of_screening(screened)
    for pk, assessed in counted(involvements).items():
        found[pk] |= of_assessment(assessed)
    for judged in judged_of(involvements):
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


def of_assessment(assessed: Counted) -> dict[str, Value]:
    """What the last assessment says, and the band that counts."""
    row, doubt = assessed.last, assessed.doubts.get(assessed.last.pk)
    facts: dict[str, Value] = {"significance.judged_on": row.day, "significance.hangs_on_na": bool(row.hangs_on_na)}
    if assessed.band:
        facts["significance.band"] = assessed.band
    if row.share:
        facts["significance.score"] = percent(row.share)
    if doubt is not None:
        facts["significance.in_doubt"] = True
        if doubt.agreed is not None:
            facts["significance.agreed"] = doubt.agreed
    return facts


def bands(which: Q) -> dict[int, str]:
    """The band that counts of each of some involvements that has one; ``which`` says of what ``involvement``. One
    query."""
    return {pk: one.band for pk, one in banded(which).items() if one.band}


def band_labels(scope: Scope, involvement_ids: Collection[int]) -> dict[int, str]:
    """The band that counts, in the words of its edition, of each of the council's involvements that has one."""
    few = len(involvement_ids) <= MOST_NAMED
    # By few partnerships, or by all of the council's: never by more names than a database takes.
    asked = Q(involvement__in=involvement_ids) if few else Q(involvement__council=scope.council)
    found = banded(asked)
    editions = {digest: rules_by(digest).edition for digest in {one.digest for one in found.values()}}
    return {pk: label_of(editions[one.digest], one.band) for pk, one in found.items() if one.band}


def percent(share: str) -> Decimal:
    """A share as a percentage cut to four places, for what only shows or compares it; the row keeps it exact."""
    exact = Fraction(share) * 100
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.0001"), ROUND_DOWN)


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
