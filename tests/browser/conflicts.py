"""For each form that edits a row: what somebody else saves while it is open. Each saves something new each time."""

from __future__ import annotations

# The form that the other person uses, and what they put in; {n} is another number each time. A reason is given to all.
COUNCIL = ("council_edit", {"name": "Ashford Council {n}"})
SERVICE = ("service_edit", {"name": "Housing {n}", "correction": "yes"})
AIM = ("aim_edit", {"words": "Better homes {n}"})
QUESTION = ("question_edit", {"words": "How is it governed, {n}?", "correction": "yes"})
OWN_PART = ("own_reference", {"own_reference": "P{n}"})
JOINT = ("partnership_joint_edit", {"partnership--purpose": "Their purpose {n}", "change": "correction"})
PARTY = ("party_edit", {"contact": "Their contact {n}", "change": "correction"})
ROLE = ("responsibility_correct", {"post": "Post {n}"})
SEAT = ("representative_correct", {"capacity": "councillor"})
PERSON = ("person_edit", {"post": "Post {n}", "change": "correction"})
LATER = {"until_day": "1", "until_month": "1", "until_year": "2099"}
MEMBER = ("member_ways", {"ways": "password"})
# An answer in place of another: why it does not apply.
MARK = (
    "screening_answers",
    {
        "arrangement--shares-risk": "",
        "arrangement--shares-risk_unknown": "na",
        "arrangement--shares-risk_reason": "Their reason {n}",
    },
)
LEVEL = ("significance_question", {"level": "", "level_unknown": "na", "level_reason": "Their reason {n}"})

ANSWERED = {
    "change": "correction",
    "money--value-for-money": "Their words {n}",
    "money--vat-treatment": "Their words {n}",
}
DOCUMENT = {"change": "correction", "documents--title": "Their title {n}"}

# Nobody else can change what these show, other than by ending it.
ONLY_ENDED = {
    "adoption_take_back": "a protocol that is planned is taken back, or comes into force",
    "section_done": "a section that was given back stays given back",
    "query_reply": "a question has one reply",
    "matter_send": "a matter is only ended",
    "matter_withdraw": "a matter is only ended",
    "condition_met": "a condition is met once",
}
BY_SOMEBODY_ELSE: dict[str, tuple[str, dict[str, str]]] = {
    "council_edit": COUNCIL,
    "council_answers": COUNCIL,
    "council_second_factor": COUNCIL,
    "member_ways": MEMBER,
    "member_end": MEMBER,
    "role_end": ("role_end", LATER),
    "deputy_end": ("deputy_end", LATER),
    "service_edit": SERVICE,
    "service_end": SERVICE,
    "aim_edit": AIM,
    "aim_end": AIM,
    "questions_complete": ("questions_complete", {"complete": "yes"}),
    "question_edit": QUESTION,
    "question_remove": QUESTION,
    "setting_give": ("setting_give", {"value": "{n}"}),
    "partnership_edit": OWN_PART,
    "own_reference": OWN_PART,
    "withdraw": OWN_PART,
    "gate": OWN_PART,
    "responsibilities_complete": ("responsibilities_complete", {"complete": "yes"}),
    "partnership_joint_edit": JOINT,
    "open_to": JOINT,
    "hand_stewardship": JOINT,
    "parties_complete": JOINT,
    "party_edit": PARTY,
    "party_end": PARTY,
    "party_remove": PARTY,
    "joint_party_edit": PARTY,
    "party_person_end": ("party_person_end", LATER),
    "responsibility_pass_on": ROLE,
    "responsibility_correct": ROLE,
    "responsibility_end": ROLE,
    "responsibility_remove": ROLE,
    "representative_correct": SEAT,
    "representative_end": SEAT,
    "person_edit": PERSON,
    "person_left": PERSON,
    "person_erase": PERSON,
    "organisation_edit": ("organisation_edit", {"name": "Partner {n}", "change": "correction"}),
    "screening_answers": MARK,
    "screening_decide": MARK,
    "aims_served": ("aims_served", {"complete": "on"}),
    "significance_question": LEVEL,
    "significance_assess": LEVEL,
    "doubt_talk": ("doubt_talk", {"agreed": "yes", "words": "We agree"}),
    "doubt_ruling": ("doubt_ruling", {"band": "limited"}),
    "deviation_end": ("deviation_end", LATER),
    "set_aside_end": ("set_aside_end", LATER),
    "organisation_note": ("organisation_note", {"words": "Their note {n}"}),
    **{name: (name, ANSWERED) for name in ("section_edit", "section_edit_joint")},
    **{name: (name, {"complete": "no"}) for name in ("list_complete", "list_complete_joint")},
    **dict.fromkeys(("list_row_edit", "list_row_remove"), ("list_row_edit", DOCUMENT)),
    **dict.fromkeys(("list_row_edit_joint", "list_row_remove_joint"), ("list_row_edit_joint", DOCUMENT)),
}
