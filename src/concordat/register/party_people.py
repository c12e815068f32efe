"""A partner's people who sign in here: they see the joint record, and keep what it says of their own organisation."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from concordat.accounts import services as accounts
from concordat.accounts.models import User
from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.register import permissions
from concordat.register.models import Party, PartyMember
from concordat.register.rows import check_days
from concordat.ui.refusals import CannotDo


def invite(scope: Scope, *, party: Party, email: str, name: str, reason: str = "") -> PartyMember:
    """Invite somebody of a party by mail. Who has an account already keeps it. Raises CannotDo at ``email``."""
    permissions.check_can_decide_joint(scope, party.partnership)
    with transaction.atomic():
        user = accounts.invite(scope.actor, email=email, name=name)
        return let_in(scope, party=party, user=user, from_=scope.on, reason=reason)


def let_in(scope: Scope, *, party: Party, user: User, from_: date, reason: str = "") -> PartyMember:
    """Let somebody with an account see the joint record for a party. Raises CannotDo where they do already."""
    permissions.check_can_decide_joint(scope, party.partnership)
    if party.organisation.council_id is not None:
        raise CannotDo("This partner is a council here. Its own people sign in as such.", "email")
    there = PartyMember.objects.filter(Q(until=None) | Q(until__gt=from_), party=party, user=user)
    if there.exists():
        raise CannotDo(f"{user.name} can see this partnership already.", "email")
    with act(scope.actor, "Partner’s person let in", scope.council.scope, reason, since=from_):
        row = PartyMember(party=party, user=user, from_day=from_)
        row.save()
    return row


def end(scope: Scope, *, member: PartyMember, version: int, until: date, reason: str = "") -> PartyMember:
    """End it: from this day they no longer see the joint record."""
    permissions.check_can_decide_joint(scope, member.party.partnership)
    with act(scope.actor, "Partner’s person no longer let in", scope.council.scope, reason, since=until):
        row = reread(member, version)
        check_days(row.from_day, until)
        row.until = until
        row.save()
    return row
