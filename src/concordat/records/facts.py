"""What the room knows of many involvements at once, in two queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias

from django.db.models import BooleanField, Model
from django.db.models import Value as Constant

from concordat.protocol.facts import dictionary
from concordat.protocol.values import NotApplicable, Row, Rows, Value
from concordat.records.catalogue import sides
from concordat.records.models import JointFact, JointRow, Kept, ListRow, OwnFact, OwnRow
from concordat.records.stored import fact_of
from concordat.records.sums import SUMS, summed
from concordat.register.models import Involvement
from concordat.ui.answers import BLANK

VALUE = "value"
# What was said, by whether it is joint and by whose it is: a partnership's id, or an involvement's.
_Found: TypeAlias = defaultdict[tuple[bool, int], list[Any]]


def facts_of(involvements: Sequence[Involvement], on: date) -> dict[int, dict[str, Value]]:  # noqa: ARG001 - every room is asked alike
    """Every fact of the room's, {involvement id: {name: value}}. Rows carry their own days."""
    facts = _of_both(OwnFact, JointFact, involvements, "fact", "value", "unsaid")
    rows = _of_both(OwnRow, JointRow, involvements, "group", "reference", "cells")
    return {
        one.pk: _of_one(
            [OwnFact(fact=fact, value=value, unsaid=unsaid) for fact, value, unsaid in _about(one, facts)],
            [OwnRow(group=group, reference=mark, cells=cells) for group, mark, cells in _about(one, rows)],
        )
        for one in involvements
    }


def row_facts(row: ListRow) -> Row:
    """A row as a protocol reads it: its mark, and each cell that is not blank."""
    return {"id": row.reference, **{name: fact_of(kept) for name, kept in row.cells.items()}}


def _of_one(kept: Sequence[Kept], rows: Iterable[ListRow]) -> dict[str, Value]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row_facts(row))
    found: dict[str, Value] = {name: Rows(tuple(listed), complete=_only_here(name)) for name, listed in groups.items()}
    complete = Counter(one.fact for one in kept if one.is_complete(VALUE))
    for one in kept:
        answer = one.answer(VALUE)
        if complete[one.fact]:
            whole = complete[one.fact] == _sides(one.fact) or _only_here(one.fact)
            found[one.fact] = Rows(tuple(groups[one.fact]), whole)
        elif one.fact not in groups and answer is not BLANK:
            found[one.fact] = answer if answer is None or isinstance(answer, NotApplicable) else fact_of(answer)
    sums = {name: summed(lambda part: found.get(part, BLANK), name) for name in SUMS}
    return found | {name: value for name, value in sums.items() if value is not BLANK}


def _sides(name: str) -> int:
    """How many sides have to say of a list that it is complete: the joint record's, the council's own, or both."""
    fact = dictionary().get(name)
    return len(sides(fact)) if fact else 1


def _only_here(name: str) -> bool:
    """Whether rows of a list can only arise here, so that nobody is asked whether there are others."""
    fact = dictionary().get(name)
    return fact is not None and fact.blank == "no"


def _about(one: Involvement, found: _Found) -> list[Any]:
    """What the joint record says of an involvement, then what is the council's own."""
    return [*found[True, one.partnership_id], *found[False, one.pk]]


def _of_both(own: type[Model], joint: type[Model], involvements: Sequence[Involvement], *columns: str) -> _Found:
    """These columns of the rows of both sides, as they were recorded, by whether they are joint and whose they are."""
    mine = own._default_manager.filter(involvement__in=involvements)
    theirs = joint._default_manager.filter(partnership__in={row.partnership_id for row in involvements})
    parts = [
        rows.annotate(joint=Constant(is_joint, BooleanField())).values_list("joint", owner, "pk", *columns)
        for rows, owner, is_joint in ((mine, "involvement_id", False), (theirs, "partnership_id", True))
    ]
    found: _Found = defaultdict(list)
    for is_joint, owner, _pk, *said in sorted(parts[0].union(parts[1], all=True), key=lambda row: row[2]):
        found[bool(is_joint), owner].append(said)
    return found
