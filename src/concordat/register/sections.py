"""The register's answers by subject: what one page shows and one small form edits. Every fact has one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.protocol.vocabulary import GATES


@dataclass(frozen=True)
class Section:
    """A subject: ``facts`` are the dictionary's names, or fields of its ``partners`` for a party's sections."""

    id: str
    title: str
    facts: tuple[str, ...]
    joint: bool = False


JOINT = (
    Section(
        "purpose",
        "Name and purpose",
        (
            "partnership.name",
            "partnership.purpose",
            "partnership.expected_outcomes",
            "partnership.place",
            "partnership.like_purpose_elsewhere",
        ),
        joint=True,
    ),
    Section(
        "legal",
        "Legal form",
        (
            "partnership.legal_status",
            "partnership.legal_form",
            "partnership.legal_form_reason",
            "partnership.statutory_basis",
        ),
        joint=True,
    ),
    Section(
        "life",
        "How long it lasts",
        (
            "partnership.started_on",
            "partnership.expected_end_on",
            "partnership.purpose_review_on",
            "partnership.membership_review_on",
        ),
        joint=True,
    ),
    Section(
        "lead",
        "Lead organisation",
        ("lead_authority.organisation", "lead_authority.contact"),
        joint=True,
    ),
)
OWN = (
    Section(
        "stage",
        "Stage and service",
        (
            "involvement.stage",
            "involvement.status",
            "involvement.service",
            "involvement.already_running",
        ),
    ),
    Section(
        "part",
        "The council's part",
        (
            "involvement.council_roles",
            "involvement.council_role_described",
            "involvement.responsibilities",
            "involvement.liabilities",
        ),
    ),
    Section("entry", "Entry in the register", ("involvement.entered_on",)),
    Section("kind", "Kind of partnership", ("involvement.types", "involvement.types_reason")),
    Section(
        "protocol",
        "Use of the protocol",
        (
            "involvement.applied_by_choice",
            "involvement.applied_by_choice_reason",
            "involvement.evidence_file_place",
        ),
    ),
)
PARTY = (
    Section("membership", "Membership", ("membership_status", "stages", "contact"), joint=True),
    Section(
        "part",
        "Its part",
        (
            "why_best_placed",
            "responsibilities",
            "responsibilities_in_agreement",
            "outcomes_confirmed",
            "own_priorities_served",
            "own_plan",
        ),
        joint=True,
    ),
    Section(
        "communication",
        "Communication",
        ("communications_lead", "part_in_communicating", "press_arrangement_agreed", "information_format"),
        joint=True,
    ),
    Section(
        "standards",
        "Standards and leaving",
        (
            "equality_duties_understood",
            "similar_standards_asked_on",
            "similar_standards_answer",
            "standards_of_conduct_agreed_on",
            "exit_consulted_on",
        ),
        joint=True,
    ),
)
# Asked where the row itself is added or ended, or with the organisation, which every partnership shares.
OF_PARTY_ITSELF = ("id", "organisation", "sector", "from", "until")
GATE_FACTS = {gate: f"gates.{gate}_on" for gate in GATES}


# Where somebody says of a list that there are no others.
COMPLETE = {"partners": "parties_complete", "responsibilities": "responsibilities_complete"}


def find(sections: Sequence[Section], section_id: str) -> Section | None:
    """The section of an id; None where there is none."""
    return next((section for section in sections if section.id == section_id), None)


def place_of(fact: str) -> tuple[str, tuple[str, ...]] | None:
    """Where a fact of the register is answered: the address's name and what follows the council and the involvement.

    None where the fact is another room's.
    """
    for section in (*OWN, *JOINT):
        if fact in section.facts:
            return ("partnership_joint_edit" if section.joint else "partnership_edit"), (section.id,)
    for gate, name in GATE_FACTS.items():
        if fact == name:
            return "gate", (gate,)
    return {"partners": ("party_search", ()), "responsibilities": ("responsibility_give", ())}.get(fact)
