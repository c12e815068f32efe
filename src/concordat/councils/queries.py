"""What is known of councils and their people. The scope, or the user it is made for, comes first."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from concordat.accounts.models import User
from concordat.councils.models import Adoption, Council, Deputy, Membership, RoleHeld
from concordat.councils.scope import Scope
from concordat.history import clock


def on_day(day: date) -> Q:
    """Rows that count on a day: from ``from_`` up to, not with, ``until``."""
    return Q(from___lte=day) & (Q(until=None) | Q(until__gt=day))


def scope_of(user: User, slug: str) -> Scope | None:
    """The scope of a user in a council today; None where they work in none of that name."""
    today = clock.today()
    membership = (
        Membership.objects.filter(on_day(today), user=user, council__slug=slug).select_related("council").first()
    )
    if membership is None:
        return None
    deputising = list(Deputy.objects.filter(on_day(today), deputy=membership).select_related("membership"))
    roles = frozenset(held.role for held in _roles(membership, deputising, today))
    for_ = frozenset(row.membership.user_id for row in deputising)
    return Scope(user.actor, membership.council, roles, today, membership, user.pk, for_)


def _roles(membership: Membership, deputising: list[Deputy], today: date) -> list[RoleHeld]:
    """The roles a member holds, and those of the members they act for."""
    wanted = Q(membership=membership)
    for row in deputising:
        wanted |= Q(membership=row.membership_id, **({"role": row.role} if row.role else {}))
    return list(RoleHeld.objects.filter(wanted, on_day(today)))


def councils_of(user: User) -> QuerySet[Council]:
    """The councils in which a user works today, by name."""
    members = Membership.objects.filter(on_day(clock.today()), user=user)
    return Council.objects.filter(pk__in=members.values("council")).order_by("name")


def adoption_on(council: Council, day: date) -> Adoption | None:
    """The edition in force for a council on a day."""
    return Adoption.objects.filter(on_day(day), council=council).order_by("-from_").first()
