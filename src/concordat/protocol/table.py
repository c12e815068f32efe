"""The table of facts that one edition can read: the dictionary's, its settings, and its own."""

from __future__ import annotations

from collections.abc import Callable

from concordat.protocol.edition import Edition, Setting
from concordat.protocol.facts import Cell, Fact, FactTable, as_fact, dictionary
from concordat.protocol.strict_yaml import without_places
from concordat.protocol.vocabulary import BODIES, LEAD_AUTHORITY, RESERVED, ROLES, STAGES

_SETTING_TYPES = {
    "number": "number",
    "money": "money",
    "yes_no": "yes_no",
    "choice": "choice",
    "month": "number",
    "months": "number",
}


def fact_table(edition: Edition) -> FactTable:
    """Every fact by name: the dictionary's, ``setting.*``, ``mark.*``, ``criterion.*``, ``judged.*``, ``own.*``."""
    own: FactTable = {f"setting.{name}": _setting(setting) for name, setting in edition.settings.items()}
    if edition.screening:
        own |= {f"mark.{mark.id}": _yes_no(mark.ask) for mark in edition.screening.marks if not mark.about}
    if edition.significance:
        own |= {f"criterion.{c.id}": Fact(type="number", words=c.ask) for c in edition.significance.criteria}
    for name, question in edition.judged.items():
        own |= _judged(name, question.ask)
    for name, fact in edition.own.items():
        raw = without_places(fact.model_dump(exclude={"clause"}))
        own[f"own.{name}"] = as_fact(raw, "form", rows=fact.type == "rows")
    return {**dictionary(), **own}


def _setting(setting: Setting) -> Fact:
    unit = "pounds" if setting.type == "money" else setting.type
    return Fact.model_validate(
        {
            "type": _SETTING_TYPES[setting.type],
            "words": setting.words,
            "unit": unit,
            "level": ["council"],
            "blank": "no",
            "options": setting.options or "any",
        }
    )


def _yes_no(words: str) -> Fact:
    return Fact(type="yes_no", words=words)


def _judged(name: str, ask: str) -> FactTable:
    return {
        f"judged.{name}": _yes_no(ask),
        f"judged.{name}.by": Fact(type="choice", words="Who answered it", options="actors"),
        # Put down with the answer: where there is no day, there is none to wait for.
        f"judged.{name}.on": Fact(type="date", blank="no", words="The day it was answered"),
        f"judged.{name}.reason": Fact(type="text", words="The reason given"),
    }


def codes_of(edition: Edition, cell: Cell) -> set[str] | None:
    """The codes that a choice can take; None where they are free."""
    if isinstance(cell.options, dict):
        return set(cell.options)
    sources: dict[str, Callable[[], set[str] | None]] = {
        "bands": lambda: {band.id for band in edition.significance.bands} if edition.significance else None,
        "types": lambda: {kind.id for kind in edition.screening.types} if edition.screening else set(),
        "forms": lambda: set(edition.forms),
        "roles": lambda: {*ROLES, *edition.roles},
        "bodies": lambda: {*BODIES, *edition.bodies},
        "actors": lambda: actors(edition),
        "tasks": lambda: tasks(edition),
        "stages": lambda: set(STAGES),
    }
    source = sources.get(cell.options or "any")
    return source() if source else None


def actors(edition: Edition) -> set[str]:
    """Who may act: the edition's roles and bodies, the generic ones, and those that are reserved."""
    named = {*ROLES, *BODIES, *RESERVED, *edition.roles, *edition.bodies}
    return named | {f"{LEAD_AUTHORITY}{role}" for role in (*ROLES, *BODIES, *edition.roles)}


def tasks(edition: Edition) -> set[str]:
    """What an act can be recorded for: a duty by its id, or a step as ``route.step``."""
    steps = {f"{route.id}.{step.id}" for route in edition.routes for step in route.steps}
    return steps | {duty.id for duty in edition.duties}


def generic(edition: Edition, named: str) -> str:
    """The role of the table, or the generic body, behind one that an edition names by its own title."""
    for table in (edition.roles, edition.bodies):
        if named in table:
            return table[named].generic
    return named


def title_of(edition: Edition, actor: str) -> str:
    """The council's title of a role or body; the generic words where it has none."""
    if actor.startswith(LEAD_AUTHORITY):
        return f"{title_of(edition, actor.removeprefix(LEAD_AUTHORITY))} of the lead authority"
    for table in (edition.roles, edition.bodies):
        if actor in table:
            return table[actor].title
    generic = ROLES.get(actor) or BODIES.get(actor) or RESERVED.get(actor) or actor.replace("_", " ")
    return generic.split(":")[0]
