"""What the room knows of many involvements at once, in four queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from concordat.protocol.facts import dictionary
from concordat.protocol.values import NotApplicable, Row, Rows, Value
from concordat.records.catalogue import sides
from concordat.records.models import JointFact, JointRow, Kept, ListRow, OwnFact, OwnRow
from concordat.records.stored import fact_of
from concordat.register.models import Involvement
from concordat.ui.answers import BLANK

VALUE = "value"
_R = TypeVar("_R", bound=Kept | ListRow)


def facts_of(involvements: Sequence[Involvement], on: date) -> dict[int, dict[str, Value]]:  # noqa: ARG001 - every room is asked alike
    """Every fact of the room's, {involvement id: {name: value}}. Rows carry their own days."""
    joint = {row.partnership_id for row in involvements}
    own_facts = _by(OwnFact.objects.filter(involvement__in=involvements), "involvement_id")
    joint_facts = _by(JointFact.objects.filter(partnership__in=joint), "partnership_id")
    own_rows = _by(OwnRow.objects.filter(involvement__in=involvements).order_by("pk"), "involvement_id")
    joint_rows = _by(JointRow.objects.filter(partnership__in=joint).order_by("pk"), "partnership_id")
    return {
        one.pk: _of_one(
            [*joint_facts[one.partnership_id], *own_facts[one.pk]], [*joint_rows[one.partnership_id], *own_rows[one.pk]]
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
    found: dict[str, Value] = {name: Rows(tuple(listed), complete=False) for name, listed in groups.items()}
    complete = Counter(one.fact for one in kept if one.is_complete(VALUE))
    for one in kept:
        answer = one.answer(VALUE)
        if complete[one.fact]:
            found[one.fact] = Rows(tuple(groups[one.fact]), complete[one.fact] == _sides(one.fact))
        elif one.fact not in groups and answer is not BLANK:
            found[one.fact] = answer if answer is None or isinstance(answer, NotApplicable) else fact_of(answer)
    return found


def _sides(name: str) -> int:
    """How many sides have to say of a list that it is complete: the joint record's, the council's own, or both."""
    fact = dictionary().get(name)
    return len(sides(fact)) if fact else 1


def _by(rows: Iterable[_R], owner: str) -> defaultdict[int, list[_R]]:
    found: defaultdict[int, list[_R]] = defaultdict(list)
    for row in rows:
        found[getattr(row, owner)].append(row)
    return found
