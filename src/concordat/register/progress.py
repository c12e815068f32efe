"""Stage and state of an entry follow what happens to it, as far as somebody has said how far it was. ADR 21."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from concordat.register.models import Involvement

# What is said of an entry by whoever proposes an idea, and by whoever enters what runs already.
PROPOSED = {"involvement.stage": "initiating", "involvement.status": "proposed"}
RUNNING = {"involvement.stage": "operating", "involvement.status": "active"}


class Move(NamedTuple):
    """That something brings an entry to ``to`` from any of ``since``: never back, nor from what nobody has said."""

    to: str
    since: tuple[str, ...]


# What happens, and what it makes of the stage and of the state of the entry.
MOVES: Mapping[str, Mapping[str, Move]] = {
    "sent_in": {"stage": Move("approving", ("initiating",))},
    "entered": {
        "stage": Move("setting_up", ("initiating", "approving")),
        "status": Move("approved", ("proposed", "refused")),
    },
    "refused": {"status": Move("refused", ("proposed",))},
    "start": {
        "stage": Move("operating", ("initiating", "approving", "setting_up")),
        "status": Move("active", ("proposed", "approved")),
    },
    "closure": {
        "stage": Move("exiting", ("initiating", "approving", "setting_up", "operating", "reviewing")),
        "status": Move("closed", ("proposed", "approved", "active", "closing")),
    },
}


def move_on(row: Involvement, happened: str) -> bool:
    """The step of an act that moves an entry on, before it is saved; whether there was anything to move."""
    moves = MOVES.get(happened, {})
    due = {column: move.to for column, move in moves.items() if row.answer(column) in move.since}
    for column, to in due.items():
        row.set_answer(column, to)
    return bool(due)


def reached(pk: int, happened: str) -> Involvement:
    """The same for an entry that the act does not save itself; it as it is then. Inside an act that has its turn."""
    row = Involvement.objects.select_related("partnership", "council").get(pk=pk)
    if move_on(row, happened):
        row.save()
    return row
