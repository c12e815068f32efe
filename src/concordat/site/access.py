"""The access file: what each address needs, by its name. An address that is not listed does not open.

``Needs.right`` is a right of the role table; the council is read from the address. Otherwise ``Needs.who`` says it:
``all`` (signed in or not), ``signed_out``, ``signed_in``, ``joint`` (a party to the joint record in the address).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Who: TypeAlias = Literal["all", "signed_out", "signed_in", "joint", "council"]
GET: tuple[str, ...] = ("GET",)
FORM: tuple[str, ...] = ("GET", "POST")


@dataclass(frozen=True)
class Needs:
    """Who may open an address, and by which methods (HEAD goes with GET).

    With ``joint``, the right is asked of a council's people; another party's may keep what is their organisation's.
    ``own``: it is about something that somebody answers for, so that a right that reaches only one's own opens it to
    them alone. ``whole``: a right that reaches only one's own does not open it at all. ``acts_as``: the form is for the
    roles that the edition names at this place of it; whoever has the right may look. ``named``: beside the right it
    takes being whom the thing itself names, and nobody else opens it, whatever their role.
    """

    who: Who
    methods: tuple[str, ...] = GET
    right: str = ""
    own: bool = False
    whole: bool = False
    acts_as: str = ""
    named: bool = False


ALL, SIGNED_IN, JOINT = Needs("all"), Needs("signed_in"), Needs("joint")


def right(name: str, methods: tuple[str, ...] = GET, *, own: bool = False, whole: bool = False) -> Needs:
    """Open to a council's people who have this right, wholly or for what is their own."""
    return Needs("council", methods, name, own, whole)


def role_named(place: str) -> Needs:
    """Open to all who see the register; sent by the roles that the edition names at a place of it."""
    return Needs("council", FORM, "see_register", acts_as=place)


_SEE = right("see_register")
_KEEP = right("keep_involvement", FORM, own=True)
_KEEP_JOINT = right("keep_joint", FORM, own=True)
_DIRECTORY = right("keep_directory", FORM)
_HISTORY = right("see_history", own=True)

_SITE = {
    "start": ALL,
    "accessibility": ALL,
    "privacy": ALL,
    "cookies": ALL,
    "live": ALL,
    "ready": ALL,
    "home": _SEE,
}

_REGISTER = {
    "register": _SEE,
    "register_csv": _SEE,
    "filter_save": right("see_register", FORM),
    "filter_delete": right("see_register", FORM),
    "enter": right("enter_partnership", FORM),
    "others": right("enter_partnership"),
    "join": right("enter_partnership", FORM),
    "partnership": _SEE,
    "partnership_entry": _SEE,
    "partnership_edit": _KEEP,
    "partnership_joint_edit": _KEEP_JOINT,
    "own_reference": _KEEP,
    "withdraw": right("keep_involvement", FORM, whole=True),
    "partnership_history": _HISTORY,
    "gate": _KEEP,
    "open_to": _KEEP_JOINT,
    "hand_stewardship": _KEEP_JOINT,
    "party_search": right("keep_joint", own=True),
    "party_add": _KEEP_JOINT,
    "parties_complete": _KEEP_JOINT,
    "party": _SEE,
    "party_edit": _KEEP_JOINT,
    "party_end": _KEEP_JOINT,
    "party_remove": _KEEP_JOINT,
    "party_person_invite": _KEEP_JOINT,
    "party_person_end": _KEEP_JOINT,
    "responsibility_give": _KEEP,
    "responsibilities_complete": _KEEP,
    "responsibility_pass_on": _KEEP,
    "responsibility_correct": _KEEP,
    "responsibility_end": _KEEP,
    "responsibility_remove": _KEEP,
    "representative_give": _KEEP,
    "representative_correct": _KEEP,
    "representative_end": _KEEP,
    "people": _SEE,
    "person_add": _DIRECTORY,
    "person": _SEE,
    "person_edit": _DIRECTORY,
    "person_left": _DIRECTORY,
    "person_erase": right("erase_person", FORM),
    "person_history": right("see_history", whole=True),
    "organisation_search": right("keep_directory"),
    "organisation_add": _DIRECTORY,
    "organisation": _SEE,
    "organisation_edit": _DIRECTORY,
    "organisation_note": _DIRECTORY,
    "organisation_history": right("see_history", whole=True),
    "joint": JOINT,
    "joint_party": JOINT,
    "joint_party_edit": Needs("joint", FORM, "keep_joint", own=True),
}

_JUDGEMENTS = {
    "try_screening": _SEE,
    "try_significance": _SEE,
    "screening": _SEE,
    "screening_answers": _KEEP,
    "screening_decide": _KEEP,
    "aims_served": _KEEP,
    "judgement": role_named("judged.by"),
    "significance": _SEE,
    "significance_question": _KEEP,
    "significance_assess": _KEEP,
    "leave_out": role_named("criterion.agreed_by"),
    "doubt_raise": _KEEP,
    "doubt_talk": role_named("dispute.first"),
    "doubt_ruling": role_named("dispute.then"),
}

_OF_A_LIST = ("list_add", "list_begin", "list_complete", "list_row_edit", "list_row_remove")
_RECORDS = {
    "subject": _SEE,
    "list_page": _SEE,
    "list_row": _SEE,
    "list_row_joint": _SEE,
    "section_edit": _KEEP,
    "section_edit_joint": _KEEP_JOINT,
    **dict.fromkeys(_OF_A_LIST, _KEEP),
    **{f"{name}_joint": _KEEP_JOINT for name in _OF_A_LIST},
}

_ASK = right("ask_about_answers", FORM)

_ANSWERS = {
    "forms": _SEE,
    "form": _SEE,
    "form_submit": _KEEP,
    "form_section": _SEE,
    "section_hand": _KEEP,
    "section_done": Needs("council", FORM, "see_register", named=True),
    "section_take_back": _KEEP,
    "query_ask": _ASK,
    "query_reply": _ASK,
    "submitted": _SEE,
}

_COMPLIANCE = {
    "council_standing": _SEE,
    "duties_over_all": _SEE,
    "duty_over_all": _SEE,
    "standing": _SEE,
    "standing_on": _SEE,
    "duty": _SEE,
    "duty_deviate": role_named("deviations.allowed_by"),
    "duty_set_aside": _KEEP,
    "deviation_end": role_named("deviations.allowed_by"),
    "set_aside_end": _KEEP,
}

_APPROVALS = {
    "matters": _SEE,
    "matter_open": _KEEP,
    "matter": _SEE,
    "matter_send": _KEEP,
    "matter_withdraw": _KEEP,
    "papers": _SEE,
    # Who may act is said on the page itself: whom the protocol asks, and not by a right of the table.
    "step_act": right("see_register", FORM),
    "step_record": right("see_register", FORM),
    "duty_act": right("see_register", FORM),
    "condition_met": _KEEP,
}

_EVIDENCE = {
    "file": _SEE,
    "file_download": _SEE,
    "file_add": right("add_file", FORM, own=True),
    "file_withdraw": right("add_file", FORM, own=True),
}

_COUNCIL = right("keep_settings", FORM)
_MEMBERS = right("keep_members", FORM)
_SETTINGS = right("see_settings")
_ABSENCE = right("tell_absence", FORM, own=True)

_COUNCILS = {
    "administration": _SETTINGS,
    "administration_history": right("see_administration_history"),
    "council_edit": _COUNCIL,
    "council_answers": _COUNCIL,
    "council_second_factor": _COUNCIL,
    "members": _SETTINGS,
    "member": _SETTINGS,
    "invite": _MEMBERS,
    "invite_again": _MEMBERS,
    "member_ways": _MEMBERS,
    "role_give": _MEMBERS,
    "role_end": _MEMBERS,
    "member_end": _MEMBERS,
    "hand_over": right("hand_over", FORM),
    "absence": right("tell_absence"),
    "absence_tell": _ABSENCE,
    "absence_take_back": _ABSENCE,
    "deputy_set": _ABSENCE,
    "deputy_end": _ABSENCE,
    "services": _SETTINGS,
    "service_open": _COUNCIL,
    "service_edit": _COUNCIL,
    "service_end": _COUNCIL,
    "aims": _SETTINGS,
    "aim_add": _COUNCIL,
    "aim_edit": _COUNCIL,
    "aim_end": _COUNCIL,
    "assessment_questions": _SETTINGS,
    "question_add": _COUNCIL,
    "question_edit": _COUNCIL,
    "question_remove": _COUNCIL,
    "questions_complete": _COUNCIL,
    "settings": _SETTINGS,
    "setting_give": _COUNCIL,
    "setting_take_back": _COUNCIL,
    "adoption": _SETTINGS,
    "adopt": right("keep_settings"),
    "adopt_library": _COUNCIL,
    "adopt_upload": _COUNCIL,
    "adopt_kept": _COUNCIL,
    "adoption_take_back": _COUNCIL,
    "adoption_files": _SETTINGS,
    "adoption_file": _SETTINGS,
    "protocol": _SETTINGS,
    "protocol_adopted": _SETTINGS,
}

_SIGNED_IN = Needs("signed_in", FORM)
_ANYBODY = Needs("all", FORM)

_ACCOUNTS = {
    "account": SIGNED_IN,
    "sign_out_elsewhere": _SIGNED_IN,
    "account_login": _ANYBODY,
    "account_logout": _ANYBODY,
    "account_inactive": ALL,
    "accept_invitation": _ANYBODY,
    "account_change_password": _SIGNED_IN,
    "account_reauthenticate": _SIGNED_IN,
    "account_reset_password": _ANYBODY,
    "account_reset_password_done": ALL,
    "account_reset_password_from_key": _ANYBODY,
    "account_reset_password_from_key_done": ALL,
    "mfa_authenticate": _ANYBODY,
    "mfa_index": SIGNED_IN,
    "second_factor_needed": SIGNED_IN,
    "mfa_reauthenticate": _SIGNED_IN,
    "mfa_activate_totp": _SIGNED_IN,
    "mfa_deactivate_totp": _SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": _SIGNED_IN,
}

ACCESS: Mapping[str, Needs] = {
    **_SITE,
    **_ACCOUNTS,
    **_COUNCILS,
    **_REGISTER,
    **_RECORDS,
    **_JUDGEMENTS,
    **_ANSWERS,
    **_APPROVALS,
    **_COMPLIANCE,
    **_EVIDENCE,
}
