"""Deputies and absences: who acts for whom, and who is away when."""

from __future__ import annotations

from datetime import date

from concordat.councils.models import Absence, Deputy, Membership
from concordat.councils.permissions import check_can_tell_absence, check_ours
from concordat.councils.roles import ROLES
from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.ui.refusals import CannotDo


def set_deputy(
    scope: Scope,
    *,
    membership: Membership,
    deputy: Membership,
    from_: date,
    until: date | None = None,
    role: str = "",
    reason: str = "",
) -> Deputy:
    """Let somebody act for a member in all of their roles, or in one, from a day up to, not with, another."""
    check_can_tell_absence(scope, membership)
    check_ours(scope, deputy)
    if deputy.pk == membership.pk:
        raise CannotDo("Nobody is their own deputy. Choose somebody else.", "deputy")
    if role and role not in ROLES:
        raise CannotDo(f"There is no role “{role}”.", "role")
    if deputy.until is not None and deputy.until <= from_:
        raise CannotDo(f"{deputy.user.name} no longer works for your council on that day.", "deputy")
    _check_order(from_, until)
    row = Deputy(membership=membership, deputy=deputy, role=role, from_day=from_, until=until)
    with act(scope.actor, "Deputy named", scope.council.scope, reason, since=from_):
        row.save()
    return row


def end_deputy(scope: Scope, *, row: Deputy, version: int, until: date, reason: str = "") -> Deputy:
    """Let a deputy act no longer, from a day on."""
    check_can_tell_absence(scope, row.membership)
    with act(scope.actor, "Deputy ended", scope.council.scope, reason, since=until):
        row = reread(row, version)
        row.until = max(until, row.from_day)
        row.save()
    return row


def tell_absence(scope: Scope, *, membership: Membership, from_: date, until: date) -> Absence:
    """Tell of the days on which a member is away: from the first up to, not with, the day they are back."""
    check_can_tell_absence(scope, membership)
    _check_order(from_, until)
    if until <= scope.on:
        raise CannotDo("These days are past. Tell of an absence beforehand.", "until")
    overlapping = Absence.objects.filter(membership=membership, from_day__lt=until, until__gt=from_)
    if overlapping.exists():
        raise CannotDo("Some of these days are told of already. Take that absence back first.", "from_")
    row = Absence(membership=membership, from_day=from_, until=until)
    with act(scope.actor, "Absence told", scope.council.scope):
        row.save()
    return row


def take_back_absence(scope: Scope, *, absence: Absence, version: int) -> None:
    """Take back an absence that is not over, because the plan changed."""
    check_can_tell_absence(scope, absence.membership)
    if absence.until <= scope.on:
        raise CannotDo("This absence is over.")
    with act(scope.actor, "Absence taken back", scope.council.scope):
        reread(absence, version).delete()


def _check_order(from_: date, until: date | None) -> None:
    if until is not None and until <= from_:
        raise CannotDo("The day of return has to come after the first day.", "until")
