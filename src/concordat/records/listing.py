"""Keeping the rows of lists: a new one, one that changed or was wrong, one that should never have been there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.protocol.explain.called import NAMING
from concordat.protocol.facts import Fact
from concordat.records import permissions
from concordat.records.asking import asks_of
from concordat.records.facts import VALUE
from concordat.records.files import has_files
from concordat.records.fitting import fitting, listed, rules_for
from concordat.records.models import ListRow
from concordat.records.queries import AnyRow, Side, kept, rows, side_of
from concordat.records.stored import cell_answer, stored
from concordat.register.rows import check_reason, check_told, in_turn
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo


def add(scope: Scope, *, side: Side, group: str, answers: Mapping[str, Any], reason: str = "") -> AnyRow:
    """Add a row to a list, ``answers`` by cell. What was said of there being no others is taken back.

    Raises CannotDo at ``group.cell`` where an answer does not fit, or one is missing that the row needs.
    """
    permissions.check_can_keep(scope, side)
    rules = rules_for(scope, side.involvement)
    fact = listed(rules, group, joint=side.joint)
    cells = _cells(fact, fitting(rules, group, fact, answers))
    with act(scope.actor, "Row added", scope.council.scope, reason):
        in_turn(side.owner)
        row = side.new_row(group)
        row.cells = cells
        row.save()
        _not_complete(scope, side, group)
    return row


def begin(scope: Scope, *, side: Side, group: str, codes: Sequence[str]) -> list[AnyRow]:
    """Begin a list with some of what the edition offers for it: a row for each, in one act.

    Where a row is named by words of its own they are the edition's; what else it asks is left to be answered.
    Raises CannotDo where nothing is chosen, or something that is not offered or stands there already.
    """
    permissions.check_can_keep(scope, side)
    rules = rules_for(scope, side.involvement)
    fact = listed(rules, group, joint=side.joint)
    cell, offered = asks_of(rules).begins.get(group, ("", {}))
    with act(scope.actor, "Rows added", scope.council.scope):
        in_turn(side.owner)
        had = {str(row.cells.get(cell)) for row in rows(side, [group])[group]}
        if not codes or not set(codes) <= set(offered) - had:
            raise CannotDo("Choose from those that are not there yet.", "codes")
        words = next((name for name in NAMING if name in fact.row and fact.row[name].type == "text"), "")
        made = []
        for code in (one for one in offered if one in codes):
            answers = {cell: code, **({words: str(offered[code])} if words else {})}
            row = side.new_row(group)
            row.cells = _cells(fact, fitting(rules, group, fact, answers))
            row.save()
            made.append(row)
        _not_complete(scope, side, group)
    return made


def change(
    scope: Scope,
    *,
    row: AnyRow,
    version: int,
    answers: Mapping[str, Any],
    correction: bool = False,
    since: date | None = None,
    reason: str = "",
) -> AnyRow:
    """Change a row, or put right what was wrong in it. Answers not named stay as they are."""
    side = side_of(row, scope.council.pk)
    permissions.check_can_keep(scope, side)
    rules = rules_for(scope, side.involvement)
    fact = listed(rules, row.group, joint=side.joint)
    verb = "Row corrected" if correction else "Row changed"
    with act(scope.actor, verb, scope.council.scope, reason, correction=correction, since=since):
        fresh = reread(row, version)
        cells = _cells(fact, fitting(rules, row.group, fact, {**answers_of(fresh, fact), **answers}))
        had = any(cells.get(name) != was for name, was in fresh.cells.items())
        check_told(had_answer=had, correction=correction, since=since, reason=reason, today=scope.on)
        fresh.cells = cells
        fresh.save()
    return fresh


def remove(scope: Scope, *, row: AnyRow, version: int, reason: str) -> None:
    """Take out a row that should never have been recorded. Raises CannotDo where files are attached to it."""
    permissions.check_can_keep(scope, side_of(row, scope.council.pk))
    if has_files(scope, row):
        raise CannotDo("Files are attached to this. Withdraw each of them first, and say why.")
    check_reason(reason, "Say why this should never have been recorded.")
    with act(scope.actor, "Row taken out", scope.council.scope, reason, correction=True):
        reread(row, version).delete()


def answers_of(row: ListRow, fact: Fact) -> dict[str, Any]:
    """A row's answers as a form takes them, by cell; BLANK for those that it does not have."""
    return {name: cell_answer(row.cells, name) for name in fact.row if name != "id"}


def _cells(fact: Fact, found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: stored(answer, fact.row[name]) for name, answer in found.items() if answer is not BLANK}


def _not_complete(scope: Scope, side: Side, group: str) -> None:
    for row in kept(side, [group]).values():
        row.set_answer(VALUE, BLANK)
        row.set_complete(VALUE, False, scope.on, scope.actor.id)
        row.save()
