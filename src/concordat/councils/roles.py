"""Which role may do what: one table, by value. The access file names the right each address needs.

A reach says how far a right goes: ``any`` of the council's work, or ``own``, what the person answers for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

Reach: TypeAlias = Literal["any", "own"]

ROLES: Mapping[str, str] = {
    "partnership_team": "Partnership team",
    "lead_officer": "Lead officer",
    "sponsoring_officer": "Sponsoring officer",
    "head_of_service": "Head of service",
    "senior_manager": "Senior manager",
    "director": "Director",
    "chief_executive": "Chief executive",
    "finance": "Finance (section 151)",
    "monitoring_officer": "Monitoring officer",
    "legal": "Legal",
    "clerk": "Clerk",
    "councillor": "Councillor",
    "scrutiny": "Scrutiny",
    "auditor": "Auditor",
    "administrator": "Administrator",
}
PARTNERS_PERSON = "partners_person"
PUBLIC = "public"

RIGHTS: Mapping[str, str] = {
    "see_register": "see the register, its organisations and people",
    "see_history": "see what was done, when and by whom",
    "see_administration_history": "see what was done in the council's own administration, when and by whom",
    "enter_partnership": "enter a partnership in the register",
    "keep_involvement": "keep the council's own record of a partnership",
    "keep_joint": "keep the joint record of a partnership that the council is steward of",
    "keep_directory": "keep organisations and people",
    "add_file": "attach files",
    "ask_about_answers": "ask about an answer of a form, and reply",
    "see_settings": "see services, aims, settings and the adopted protocol",
    "keep_settings": "change services, aims and settings, and adopt a protocol",
    "keep_members": "invite people, give and take roles",
    "hand_over": "hand over one person's work to another",
    "tell_absence": "tell of one's own absence, and name a deputy",
    "erase_person": "erase a person from the record",
}

_READS: dict[str, Reach] = {"see_register": "any", "see_settings": "any", "tell_absence": "own"}
_HELPS: dict[str, Reach] = {**_READS, "ask_about_answers": "any"}
_OFFICER: dict[str, Reach] = {
    **_HELPS,
    "see_history": "own",
    "enter_partnership": "any",
    "keep_involvement": "own",
    "keep_joint": "own",
    "keep_directory": "any",
    "add_file": "own",
}
_WATCHES: dict[str, Reach] = {**_HELPS, "see_history": "any", "see_administration_history": "any"}
# Sections of forms are handed to them, and what is in them is theirs to put right until they give it back.
_ADVISES: dict[str, Reach] = {**_WATCHES, "keep_involvement": "own", "keep_joint": "own", "add_file": "own"}

TABLE: Mapping[str, Mapping[str, Reach]] = {
    "partnership_team": {
        **_HELPS,
        "see_history": "any",
        "see_administration_history": "any",
        "enter_partnership": "any",
        "keep_involvement": "any",
        "keep_joint": "any",
        "keep_directory": "any",
        "add_file": "any",
        "hand_over": "any",
    },
    "lead_officer": _OFFICER,
    "sponsoring_officer": _OFFICER,
    "head_of_service": _OFFICER,
    "senior_manager": _OFFICER,
    "director": _OFFICER,
    "chief_executive": _ADVISES,
    "finance": _ADVISES,
    "monitoring_officer": {**_ADVISES, "erase_person": "any"},
    "legal": _ADVISES,
    "clerk": {**_HELPS, "add_file": "any"},
    "councillor": _READS,
    "scrutiny": _WATCHES,
    "auditor": {
        "see_register": "any",
        "see_settings": "any",
        "see_history": "any",
        "see_administration_history": "any",
    },
    "administrator": {
        **_READS,
        "see_administration_history": "any",
        "keep_settings": "any",
        "keep_members": "any",
        "hand_over": "any",
        "tell_absence": "any",
    },
}


def reach(roles: frozenset[str], right: str) -> Reach | None:
    """How far a right goes for somebody who holds these roles; None where they have it not."""
    found = {TABLE[role][right] for role in roles if right in TABLE.get(role, {})}
    if "any" in found:
        return "any"
    return "own" if found else None


def holders(right: str) -> list[str]:
    """The roles that have a right, as their titles, for the sentence of a refusal."""
    return [title for role, title in ROLES.items() if right in TABLE[role]]
