"""Gates: what has to be in place before something happens, and the day on which it did.

``provider`` and ``leads`` are given by compliance, which reads the standing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.protocol.standing import Outstanding
from concordat.protocol.vocabulary import GATES
from concordat.register import passings, permissions, progress
from concordat.register.models import Involvement, Passing
from concordat.register.sections import GATE_FACTS
from concordat.ui.refusals import CannotDo
from concordat.ui.words import day

RAN_BEFORE = (
    "What ran before it was entered has a day before that. Leave this day out, and pass the gate when it has happened."
)
ON_THAT_DAY = (
    "On that day this was outstanding. Say first that it has not happened, then record that it happened all the same."
)
NOBODY_SAID = (
    "“{}” was planned for {}, and nobody has said that it happened. Leave that day out first; if it happened, record "
    "that afterwards."
)
HAPPENED_THEN = (
    "“{}” is on record as having happened on {}, which does not go with this. Correct that first: to another day, or "
    "that it has not happened."
)


class Provider(Protocol):
    """Answers what keeps a gate of an involvement shut on a day."""

    def __call__(self, gate: str, involvement: Involvement, on: date) -> Sequence[Outstanding]:
        """What is outstanding, in the order in which to show it; empty where the gate is open."""


@dataclass(frozen=True)
class Lead:
    """What keeps a gate shut, as the page of the gate shows it: of which row it is said ("" for none), the page on
    which more is said of it, and what to do about it, each with where it is done ("" where the reader does not do it).

    ``certain``: it is known that it is asked for; else what to do is to answer what tells.
    """

    found: Outstanding
    about: str
    href: str
    do: Sequence[tuple[str, str]]
    certain: bool

    @property
    def stands(self) -> str:
        """How it stands, in words."""
        return stands(self.found)


provider: Provider | None = None
# What leads on from each thing that keeps a gate shut; given by the same room.
leads: Callable[[Scope, Involvement, str, Sequence[Outstanding]], list[Lead]] | None = None


def outstanding(gate: str, involvement: Involvement, on: date) -> Sequence[Outstanding]:
    """What keeps a gate shut on a day. Raises ValueError for no gate, LookupError where nothing reads the standing."""
    if gate not in GATES:
        raise ValueError(f"There is no gate “{gate}”.")
    if provider is None:
        raise LookupError("Nothing says what is outstanding at a gate, so none can be passed.")
    return provider(gate, involvement, on)


def leading_on(
    scope: Scope, involvement: Involvement, gate: str, left: Sequence[Outstanding]
) -> tuple[list[Lead], list[Lead]]:
    """What keeps a gate shut with where each leads: what is asked for, and what may be."""
    if leads is None:
        raise LookupError("Nothing says where what is outstanding is put right.")
    found = leads(scope, involvement, gate, left) if left else []
    return [one for one in found if one.certain], [one for one in found if not one.certain]


def passed(gate: str, involvement: Involvement, on: date) -> bool:
    """Whether a gate was passed by a day: that somebody said so, not that a planned day has come."""
    happened = passings.passed(involvement).get(gate)
    return happened is not None and happened <= on


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
    """Record that what a gate stands for happened on a day, today or before: the one way to pass it, once.

    Raises CannotDo with ``items`` where anything is outstanding. With ``happened_all_the_same`` and a reason it is
    recorded, with what was outstanding: that is a breach. Where nothing is, the record says that too.
    """
    permissions.check_can_decide(scope, involvement)
    if on > scope.on:
        raise CannotDo("This day has not come. Put it down as planned, and pass the gate when it has happened.", "on")
    with act(scope.actor, "Gate passed", scope.council.scope, reason):
        row = reread(involvement, version)
        before = passings.passed(row).get(gate)
        if before is not None:
            raise CannotDo(
                f"This is on record as having happened on {day(before)}. If that is wrong, correct it and say why.",
                "on",
            )
        left = _found(row, gate, on)
        if left and not (happened_all_the_same and reason.strip()):
            raise _shut(left, happened_all_the_same)
        why = reason.strip() if left else ""
        Passing(involvement=row, gate=gate, on=on, reason=why, outstanding=_as_kept(left)).save()
        row.set_answer(f"{gate}_on", on)
        progress.move_on(row, gate)
        row.save()
    return row


def put_right(scope: Scope, row: Involvement, gate: str, answer: Any) -> None:
    """The step of an act that corrects the day of a gate that was passed, before the answer is set.

    The day of its passing is the answer, always. Another day that has come becomes the day of the passing; what was
    outstanding stays as it was found, and so does a breach. Anything else (a day to come, blank, not known, not
    applicable) says that it has not happened: the passing is taken back, and stays on record as such. Neither moves
    the entry back to an earlier stage. What ran before it was entered has no row, and keeps to days before that.
    Raises NotAllowed for whoever may not pass it either, CannotDo where something was outstanding on the other day: a
    correction is no way past a gate.
    """
    permissions.check_can_decide(scope, row)
    passing = passings.standing(row).get(gate)
    has_come = isinstance(answer, date) and answer <= scope.on
    if passing is None:
        if has_come and not passings.ran_before(row, answer):
            raise CannotDo(RAN_BEFORE, GATE_FACTS[gate])
        return
    if has_come:
        left = _found(row, gate, answer)
        if left and not passing.is_breach:
            raise CannotDo(ON_THAT_DAY, GATE_FACTS[gate], [_line(one) for one in left])
        passing.on = answer
    else:
        passing.taken_back_on = scope.on
    passing.save()


def check_entry(row: Involvement, before: Collection[str], at: str) -> None:
    """The step of an act that changes the day of entry, or whether it ran already, once that is set.

    Both say from which day on the protocol asks anything. ``before``: the gates that were over at the entry until now.
    Raises CannotDo, at a fact: where a planned day would pass its gate by this; where something would have happened
    before the entry of what did not run then; and where the protocol would now ask what was outstanding of something
    that is on record without, as before the entry.
    """
    happened = passings.standing(row)
    for gate, words in GATES.items():
        on, passing = passings.day_of(row, gate), happened.get(gate)
        if on is None:
            continue
        over = passings.ran_before(row, on)
        if passing is None:
            if over and gate not in before:
                raise CannotDo(NOBODY_SAID.format(words, day(on)), at)
        elif not over and (on < row.entered_on or (gate in before and not passing.is_breach)):
            raise CannotDo(HAPPENED_THEN.format(words, day(on)), at)


def _found(row: Involvement, gate: str, on: date) -> Sequence[Outstanding]:
    """What keeps a gate shut on a day that has come. Raises CannotDo for a day before there was an entry."""
    if on < row.entered_on and not row.already_running:
        raise CannotDo("This day is before the partnership was entered. Check both days.", "on")
    # What was running before it was entered passed it when no protocol applied: that is no breach of one.
    return () if on < row.entered_on else outstanding(gate, row, on)


# How a step stands, as the core says it; of a duty its own word is told.
_STANDS = {
    "open": "not done yet",
    "waits": "other steps come first",
    "to be settled": "not known yet whether it is needed",
    "deferred": "put off",
    "due by": "due",
}


def stands(found: Outstanding) -> str:
    """How something that is outstanding stands, in words."""
    return _STANDS.get(found.status, found.status)


def _shut(left: Sequence[Outstanding], happened: bool) -> CannotDo:
    items = [_line(one) for one in left]
    if happened:
        return CannotDo("Say why it happened while this was outstanding.", "reason", items)
    return CannotDo("This is still outstanding. Put it right, or record that it happened all the same.", None, items)


def _line(found: Outstanding) -> str:
    return f"{found.words} ({found.clause}: {stands(found)})"


def _as_kept(left: Sequence[Outstanding]) -> list[dict[str, str]]:
    return [{"key": f.key, "clause": f.clause, "words": f.words, "status": f.status} for f in left]
