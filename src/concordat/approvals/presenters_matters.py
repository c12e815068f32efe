"""The page of a partnership's approvals: what one can ask for, what is under way and was, the conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from concordat.approvals import permissions, queries
from concordat.approvals.models import Matter
from concordat.approvals.presenters import Where, changed_words, conditions_table, start_words, state_tag
from concordat.approvals.presenters_why import why_table
from concordat.approvals.start_words import ASKS
from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.protocol.vocabulary import ENTRY
from concordat.register.models import Involvement
from concordat.register.views_common import adoption_of
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

_ONCE = (ENTRY,)


def matters_page(scope: Scope, involvement: Involvement) -> dict[str, Any]:
    """What one can ask for; what is under way and was; why nothing is happening; the conditions."""
    where, found = Where(scope, involvement), queries.matters(involvement)
    may = permissions.can_open(scope, involvement)
    return {
        "why": why_table(scope, involvement, queries.waiting(involvement)),
        "under_way": [matter for matter in found if not matter.ended],
        "matters": _matters(where, found),
        "conditions": conditions_table(where, queries.conditions(involvement), may),
        "asks": [
            (f"{where.to('matter_open')}?start={start}", words)
            for start, words in starts(scope, involvement).items()
            if may and not any(_is_taken(matter, start) for matter in found)
        ],
    }


def starts(scope: Scope, involvement: Involvement) -> dict[str, str]:
    """What the protocol asks somebody about: each start in the words in which one asks for it."""
    adoption = adoption_of(scope, involvement)
    routes = rules_of(adoption).edition.routes if adoption else []
    return {start: words for start, words in ASKS.items() if any(start in route.starts for route in routes)}


def _is_taken(matter: Matter, start: str) -> bool:
    """Whether it is under way already, or given and given once; what is not entered yet is not changed."""
    if start == "change" and matter.start in _ONCE and not matter.ended:
        return True
    return matter.start == start and (not matter.ended or (start in _ONCE and matter.ended == "done"))


def _matters(where: Where, found: Sequence[Matter]) -> Table:
    rows: list[list[Content]] = [
        [Cell(start_words(row.start), where.to("matter", row.reference), hint=changed_words(row)), tag, _days(row)]
        for row, tag in zip(found, map(_tag, found), strict=True)
    ]
    columns = [Column("What it is"), Column("State"), Column("When")]
    return Table(columns, rows, "Under way and past", "Nothing was ever asked for here.")


def _tag(row: Matter) -> Cell:
    tag = state_tag(row, sent=row.sent)  # type: ignore[attr-defined]
    return Cell(tag["text"], tag=tag["classes"].removeprefix("govuk-tag--"))


def _days(row: Matter) -> str:
    ended = f", ended on {day(row.ended_on)}" if row.ended_on else ""
    return f"Since {day(row.opened_on)}{ended}"
