"""Gates: what has to be in place before something happens, and the day on which it did.

``provider`` is given by compliance, which reads the standing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.protocol.standing import Outstanding
from concordat.protocol.vocabulary import GATES
from concordat.register import permissions
from concordat.register.models import Breach, Involvement
from concordat.ui.refusals import CannotDo


class Provider(Protocol):
    """Answers what keeps a gate of an involvement shut on a day."""

    def __call__(self, gate: str, involvement: Involvement, on: date) -> Sequence[Outstanding]:
        """What is outstanding, in the order in which to show it; empty where the gate is open."""


provider: Provider | None = None


def outstanding(gate: str, involvement: Involvement, on: date) -> Sequence[Outstanding]:
    """What keeps a gate shut on a day. Raises ValueError for no gate, LookupError where nothing reads the standing."""
    if gate not in GATES:
        raise ValueError(f"There is no gate “{gate}”.")
    if provider is None:
        raise LookupError("Nothing says what is outstanding at a gate, so none can be passed.")
    return provider(gate, involvement, on)


def pass_gate(
    scope: Scope,
    *,
    involvement: Involvement,
    gate: str,
    on: date,
    version: int,
    happened_all_the_same: bool = False,
    reason: str = "",
) -> Involvement:
    """Record that what a gate stands for happened on a day, today or before.

    Raises CannotDo with ``items`` where anything is outstanding. With ``happened_all_the_same`` and a reason it is
    recorded, and so is the breach, with what was outstanding. Where nothing is, there is no breach to record.
    """
    permissions.check_can_decide(scope, involvement)
    if on > scope.on:
        raise CannotDo("This day has not come. Put it down as planned, and pass the gate when it has happened.", "on")
    with act(scope.actor, "Gate passed", scope.council.scope, reason):
        row = reread(involvement, version)
        if on < row.entered_on and not row.already_running:
            raise CannotDo("This day is before the partnership was entered. Check both days.", "on")
        left = outstanding(gate, row, on)
        if left and not (happened_all_the_same and reason.strip()):
            raise _shut(left, happened_all_the_same)
        if left:
            Breach(involvement=row, gate=gate, on=on, reason=reason.strip(), outstanding=_as_text(left)).save()
        row.set_answer(f"{gate}_on", on)
        row.save()
    return row


def _shut(left: Sequence[Outstanding], happened: bool) -> CannotDo:
    items = [f"{found.words} ({found.clause}: {found.status})" for found in left]
    if happened:
        return CannotDo("Say why it happened while this was outstanding.", "reason", items)
    return CannotDo("This is still outstanding. Put it right, or record that it happened all the same.", None, items)


def _as_text(left: Sequence[Outstanding]) -> str:
    kept = [{"key": f.key, "clause": f.clause, "words": f.words, "status": f.status} for f in left]
    return json.dumps(kept, ensure_ascii=False)
