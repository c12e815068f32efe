"""A small world for the tests, made through the services like any other."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any

from tests.page_checks import CheckedClient

from concordat.accounts import services as accounts
from concordat.accounts.models import User
from concordat.councils import adoption, members, services
from concordat.councils import queries as councils
from concordat.councils.models import Council, Membership
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.history.acts import Actor
from concordat.register import entering, joint_record, people
from concordat.register.models import Involvement, Partnership, Person

INSTALLER = Actor("command", "The command")
PASSWORD = "a long enough phrase"
EDITION = "bolsover/2009"
_numbers = count(1)

cached_library = cache(adoption.from_library)


def council(slug: str = "ashford", edition: str | None = EDITION, *, second_factor: bool = False) -> Council:
    """A council that adopted an edition two years ago."""
    made = services.found(
        INSTALLER, installer=True, slug=slug, name=f"{slug.title()} Council", second_factor=second_factor
    )
    if edition:
        adoption.adopt(command(made), edition_id=edition, from_=clock.today() - timedelta(days=730))
    return made


def command(of: Council) -> Scope:
    """The command at work for a council: every right that administration and register need."""
    return Scope(INSTALLER, of, frozenset({"administrator", "partnership_team"}), clock.today())


def user(name: str = "Robin Field") -> User:
    """Somebody who can sign in."""
    return accounts.create_person(INSTALLER, email=f"person{next(_numbers)}@example.org", name=name, password=PASSWORD)


def member(of: Council, *roles: str, name: str = "Robin Field") -> Membership:
    """Somebody who works for a council in these roles, since a year ago."""
    since = clock.today() - timedelta(days=365)
    return members.join(command(of), user=user(name), roles=list(roles), from_=since)


def scope(of: Membership) -> Scope:
    """The scope of a member, as the door would find it."""
    found = councils.scope_of(of.user, of.council.slug)
    assert found is not None
    return found


def person(of: Council, name: str = "Robin Field", of_user: User | None = None) -> Person:
    """Somebody on a council's record, perhaps one who signs in."""
    return people.record(command(of), details=people.Details(name, post="Officer", user=of_user))


def involvement(
    of: Council,
    name: str = "",
    *,
    lead: Person | None = None,
    entered_on: date | None = None,
    **answers: Any,
) -> Involvement:
    """A partnership in a council's register; answers by the dictionary's names with __ for the stop."""
    made = entering.enter(
        command(of),
        name=name or f"Partnership {next(_numbers)}",
        entered_on=entered_on or clock.today() - timedelta(days=100),
        answers={key.replace("__", "."): value for key, value in answers.items()},
        lead_officer=lead,
    )
    return Involvement.objects.select_related("partnership", "council").get(pk=made.pk)


def opened(partnership: Partnership) -> Partnership:
    """A partnership that its keeper has opened to every council here."""
    keeper = command(partnership.steward)
    return joint_record.open_to(keeper, partnership=partnership, version=partnership.version, whom="all")


def joined(of: Council, partnership: Partnership, lead: Person) -> Involvement:
    """A council's own part in a partnership that another keeps, and has opened to it."""
    since = clock.today() - timedelta(days=90)
    made = entering.join(command(of), partnership=opened(partnership), entered_on=since, lead_officer=lead)
    return Involvement.objects.select_related("partnership", "council").get(pk=made.pk)


def client(of: User | None = None) -> CheckedClient:
    """A browser without eyes, signed in as somebody."""
    made = CheckedClient()
    if of is not None:
        made.force_login(of)
    return made
