"""Every page of the site, from the addresses and the access file, and what a reader finds there.

A page nobody thought of is opened like any other: only what differs has a line below, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from tests.site.walking import Place, address, names

from concordat.site.access import ACCESS

ROOMS = (
    "accounts",
    "councils",
    "register",
    "evidence",
    "records",
    "judgements",
    "answers",
    "approvals",
    "proposals",
    "compliance",
    "site",
)

# Answers that are no page: there is nothing to look at.
NO_PAGE = {
    "live": "a line for a machine",
    "ready": "a line for a machine",
    "register_csv": "a file to keep",
    "file_download": "a file to keep",
    "adoption_file": "a file to keep",
}
# Opened by a story of their own, because an address alone does not lead there.
IN_A_STORY = {
    "accept_invitation": "needs the link of an invitation",
    "account_reset_password_from_key": "needs the link of a mail",
    "account_logout": "ends the session of those who come after",
    "mfa_authenticate": "comes between the password and the site",
    "mfa_deactivate_totp": "needs a second factor",
    "mfa_view_recovery_codes": "needs a second factor",
    "mfa_generate_recovery_codes": "needs a second factor",
    "mfa_reauthenticate": "needs a second factor",
    "mfa_activate_totp": "asks for the password first",
    "filter_delete": "needs a saved filter",
}
# Forms that ask nothing.
BUTTON_ONLY = {
    "sign_out_elsewhere": "a button",
    "absence_take_back": "a button",
    "invite_again": "a button",
    "setting_take_back": "a button",
    "leave_out": "a button",
    "section_take_back": "a button",
    "form_submit": "a tick and a button, and neither while anything is missing",
}
# Forms that may be sent empty: only what is too long is wrong.
TOO_LONG = {
    "own_reference": "a council need not number its partnerships",
    "organisation_note": "a note can be taken back by emptying it",
    "question_remove": "its reason is not asked for",
    "significance_assess": "what a level rests on need not be said",
    "section_done": "a section can be given back without a word",
    "matter_send": "a note is not asked for",
}
# What an address is opened with, where without it it shows another page.
QUERIES = {
    "party_add": "?name=New+friends",
    "organisation_add": "?name=New+friends",
    "try_significance": "?level-cost=5&level-aims=5&level-liability=5&level-profile=5&level-deadlines=na",
    "try_screening": "?arrangement--shares-risk=yes&arrangement--limited-company=no",
}


def rooms() -> dict[str, str]:
    """The room of each address, by where its view lives."""
    return dict(_rooms(get_resolver().url_patterns))


def _rooms(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _rooms(one.url_patterns)
        else:
            view: Any = one.callback
            yield one.name or "", getattr(view, "view_class", view).__module__.split(".")[1]


def pages(room: str) -> list[tuple[str, tuple[str, ...]]]:
    """The pages of a room: the address's name, and what it takes from the address."""
    where, found = rooms(), dict(names())
    return [
        (name, wants)
        for name, wants in found.items()
        if where[name] == room and "GET" in ACCESS[name].methods and name not in NO_PAGE | IN_A_STORY
    ]


def forms(room: str) -> list[tuple[str, tuple[str, ...]]]:
    """The pages of a room with a form that can be sent wrongly."""
    return [one for one in pages(room) if "POST" in ACCESS[one[0]].methods and one[0] not in BUTTON_ONLY]


def path_of(name: str, wants: tuple[str, ...], at: Place) -> str:
    """Where a page stands, in a place."""
    return address(name, wants, at) + QUERIES.get(name, "")


def in_parts(rows: list[Any], most: int) -> list[list[Any]]:
    """The rows in parts of about one size, none longer than ``most``."""
    number = -(-len(rows) // most) or 1
    return [rows[place::number] for place in range(number)]
