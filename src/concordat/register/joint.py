"""Who may open a joint record: the people of its parties."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.accounts.models import User
from concordat.councils import queries as councils
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.register.models import Involvement, Partnership, Party, PartyMember


@dataclass(frozen=True)
class Joint:
    """A joint record opened by somebody: for a council (``scope``), or for another party (``party``)."""

    partnership: Partnership
    user: User
    scope: Scope | None
    party: Party | None


def entry(user: User, reference: str) -> Joint | None:
    """How a user may open a joint record; None where they are of no party to it."""
    partnership = Partnership.objects.filter(reference=reference).select_related("steward").first()
    if partnership is None:
        return None
    slugs = Involvement.objects.filter(partnership=partnership, withdrawn_at=None).values_list(
        "council__slug", flat=True
    )
    for council in councils.councils_of(user).filter(slug__in=slugs):
        scope = councils.scope_of(user, council.slug)
        if scope and scope.reach("see_register"):
            return Joint(partnership, user, scope, None)
    member = (
        PartyMember.objects.filter(councils.on_day(clock.today()), user=user, party__partnership=partnership)
        .select_related("party__organisation")
        .first()
    )
    return Joint(partnership, user, None, member.party) if member else None


def records_of(user: User) -> list[Partnership]:
    """The joint records that a user may open as somebody of a party that is no council here, by name."""
    mine = PartyMember.objects.filter(councils.on_day(clock.today()), user=user)
    return list(Partnership.objects.filter(pk__in=mine.values("party__partnership")).order_by("sort_name"))
