"""The people who work for a council: inviting them, their roles, and their going."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from concordat.accounts import services as accounts
from concordat.accounts.models import User
from concordat.councils.adopted_rules import rules_of
from concordat.councils.models import Council, Deputy, Membership, RoleHeld
from concordat.councils.permissions import check_can_keep_members, check_installer
from concordat.councils.queries import adoption_on
from concordat.councils.roles import ROLES
from concordat.councils.scope import PASSWORD, PASSWORD_AND_CODE, Scope
from concordat.councils.services import reread
from concordat.history import clock
from concordat.history.acts import Actor, act
from concordat.ui.refusals import CannotDo

ADMINISTRATOR = "administrator"
WAYS = {PASSWORD: "A password is enough", PASSWORD_AND_CODE: "A password and a code from an app"}
_LAST = "This is the council's last administrator. Give the role to somebody else first."


def invite(
    scope: Scope, *, email: str, name: str, roles: list[str], from_: date | None = None, reason: str = ""
) -> Membership:
    """Invite a person to work for the council, in some roles. Who has an account here already keeps it.

    Raises CannotDo where they are a member, or a role is none.
    """
    check_can_keep_members(scope)
    for role in roles:
        _check_role(scope, role, "", from_ or scope.on)
    with transaction.atomic():
        user = accounts.invite(scope.actor, email=email, name=name)
        return join(scope, user=user, roles=roles, from_=from_ or scope.on, reason=reason)


def invite_again(scope: Scope, *, membership: Membership) -> None:
    """Send a member who has never signed in a new link; the one sent before stops working."""
    check_can_keep_members(scope, membership)
    user = membership.user
    if accounts.has_accepted(user):
        raise CannotDo(f"{user.name} has chosen a password already, and can sign in.")
    accounts.invite(scope.actor, email=user.email, name=user.name)


def join(scope: Scope, *, user: User, roles: list[str], from_: date, reason: str = "") -> Membership:
    """Make somebody who has an account a member, in some roles. Raises CannotDo where they are one on that day."""
    check_can_keep_members(scope)
    here = Membership.objects.filter(Q(until=None) | Q(until__gt=from_), council=scope.council, user=user)
    if here.exists():
        raise CannotDo(f"{user.name} works for your council already.", "email")
    with act(scope.actor, "Person joined", scope.council.scope, reason, since=from_):
        membership = Membership(council=scope.council, user=user, from_day=from_)
        membership.save()
        for role in roles:
            RoleHeld(membership=membership, role=role, from_day=from_).save()
    return membership


def first_administrator(actor: Actor, *, installer: bool, council: Council, email: str, name: str) -> Membership:
    """Invite a council's first administrator. Raises CannotDo where it has one: they invite everybody else."""
    check_installer(installer)
    if RoleHeld.objects.filter(_lasting(clock.today()), membership__council=council).exists():
        raise CannotDo(f"{council.name} has an administrator, who can invite others.")
    scope = Scope(actor, council, frozenset({ADMINISTRATOR}), clock.today())
    return invite(scope, email=email, name=name, roles=[ADMINISTRATOR])


def give_role(
    scope: Scope, *, membership: Membership, role: str, from_: date, local: str = "", reason: str = ""
) -> RoleHeld:
    """Give a member a role from a day on; ``local`` is the adopted edition's own, where it has several of a kind."""
    check_can_keep_members(scope, membership)
    _check_role(scope, role, local, from_)
    _check_works_on(membership, from_)
    held = RoleHeld.objects.filter(Q(until=None) | Q(until__gt=from_), membership=membership, role=role, local=local)
    if held.exists():
        raise CannotDo(f"{membership.user.name} holds this role already.", "role")
    given = RoleHeld(membership=membership, role=role, local=local, from_day=from_)
    with act(scope.actor, "Role given", scope.council.scope, reason, since=from_):
        given.save()
    return given


def end_role(scope: Scope, *, held: RoleHeld, version: int, until: date, reason: str = "") -> RoleHeld:
    """Take a role from a member on a day, the first on which they no longer hold it."""
    check_can_keep_members(scope, held)
    with act(scope.actor, "Role ended", scope.council.scope, reason, since=until):
        held = reread(held, version)
        if until < held.from_day:
            raise CannotDo("The role cannot end before it began.", "until")
        _check_an_administrator_stays(held.membership, until, only=held)
        held.until = until
        held.save()
    return held


def end_membership(scope: Scope, *, membership: Membership, version: int, until: date, reason: str = "") -> Membership:
    """End a person's work for the council on a day, and with it their roles, and their deputising."""
    check_can_keep_members(scope, membership)
    with act(scope.actor, "Person left", scope.council.scope, reason, since=until):
        membership = reread(membership, version)
        if until < membership.from_day:
            raise CannotDo("Nobody leaves before they have come.", "until")
        _check_an_administrator_stays(membership, until)
        going_on = Q(until=None) | Q(until__gt=until)
        theirs = Deputy.objects.filter(Q(membership=membership) | Q(deputy=membership), going_on)
        rows: list[RoleHeld | Deputy] = [*RoleHeld.objects.filter(going_on, membership=membership), *theirs]
        for row in rows:
            row.until = max(until, row.from_day)
            row.save()
        membership.until = until
        membership.save()
    return membership


def set_ways(scope: Scope, *, membership: Membership, version: int, ways: list[str], reason: str = "") -> Membership:
    """Say by which ways of signing in the council takes this member; none named means what it asks of everybody.

    Raises CannotDo for a way that there is not, and for less than the council asks of everybody without a reason.
    """
    check_can_keep_members(scope, membership)
    if not set(ways) <= set(WAYS):
        raise CannotDo(f"There is no such way of signing in. Choose from: {', '.join(WAYS.values())}.", "ways")
    if PASSWORD in ways and scope.council.second_factor and not reason.strip():
        raise CannotDo("Say why a password is enough for this person.", "reason")
    with act(scope.actor, "Ways of signing in set", scope.council.scope, reason):
        membership = reread(membership, version)
        membership.ways = sorted(set(ways))
        membership.save()
    return membership


def _check_role(scope: Scope, role: str, local: str, day: date) -> None:
    if role not in ROLES:
        raise CannotDo(f"There is no role “{role}”. Choose one of: {', '.join(ROLES.values())}.", "role")
    if not local:
        return
    adoption = adoption_on(scope.council, day)
    known = rules_of(adoption).edition.roles if adoption else {}
    if local not in known or known[local].generic != role:
        raise CannotDo(f"The protocol in force on that day has no {ROLES[role].lower()} called “{local}”.", "local")


def _check_works_on(membership: Membership, day: date) -> None:
    if day < membership.from_day or (membership.until is not None and day >= membership.until):
        raise CannotDo(f"{membership.user.name} does not work for your council on that day.", "from_")


def _lasting(day: date) -> Q:
    """Roles of administrators that count on a day and have no end, of people who can sign in."""
    return (
        Q(role=ADMINISTRATOR, from_day__lte=day, until=None)
        & Q(membership__from_day__lte=day, membership__until=None)
        & Q(membership__user__is_active=True)
    )


def _check_an_administrator_stays(membership: Membership, day: date, only: RoleHeld | None = None) -> None:
    """Raises CannotDo where nobody would be administrator for good once this role, or this person, is gone."""
    own = RoleHeld.objects.filter(membership=membership, role=ADMINISTRATOR, until=None)
    if not (own.filter(pk=only.pk) if only else own).exists():
        return
    others = RoleHeld.objects.filter(_lasting(day), membership__council=membership.council_id)
    others = others.exclude(pk=only.pk) if only else others.exclude(membership=membership)
    if not others.exists():
        raise CannotDo(_LAST)
