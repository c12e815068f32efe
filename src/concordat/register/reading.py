"""One row's answers by the dictionary's names, with what a page or a form needs to show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from concordat.councils import adopted_rules
from concordat.councils.models import Adoption
from concordat.history.answered import Answered
from concordat.protocol.facts import Cell
from concordat.register import columns
from concordat.register.choices import Words
from concordat.register.forms import Asked
from concordat.register.models import Organisation, Party

LEAD_ORGANISATION = "lead_authority.organisation"


def asked(row: Answered, facts: Sequence[str], words: Words) -> list[Asked]:
    """Facts of a row as a form asks for them and a card shows them."""
    return [_asked(row, name, columns.FACTS[name], words) for name in facts]


def asked_of_party(party: Party, fields: Sequence[str], words: Words) -> list[Asked]:
    """Fields of a partner likewise."""
    return [_asked(party, name, columns.PARTY_CELLS[name], words) for name in fields]


def _asked(row: Answered, name: str, cell: Cell, words: Words) -> Asked:
    answer, options = row.answer(columns.column(name)), words.of(name, cell)
    if name == LEAD_ORGANISATION:
        # Kept as an organisation, and chosen from the partners.
        cell, options = Cell(type="choice", words=cell.words), words.partners
        answer = answer.reference if isinstance(answer, Organisation) else answer
    if options is None:
        return Asked(name, cell, None, answer)
    given = list(answer) if isinstance(answer, list) else [answer] if isinstance(answer, str) else []
    options = {**options, **{code: words.former(name, code) for code in given if code not in options}}
    if isinstance(answer, list):
        answer = tuple(code for code in options if code in given)
    return Asked(name, cell, options, answer)


def answers_for_service(given: Mapping[str, Any], partners: Mapping[str, Organisation]) -> dict[str, Any]:
    """A form's answers as the services take them: the lead organisation as a row."""
    found = dict(given)
    if isinstance(found.get(LEAD_ORGANISATION), str):
        found[LEAD_ORGANISATION] = partners[found[LEAD_ORGANISATION]]
    return found


def clauses_reading(adoption: Adoption | None) -> Mapping[str, tuple[str, ...]]:
    """The clauses of an adopted edition whose duties read a fact, by fact, in the order in which they stand."""
    if adoption is None:
        return {}
    found: dict[str, dict[str, None]] = {}
    for ready in adopted_rules.rules_of(adoption).duties.values():
        for name in ready.reads:
            found.setdefault(name, {})[ready.duty.clause] = None
    return {name: tuple(clauses) for name, clauses in found.items()}
