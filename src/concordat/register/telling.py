"""How the history of the register reads: the words of its fields and codes, and the names that its rows go by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concordat.history import words
from concordat.protocol.vocabulary import GATES
from concordat.register.choices import Options, Words
from concordat.register.columns import FACTS, JOINT, OWN, PARTY_CELLS, RESPONSIBILITY_CELLS, column
from concordat.register.forms_joint import OPEN_TO
from concordat.register.organisations import SECTOR
from concordat.register.representatives import CAPACITIES

# Made by the product itself, and of no interest to anybody who reads what was done.
_HIDDEN = dict.fromkeys(("reference", "sort_name", "council", "involvement", "partnership"), "")
_DAYS = {"from_day": "From", "until": "Until"}


def register_all() -> None:
    """Say how each of the room's models is told."""
    add = words.add
    joint = {column_: FACTS[fact].words for fact, column_ in JOINT.items()}
    own = {column_: FACTS[fact].words for fact, column_ in OWN.items()}
    party = {column(name): cell.words for name, cell in PARTY_CELLS.items()}
    held = {column(name): cell.words for name, cell in RESPONSIBILITY_CELLS.items()}
    keeping = {"steward": "Joint record kept by", "open_to": "Who may find it", "partners": "The partners"}
    add("register.partnership", {**_HIDDEN, **joint, **keeping}, thing="Joint record", named=("name",))
    mine = {"own_reference": "Our own reference", "withdrawn_at": "Taken out", "responsibilities": "Responsibilities"}
    add("register.involvement", {**_HIDDEN, **own, **mine}, thing="Our part", named=("partnership",))
    partner = {**_HIDDEN, **party, **_DAYS, "organisation": "Organisation"}
    add("register.party", partner, thing="Partner", named=("organisation",))
    answers_for = ("role", "person", "post")
    add("register.responsibility", {**_HIDDEN, **held, **_DAYS}, thing="Responsibility", named=answers_for)
    seat = {**_HIDDEN, **_DAYS, "person": "Person", "capacity": "Capacity"}
    add("register.representative", seat, thing="Representative", named=("person",))
    judged = {**_HIDDEN, **_DAYS, "adoption": "Protocol"}
    add("register.judgedunder", judged, thing="Protocol it is judged under", named=("adoption",))
    passing = {
        "gate": "What happened",
        "on": "Day",
        "outstanding": "Outstanding then",
        "taken_back_on": "Taken back on",
    }
    add(
        "register.passing",
        {**_HIDDEN, **passing},
        thing="Gate passed",
        values={"outstanding": _outstanding},
        named=("gate",),
    )
    _register_directory()


def _register_directory() -> None:
    """Say how organisations, people and who sees the joint record are told."""
    add = words.add
    add(
        "register.organisation",
        {**_HIDDEN, "identifiers": "Identifiers", "keeper": "Kept right by", "council": ""},
        thing="Organisation",
        values={"identifiers": _identifiers},
        named=("name",),
    )
    note = {**_HIDDEN, "words": "Notes", "organisation": ""}
    add("register.organisationnote", note, thing="Our own notes", named=("organisation",))
    about = {"organisation": "Works for", "user": "Signs in here", "left_on": "Left on", "erased_on": "Erased on"}
    signs_in = {"user": lambda _: "Yes"}
    add("register.person", {**_HIDDEN, **about}, thing="Person", values=signs_in, named=("name",))
    add(
        "register.partymember",
        {**_HIDDEN, **_DAYS, "user": "Person", "party": "Partner"},
        thing="Signs in for a partner",
        named=("user", "party"),
    )
    add("register.opento", {**_HIDDEN, "council": "Council"}, thing="Who may find it", named=("council",))


def options(told: Words) -> Mapping[str, Options]:
    """The words of codes, by field."""
    found = {column_: told.of(fact, FACTS[fact]) for fact, column_ in {**JOINT, **OWN}.items()}
    codes = {name: listed for name, listed in found.items() if listed}
    sectors = SECTOR.options if isinstance(SECTOR.options, dict) else {}
    return {
        **codes,
        "service": told.all_services,
        "role": told.roles(),
        "stages": told.stages(),
        "sector": sectors,
        "gate": GATES,
        "open_to": OPEN_TO,
        "capacity": CAPACITIES,
    }


def _identifiers(value: Any) -> str:
    return ", ".join(f"{item['scheme']} {item['id']}" for item in value) or "None"


def _outstanding(value: Any) -> str:
    return "; ".join(f"{item['words']} ({item['clause']})" for item in value)
