"""``concordat found-council``, ``disable-person``, ``enable-person`` and ``remove-second-factor``: who may come in."""

from __future__ import annotations

import argparse
from typing import Any

from concordat.cli.common import answer, command
from concordat.cli.house import house, require_migrated
from concordat.cli.refusals import refusal

FOUND_MORE = """\
SLUG is the council's part of every address, in small letters, figures and
hyphens. Its first administrator is invited by mail and invites everybody else;
the link that is printed is the one in the mail. Nothing is set up where either
of them is refused.
"""
DISABLE_MORE = """\
For somebody who leaves in haste. They are signed out everywhere at once, and
what they did stays as it is. enable-person lets them in again.
"""
ENABLE_MORE = """\
They come back with the password and the second factor that they had.
"""
REMOVE_MORE = """\
For somebody who has lost their phone and their recovery codes: be sure that it
is they who ask. They are signed out everywhere, and told by mail.
"""
# Who did it, in the record: nobody has signed in at a command line.
_BY = ("command", "Somebody at the command line")


def add(commands: Any) -> None:
    """Declare the commands."""
    made = command(commands, "found-council", found_council, "Set up a council and its administrator", FOUND_MORE)
    made.add_argument("slug", metavar="SLUG", help="its part of the address, such as exampleshire")
    made.add_argument("name", metavar="NAME", help="its name, in quotation marks")
    made.add_argument("--admin", metavar="EMAIL", required=True, help="the first administrator's mail address")
    made.add_argument("--admin-name", metavar="NAME", required=True, help="the first administrator's name")
    made.add_argument("--code", default="", help="its code in the register of local authorities")
    _of_person(commands, "disable-person", disable_person, "Shut somebody out", DISABLE_MORE)
    _of_person(commands, "enable-person", enable_person, "Let somebody in again", ENABLE_MORE)
    _of_person(commands, "remove-second-factor", remove_second_factor, "Take away a second factor", REMOVE_MORE)


def _of_person(commands: Any, name: str, run: Any, words: str, more: str) -> None:
    made = command(commands, name, run, words, more)
    made.add_argument("email", metavar="EMAIL", help="the address with which they sign in")
    made.add_argument("--reason", required=True, help="why, for the record")


def found_council(given: argparse.Namespace) -> int:
    """Set up a council with its first administrator, or nothing at all."""
    with house():
        require_migrated()
        from django.db import transaction  # noqa: PLC0415 - only this command needs Django

        from concordat.accounts import invitations  # noqa: PLC0415
        from concordat.accounts.services import has_accepted  # noqa: PLC0415
        from concordat.councils import members, services  # noqa: PLC0415
        from concordat.history.acts import Actor  # noqa: PLC0415

        by, mail = Actor(*_BY), given.admin
        with transaction.atomic():
            council = services.found(by, installer=True, slug=given.slug, name=given.name, code=given.code)
            first = members.first_administrator(by, installer=True, council=council, email=mail, name=given.admin_name)
        link = "" if has_accepted(first.user) else invitations.link(first.user)

    def show(page: Any) -> None:
        page.text(f"{council.name} is set up.")
        if link:
            page.text(f"{first.user.name} was sent this link, which works for seven days:")
            page.line(link)
        else:
            page.text(f"{first.user.name} looks after it, and signs in as before.")

    answer(given, lambda: {"slug": council.slug, "administrator": first.user.reference, "link": link}, show)
    return 0


def disable_person(given: argparse.Namespace) -> int:
    """End somebody's sign-in."""
    return _to_person(given, "disable", "can no longer sign in.")


def enable_person(given: argparse.Namespace) -> int:
    """Open somebody's sign-in again."""
    return _to_person(given, "enable", "can sign in again.")


def remove_second_factor(given: argparse.Namespace) -> int:
    """Take away somebody's second factor."""
    return _to_person(given, "remove_second_factor", "has no second factor any more.")


def _to_person(given: argparse.Namespace, service: str, done: str) -> int:
    with house():
        require_migrated()
        from concordat.accounts import services  # noqa: PLC0415 - only this command needs Django
        from concordat.accounts.models import User  # noqa: PLC0415
        from concordat.history.acts import Actor  # noqa: PLC0415

        user = User.objects.filter(email=given.email.strip().lower()).first()
        if user is None:
            raise refusal(f"Nobody signs in as “{given.email}”.", "Check the address.")
        getattr(services, service)(Actor(*_BY), user, given.reason)
    answer(given, lambda: {"reference": user.reference}, lambda page: page.text(f"{user.name} {done}"))
    return 0
