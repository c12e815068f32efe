"""Who may do what in a council. Each ``check_can_x`` raises NotAllowed with the reason; ``can_x`` asks the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec

from concordat.councils.models import Membership, OfCouncil, OfMembership
from concordat.councils.scope import Scope
from concordat.ui.refusals import NotAllowed

_P = ParamSpec("_P")


def asks(check: Callable[_P, None]) -> Callable[_P, bool]:
    """The question of a check: True where it passes, False where it raises NotAllowed. Anything else goes through."""

    def can(*args: _P.args, **kwargs: _P.kwargs) -> bool:
        try:
            check(*args, **kwargs)
        except NotAllowed:
            return False
        return True

    can.__name__ = check.__name__.removeprefix("check_")
    can.__doc__ = f"Whether :func:`{check.__name__}` lets it pass."
    return can


def check_ours(scope: Scope, *rows: OfCouncil | OfMembership) -> None:
    """Raises NotAllowed where a row is another council's. Queries find no such row; this is the second lock."""
    for row in rows:
        owner = row.membership if isinstance(row, OfMembership) else row
        if owner.council_id != scope.council.pk:
            raise NotAllowed("This belongs to another council.")


def check_installer(installer: bool) -> None:
    """Raises NotAllowed for anybody who does not look after the installation."""
    if not installer:
        raise NotAllowed("Only those who look after this installation may set up a council.")


def check_can_see_settings(scope: Scope, *rows: OfCouncil) -> None:
    """See services, aims, settings and the adopted protocol."""
    scope.check("see_settings")
    check_ours(scope, *rows)


def check_can_keep_settings(scope: Scope, *rows: OfCouncil) -> None:
    """Change services, aims and settings, and adopt a protocol."""
    scope.check("keep_settings")
    check_ours(scope, *rows)


def check_can_keep_members(scope: Scope, *rows: OfCouncil | OfMembership) -> None:
    """Invite people, give and take roles."""
    scope.check("keep_members")
    check_ours(scope, *rows)


def check_can_see_history(scope: Scope) -> None:
    """See the history of what is nobody's own: people and organisations. It takes the right to see all."""
    scope.check("see_history")
    if scope.reach("see_history") != "any":
        raise NotAllowed("You can see the history of the partnerships that you are responsible for, and no other.")


def check_can_see_administration_history(scope: Scope) -> None:
    """See what was done in the council's own administration: settings, people and roles, adoption."""
    scope.check("see_administration_history")


def check_can_hand_over(scope: Scope, *members: Membership) -> None:
    """Hand over one person's work to another."""
    scope.check("hand_over")
    check_ours(scope, *members)


def check_can_tell_absence(scope: Scope, member: Membership) -> None:
    """Tell of an absence and name a deputy: everybody for themselves, administrators for all."""
    scope.check("tell_absence")
    check_ours(scope, member)
    own = scope.membership is not None and member.pk == scope.membership.pk
    if scope.reach("tell_absence") == "own" and not own:
        raise NotAllowed("You can tell of your own absence only. An administrator can do so for others.")


can_see_settings = asks(check_can_see_settings)
can_keep_settings = asks(check_can_keep_settings)
can_keep_members = asks(check_can_keep_members)
can_see_history = asks(check_can_see_history)
can_see_administration_history = asks(check_can_see_administration_history)
can_hand_over = asks(check_can_hand_over)
can_tell_absence = asks(check_can_tell_absence)
