"""Evaluating: what an act left known of involvements goes into their sheets, segments and tallies."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from concordat.approvals import changing
from concordat.compliance import segments, sheets, tallies
from concordat.compliance.models import Stale
from concordat.compliance.pieces import pieces_of
from concordat.history import clock
from concordat.register.models import Involvement


def held(own: Collection[int], reached: Collection[int], at: datetime) -> list[Involvement]:
    """The involvements that an act reaches, as they are once no other act works out anything of them.

    Those that it changes itself wait for whoever has their turn. All are held to the end of the transaction by their
    mark: only whoever has it writes what is derived from an involvement.
    """
    rows = in_turn(own)
    mark(reached, at)
    if set(reached) <= set(own):
        return rows
    return list(Involvement.objects.filter(pk__in=reached).select_related("council").order_by("pk"))


def in_turn(ids: Collection[int]) -> list[Involvement]:
    """Some involvements, when whoever adds something to them is done; nobody else does until the transaction ends."""
    rows = Involvement.objects.select_for_update(no_key=True, of=("self",)).select_related("council")
    return list(rows.filter(pk__in=ids).order_by("pk"))


def mark(ids: Collection[int], at: datetime) -> None:
    """Mark involvements stale as of a moment; where another act has the mark, wait for it to end.

    After the turns and before the chains, and in one order: so of two acts neither waits for the other.
    """
    Stale.objects.bulk_create(
        [Stale(involvement_id=pk, since=at) for pk in sorted(ids)],
        update_conflicts=True,
        unique_fields=["involvement"],
        update_fields=["since"],
        batch_size=500,
    )


def evaluate(involvements: Sequence[Involvement], at: datetime) -> None:
    """Sheets (as of a moment), segments and tallies of involvements, brought up to date. Inside an act.

    Where something approved has changed, the route for changes opens.
    """
    on = clock.today()
    known = pieces_of(involvements, on)
    newer = sheets.append([row for row in involvements if row.withdrawn_at is None], known, at)
    if newer:
        changing.open_routes(newer, lambda pk: sheets.facts_on(newer[pk], on), on)
    found = segments.write(involvements, known, on)
    tallies.write(involvements, {pk: map(tallies.spell, of_one) for pk, of_one in found.items()})
    Stale.objects.filter(involvement__in=involvements).delete()
