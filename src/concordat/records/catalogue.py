"""What this room keeps, and under which subject it is shown. The dictionary says what there is; this says only where.

A fact of the dictionary belongs here by its home; a fact of an edition's own (``own.…``) belongs here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concordat.protocol.facts import Fact, FactTable
from concordat.records.sums import SUMS, first_part

# The dictionary's homes that are kept here, with the title under which they are shown, in this order.
HOMES: Mapping[str, str] = {
    "proposals": "The case for it",
    "finance": "Money",
    "governance": "Governance",
    "risk": "Risk",
    "engagement": "People and information",
    "delivery": "Delivery and performance",
    "reviews": "Reviews and reports",
    "exits": "Leaving and ending",
}
OWN, OWN_TITLE = "own", "Only this protocol asks"
_SECTIONS: Mapping[str, str] = {
    "accountability": "Accountability",
    "accountable_body": "Accountable body",
    "appraisal": "Appraisal",
    "board": "The board",
    "commitment": "What the council puts in",
    "communications": "Communication",
    "conduct": "Conduct",
    "exit": "Leaving and ending",
    "information": "Information",
    "money": "Money of the partnership",
    "performance": "Performance",
    "plans": "Plans it stands in",
    "procurement": "Buying",
    "redress": "Complaints and redress",
    "reporting": "Reporting",
    "review": "The last review",
    "risk": "Risk to the council",
    "risk_method": "How risk is managed",
    "rules": "Rules that it meets",
    "terms": "Terms",
    "own": OWN_TITLE,
}


@dataclass(frozen=True)
class Section:
    """Scalar facts that are shown and edited together: all joint, or all the council's own; ``sums`` are only shown."""

    id: str
    title: str
    joint: bool
    facts: tuple[str, ...]
    sums: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subject:
    """A page's worth: its sections, and the lists (row groups) that belong to it."""

    id: str
    title: str
    sections: tuple[Section, ...]
    lists: tuple[str, ...]


def is_kept_here(name: str, table: FactTable) -> bool:
    """Whether a fact, or a list, is kept in this room."""
    return name in table and subject_of(name, table[name]) is not None


def subject_of(name: str, fact: Fact) -> str | None:
    """The subject of a fact; None where another room keeps it, or nobody: a sum is worked out."""
    if name in SUMS:
        return None
    if name.startswith("own."):
        return OWN
    return fact.home if fact.home in HOMES else None


def is_joint(fact: Fact) -> bool:
    """Whether a scalar fact is the joint record's. One that may be either is the council's own."""
    return "involvement" not in fact.level and "partnership" in fact.level


def sides(fact: Fact) -> tuple[bool, ...]:
    """Where rows of a list may stand: True for the joint record, False for the council's own; the usual one first."""
    return tuple(level == "partnership" for level in fact.level if level in ("partnership", "involvement"))


def subjects(table: FactTable) -> list[Subject]:
    """Everything kept here under an edition's table, in the order shown. A subject without anything is left out."""
    found = (Subject(home, title, *_parts(home, table)) for home, title in {**HOMES, OWN: OWN_TITLE}.items())
    return [subject for subject in found if subject.sections or subject.lists]


def section_of(name: str, table: FactTable) -> Section | None:
    """The section in which a scalar fact, or the parts of a sum, are answered; None where it is none of this room's."""
    name = first_part(name)
    home = subject_of(name, table[name]) if name in table else None
    sections = _sections(home, table) if home else ()
    return next((section for section in sections if name in section.facts), None)


def _parts(home: str, table: FactTable) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    lists = (name for name, fact in table.items() if fact.type == "rows" and subject_of(name, fact) == home)
    return tuple(_sections(home, table)), tuple(lists)


def _sections(home: str, table: FactTable) -> Iterator[Section]:
    """The scalar facts of a subject by the first part of their names, the joint ones apart from the council's own."""
    found: dict[tuple[str, bool], list[str]] = {}
    for name, fact in table.items():
        if fact.type != "rows" and subject_of(name, fact) == home:
            found.setdefault((name.partition(".")[0], is_joint(fact)), []).append(name)
    for (prefix, joint), names in found.items():
        both = (prefix, not joint) in found
        title = _SECTIONS.get(prefix, prefix.replace("_", " ").capitalize())
        words = f"{title}: {'joint record' if joint else 'our own'}" if both else title
        sums = tuple(name for name in SUMS if name in table and first_part(name) in names)
        yield Section(f"{prefix}-joint" if joint and both else prefix, words, joint, tuple(names), sums)
