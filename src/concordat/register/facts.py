"""What the register knows, as the facts that a protocol reads.

Ids and not names for people (``person:<reference>``); organisations by name. Blank is left out, not known is None,
not applicable stays what it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from concordat.history.answered import Answered
from concordat.protocol.values import Row, Rows, Value
from concordat.register.columns import (
    JOINT,
    OWN,
    PARTNERS,
    PARTY_CELLS,
    RESPONSIBILITIES,
    RESPONSIBILITY_CELLS,
    column,
)
from concordat.register.models import Involvement, Organisation, Partnership, Party, Person, Responsibility
from concordat.ui.answers import BLANK

_T = TypeVar("_T")


def facts_of(involvements: Sequence[Involvement], on: date) -> dict[int, dict[str, Value]]:  # noqa: ARG001 - every room is asked alike
    """Every fact of the register's, {involvement id: {name: value}}, in three queries whatever the number.

    ``partners`` are the other parties: a council is not its own partner. The day is not read here: rows carry theirs.
    """
    partnership_ids = {row.partnership_id for row in involvements}
    found = Partnership.objects.filter(pk__in=partnership_ids).select_related("lead_organisation")
    partnerships = {row.pk: row for row in found}
    parties = _by(
        Party.objects.filter(partnership__in=partnership_ids).select_related("organisation").order_by("pk"),
        lambda row: row.partnership_id,
    )
    held = _by(
        Responsibility.objects.filter(involvement__in=[row.pk for row in involvements])
        .select_related("person", "organisation")
        .order_by("pk"),
        lambda row: row.involvement_id,
    )
    return {
        row.pk: _of_one(row, partnerships[row.partnership_id], parties[row.partnership_id], held[row.pk])
        for row in involvements
    }


def _of_one(
    involvement: Involvement, partnership: Partnership, parties: Sequence[Party], held: Sequence[Responsibility]
) -> dict[str, Value]:
    facts = {**_answers(partnership, JOINT), **_answers(involvement, OWN)}
    others = tuple(_party(row) for row in parties if row.organisation.council_id != involvement.council_id)
    facts |= _list(PARTNERS, others, partnership)
    facts |= _list(RESPONSIBILITIES, tuple(_responsibility(row) for row in held), involvement)
    return facts


def _list(name: str, rows: tuple[Row, ...], said_on: Answered) -> dict[str, Value]:
    """A list is blank until it has a row, or somebody has said that there is none."""
    complete = said_on.is_complete(name)
    return {name: Rows(rows, complete)} if rows or complete else {}


def _party(row: Party) -> Row:
    facts: dict[str, Value] = {"id": row.reference, "organisation": row.organisation.name}
    if row.organisation.sector:
        facts["sector"] = row.organisation.sector
    return {**facts, **_answers(row, {name: column(name) for name in PARTY_CELLS})}


def _responsibility(row: Responsibility) -> Row:
    return {"id": str(row.pk), **_answers(row, {name: column(name) for name in RESPONSIBILITY_CELLS})}


def _answers(row: Answered, columns: Mapping[str, str]) -> dict[str, Any]:
    return {name: _plain(answer) for name, kept in columns.items() if (answer := row.answer(kept)) is not BLANK}


def _plain(answer: Any) -> Any:
    if isinstance(answer, list):
        return tuple(answer)
    if isinstance(answer, Person):
        return f"person:{answer.reference}"
    return answer.name if isinstance(answer, Organisation) else answer


def _by(rows: Iterable[_T], key: Callable[[_T], int]) -> defaultdict[int, list[_T]]:
    found: defaultdict[int, list[_T]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
