"""The words that every edition shares: roles, bodies, acts, gates, starts, stages, strengths."""

from __future__ import annotations

from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal["met", "not_met", "not_known", "not_applicable"]

MET: Outcome = "met"
NOT_MET: Outcome = "not_met"
NOT_KNOWN: Outcome = "not_known"
NOT_APPLICABLE: Outcome = "not_applicable"
OUTCOMES: tuple[Outcome, ...] = (MET, NOT_MET, NOT_KNOWN, NOT_APPLICABLE)

ROLES = {
    "partnership_team": "Partnership team: keeps the register, receives forms, chases gaps",
    "lead_officer": "Lead officer: answers for the council's part",
    "sponsoring_officer": "Sponsoring officer: sees that the protocol is followed",
    "head_of_service": "Head of service",
    "senior_manager": "Senior manager: a member of the senior team",
    "director": "Director",
    "chief_executive": "Chief executive",
    "finance": "Finance: the section 151 officer and their staff",
    "monitoring_officer": "Monitoring officer",
    "legal": "Legal services",
    "clerk": "Clerk: records what a body decided",
    "councillor": "Councillor",
    "scrutiny": "Scrutiny",
    "auditor": "Auditor: reads everything, writes nothing",
    "administrator": "Administrator: people, services, settings, adoption",
    "partner": "A partner's person",
    "public": "The public",
}

BODIES = {
    "executive": "Executive: the councillors who take executive decisions",
    "full_council": "Full council: all members",
    "scrutiny_committee": "Scrutiny: a committee that examines decisions",
    "senior_team": "Senior team: the top officers",
    "committee": "Committee",
    "partnership_board": "Partnership board: the board or joint committee of a partnership",
}

RESERVED = {
    "all_partners": "All partners together: one act for all",
    "each_partner": "Each partner: one act a partner, with “each: partners”",
}
LEAD_AUTHORITY = "lead_authority."

ACTS = {
    "consult": "was asked for its view and gave it",
    "advise": "gave advice",
    "assure": "gave its assurance on the points named",
    "endorse": "supported it",
    "approve": "approved it",
    "decide": "decided it",
    "sign": "signed it off",
    "receive": "received it",
    "rule": "ruled on what was disputed",
    "agree": "agreed to it",
}
GIVEN = ("given", "given_with_conditions")
OUTCOMES_OF_AN_ACT = {
    "given": "Given",
    "given_with_conditions": "Given with conditions",
    "sent_back": "Sent back",
    "refused": "Refused",
    "deferred": "Deferred to a day",
}

GATES = {
    "commitment": "Resources of the council are committed",
    "negotiations_concluded": "Negotiations are concluded",
    "agreement_signed": "An agreement is signed",
    "start": "The partnership is entered and starts",
    "accountable_body": "The council takes on the accountable body role",
    "publication": "Something is published",
    "closure": "The involvement is closed",
}

STARTS: dict[str, tuple[str, str | None]] = {
    "entry": ("The council considers entering", "start"),
    "change": ("Something material is to change", None),
    "commitment": ("Resources are to be committed", "commitment"),
    "extra_authority": ("A representative needs more authority than they have", None),
    "accountable_body": ("The council is to become accountable body", "accountable_body"),
    "deviation": ("A duty is not to be followed", None),
    "dispute": ("A score or a screening is disputed", None),
    "publication": ("Something is to be published", "publication"),
    "exit": ("The council leaves, or the partnership ends", "closure"),
}

# The start that every council has: all else follows what was entered.
ENTRY = "entry"

STAGES = ("initiating", "approving", "setting_up", "operating", "reviewing", "exiting")

STRENGTHS = {
    "must": "The text requires it",
    "should": "The text expects it; set aside by a reason",
    "seek": "The text asks that it be sought; set aside by a reason",
    "may": "The text allows it",
}

EVENTS = ("review", "report", "meeting", "refresh", "presentation", "verification")

METHODS = {
    "share_of_maximum": "The total as a share of the highest total that the answered criteria allow",
    "sum": "The total of the scores",
    "count_met": "How many criteria are met",
    "any_of": "Whether at least so many criteria are met",
    "judgement": "A person chooses the band, with a reason",
    "none": "The text does not grade partnerships",
}

STATUSES = {
    "not applicable": "It does not apply, because of its when, its where or the screening",
    "met": "It is in place",
    "due by": "In place and about to lapse (within 60 days), or not in place and its day has not passed",
    "overdue": "A must that is not in place or not known, and its day has passed",
    "deviation until": "Not in place, and a deviation or a reason on record covers it",
    "advised, not in place": "A should, seek or may that is not in place; these are never overdue",
    "not met": "A must that is not in place and has no day",
    "not known": "Nobody has said yet what would tell",
}
STEP_STATES = {
    "given": "The act is on record, in its turn",
    "not_needed": "Its when is not so; its sentence says why it is not needed",
    "to_be_settled": "It is not known whether it is needed",
    "open": "It can be done now",
    "waits": "A step before it, or a form that it sees, has to come first",
    "sent_back": "It was sent back",
    "refused": "It was refused",
    "deferred": "It was deferred",
}
ROUTE_STATES = {
    **STEP_STATES,
    "needed": "Of a route: it is open for this matter",
    "not_opened": "Of a route or its step: its start or its when is not so",
}
PROMPT_ANSWERS = {
    "yes": "The records raise it",
    "no": "They do not",
    "not_known": "They do not say",
}
