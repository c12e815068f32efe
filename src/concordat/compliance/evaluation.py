"""Evaluating: what an act left known of involvements goes into their sheets, segments and tallies."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from concordat.compliance import segments, sheets, tallies
from concordat.compliance.models import Stale
from concordat.compliance.pieces import pieces_of
from concordat.history import clock
from concordat.register.models import Involvement


def locked(ids: Collection[int]) -> list[Involvement]:
    """The involvements, held to the end of the transaction, so that of two acts at once one is evaluated first."""
    rows = Involvement.objects.select_for_update(no_key=True, of=("self",)).select_related("council")
    return list(rows.filter(pk__in=ids).order_by("pk"))


def evaluate(involvements: Sequence[Involvement], at: datetime) -> None:
    """Sheets (as of a moment), segments and tallies of involvements, brought up to date. Inside an act."""
    on = clock.today()
    known = pieces_of(involvements, on)
    sheets.append([row for row in involvements if row.withdrawn_at is None], known, at)
    found = segments.write(involvements, known, on)
    tallies.write(involvements, {pk: map(tallies.spell, of_one) for pk, of_one in found.items()})
    Stale.objects.filter(involvement__in=involvements).delete()
