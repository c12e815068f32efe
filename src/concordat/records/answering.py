"""Answering facts, of the council's own part or of the joint record; and saying of a list that it is complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from concordat.councils.scope import Scope
from concordat.history.acts import act
from concordat.history.recorded import Stale
from concordat.protocol.values import NotApplicable
from concordat.records import permissions
from concordat.records.facts import VALUE
from concordat.records.fitting import listed, rules_for, scalar
from concordat.records.queries import AnyFact, Side, as_seen, kept, rows
from concordat.records.stored import stored
from concordat.register.checking import checked
from concordat.register.rows import check_told, in_turn
from concordat.ui.answers import BLANK, is_unknown
from concordat.ui.refusals import CannotDo


def answer(
    scope: Scope,
    *,
    side: Side,
    answers: Mapping[str, Any],
    version: int,
    correction: bool = False,
    since: date | None = None,
    reason: str = "",
) -> None:
    """Answer facts of one side by their names; those not named stay. Money is integer pence.

    ``version`` is that of ``queries.as_seen`` of the same facts. Raises ValueError for a fact that is not answered
    here, CannotDo at the fact's name where the answer does not fit, Stale where somebody else was faster.
    """
    permissions.check_can_keep(scope, side)
    rules = rules_for(scope, side.involvement)
    cells = {name: scalar(rules, name, joint=side.joint) for name in answers}
    fits = {name: checked(name, cells[name], said, rules.edition) for name, said in answers.items()}
    plain = {name: said if is_unknown(said) else stored(said, cells[name]) for name, said in fits.items()}
    verb = ("Joint record" if side.joint else "Council's record") + (" corrected" if correction else " changed")
    with act(scope.actor, verb, scope.council.scope, reason, correction=correction, since=since):
        found = _unchanged(side, list(answers), version)
        were = {name: row.answer(VALUE) for name, row in found.items()}
        changed = {name: said for name, said in plain.items() if not _same(were.get(name, BLANK), said)}
        had = any(were.get(name, BLANK) is not BLANK for name in changed)
        check_told(had_answer=had, correction=correction, since=since, reason=reason, today=scope.on)
        for name, said in changed.items():
            row = found.get(name) or side.new_fact(name)
            row.set_answer(VALUE, said)
            row.save()


def say_complete(
    scope: Scope,
    *,
    side: Side,
    group: str,
    complete: bool,
    version: int,
    not_applicable: str = "",
    reason: str = "",
) -> None:
    """Say of a list that there are no others, or take that back; or, with why, that it does not apply at all.

    ``version`` is that of ``queries.as_seen`` of the list. Raises CannotDo where a list that has rows is said not to
    apply, Stale where somebody else was faster.
    """
    permissions.check_can_keep(scope, side)
    listed(rules_for(scope, side.involvement), group, joint=side.joint)
    why = not_applicable.strip()
    verb = "Said that there are no others" if complete or why else "Took back that there are no others"
    with act(scope.actor, verb, scope.council.scope, reason):
        row = _unchanged(side, [group], version).get(group) or side.new_fact(group)
        if why and rows(side, [group])[group]:
            raise CannotDo("There are rows in this list, so it applies. Take them out first.", "not_applicable")
        row.set_answer(VALUE, NotApplicable(why) if why else BLANK)
        if not why:
            row.set_complete(VALUE, complete, scope.on, scope.actor.id)
        row.save()


def _same(was: Any, said: Any) -> bool:
    return type(was) is type(said) and bool(was == said)


def _unchanged(side: Side, facts: Sequence[str], version: int) -> dict[str, AnyFact]:
    """The answers as they stand, held until the act ends. Raises Stale where they are not those that were seen."""
    in_turn(side.owner)
    seen = as_seen(side, facts)
    if seen.version != version:
        raise Stale(seen)
    return kept(side, facts)
