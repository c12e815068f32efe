"""Which column holds which of the dictionary's facts. The names agree but for these few."""

from __future__ import annotations

from collections.abc import Mapping

from concordat.protocol.facts import Cell, FactTable, dictionary

PARTNERS = "partners"
RESPONSIBILITIES = "responsibilities"
_OTHERWISE = {
    "lead_authority.organisation": "lead_organisation",
    "lead_authority.contact": "lead_contact",
    "involvement.responsibilities": "responsibilities_described",
    "from": "from_day",
}

FACTS: FactTable = {name: fact for name, fact in dictionary().items() if fact.home == "register"}


def column(name: str) -> str:
    """The column of a fact, or of a field of a row."""
    return _OTHERWISE.get(name, name.rpartition(".")[2])


def _of_level(level: str) -> dict[str, str]:
    return {name: column(name) for name, fact in FACTS.items() if fact.type != "rows" and level in fact.level}


JOINT: Mapping[str, str] = _of_level("partnership")
OWN: Mapping[str, str] = _of_level("involvement")
# Of a party's row: what is its own. Its mark, organisation and sector stand elsewhere.
PARTY_CELLS: Mapping[str, Cell] = {
    name: cell for name, cell in FACTS[PARTNERS].row.items() if name not in ("id", "organisation", "sector")
}
RESPONSIBILITY_CELLS: Mapping[str, Cell] = {
    name: cell for name, cell in FACTS[RESPONSIBILITIES].row.items() if name != "id"
}
