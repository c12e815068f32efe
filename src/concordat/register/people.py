"""People whom a council has on record: officers, councillors, partners' contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from concordat.accounts.models import User
from concordat.councils.models import Membership
from concordat.councils.queries import on_day
from concordat.councils.scope import Scope
from concordat.councils.services import required, reread
from concordat.history import erasure
from concordat.history.acts import act
from concordat.history.ordering import sort_key
from concordat.register import organisations, permissions
from concordat.register.models import Organisation, Person, Representative, Responsibility
from concordat.register.permissions import holding
from concordat.register.rows import check_told
from concordat.ui.refusals import CannotDo

ERASED = "Erased person"
PERSON = "register.person"


@dataclass(frozen=True)
class Details:
    """What is recorded of a person. ``user`` is who they are when they sign in here; both may be nobody."""

    name: str
    post: str = ""
    email: str = ""
    telephone: str = ""
    organisation: Organisation | None = None
    user: User | None = None


def record(scope: Scope, *, details: Details, reason: str = "") -> Person:
    """Record a person. Raises CannotDo at ``name`` or ``user``."""
    permissions.check_can_keep_directory(scope)
    with act(scope.actor, "Person recorded", scope.council.scope, reason):
        row = Person(council=scope.council)
        _fill(scope, row, details)
        row.save()
    return row


def change(
    scope: Scope,
    *,
    person: Person,
    version: int,
    details: Details,
    correction: bool = False,
    since: date | None = None,
    reason: str = "",
) -> Person:
    """Change what is recorded of a person: they moved or changed their name, or it was wrong."""
    permissions.check_can_keep_directory(scope, person)
    check_told(had_answer=True, correction=correction, since=since, reason=reason, today=scope.on)
    verb = "Person corrected" if correction else "Person changed"
    with act(scope.actor, verb, scope.council.scope, reason, correction=correction, since=since):
        row = reread(person, version)
        _check_there(row)
        _fill(scope, row, details)
        row.save()
    return row


def left(scope: Scope, *, person: Person, version: int, on: date, reason: str = "") -> Person:
    """Record that somebody left on a day. What they hold is not ended by that: hand it over."""
    permissions.check_can_keep_directory(scope, person)
    with act(scope.actor, "Person left", scope.council.scope, reason, since=on):
        row = reread(person, version)
        _check_there(row)
        row.left_on = on
        row.save()
    return row


def holdings(person: Person, on: date) -> list[str]:
    """What a person still holds for the council on a day, a sentence each: it has to go before they can be erased."""
    duties = Responsibility.objects.filter(holding(on), person=person).select_related("involvement__partnership")
    seats = Representative.objects.filter(holding(on), person=person).select_related("involvement__partnership")
    found = [f"They are responsible in “{row.involvement.partnership}”. Pass it on or end it." for row in duties]
    found += [f"They represent the council in “{row.involvement.partnership}”. End that." for row in seats]
    member = Membership.objects.filter(on_day(on), user=person.user_id, council=person.council_id)
    if person.user_id is not None and member.exists():
        found.append("They work in the council here. End their membership.")
    return found


def erase_person(scope: Scope, *, person: Person, version: int, basis: str) -> Person:
    """Erase a person: their row keeps its mark and nothing else, and the record forgets what it said of it.

    Where their account is disabled, their name as the one who acted goes too. Raises CannotDo without a basis, and
    with ``items`` where they still hold something.
    """
    permissions.check_can_erase_person(scope, person)
    if not basis.strip():
        raise CannotDo("Say on what basis: a retention rule, or the person's own request.", "basis")
    held = holdings(person, scope.on)
    if held:
        raise CannotDo("This person still holds something. Put that in order first.", None, held)
    with transaction.atomic():
        row, user = _clear(scope, person, version, basis)
        erasure.erase(scope.actor, PERSON, [str(row.pk)], basis)
        if user is not None and not user.is_active:
            erasure.erase(scope.actor, "", [user.reference], basis)
    return row


def _clear(scope: Scope, person: Person, version: int, basis: str) -> tuple[Person, User | None]:
    with act(scope.actor, "Person erased", scope.council.scope, basis):
        row = reread(person, version)
        _check_there(row)
        user = row.user
        row.name, row.sort_name = ERASED, sort_key(ERASED)
        row.post = row.email = row.telephone = ""
        row.organisation, row.user, row.erased_on = None, None, scope.on
        row.save()
    return row, user


def _check_there(row: Person) -> None:
    if row.erased_on is not None:
        raise CannotDo("This person was erased. Nothing more can be recorded of them.")


def _fill(scope: Scope, row: Person, details: Details) -> None:
    row.name = required(details.name, "name", "the person's name", 120)
    row.sort_name = sort_key(row.name)
    row.post, row.email, row.telephone = details.post.strip(), details.email.strip(), details.telephone.strip()
    if details.user != row.user:
        permissions.check_can_link_account(scope)
    row.organisation, row.user = details.organisation, details.user
    if details.organisation is not None:
        organisations.known(scope.council, details.organisation)
    if details.user is None:
        return
    taken = Person.objects.filter(council=scope.council, user=details.user).exclude(pk=row.pk).first()
    if taken is not None:
        raise CannotDo(f"That account is {taken.name}'s already. Choose another, or none.", "user")
