"""Who may judge what. Each ``check_can_x`` raises NotAllowed with the reason; ``can_x`` asks the same."""

from __future__ import annotations

from collections.abc import Sequence

from concordat.councils.permissions import asks
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.table import generic, title_of
from concordat.register.models import Involvement
from concordat.register.permissions import check_can_keep_involvement, check_can_see_register
from concordat.ui.refusals import NotAllowed


def role_in(scope: Scope, edition: Edition, named: Sequence[str]) -> str | None:
    """The first of some roles of an edition that the person holds here; None where they hold none."""
    held = (name for name in named if generic(edition, name) in scope.roles)
    return next(held, None)


def check_can_judge(scope: Scope, involvement: Involvement) -> None:
    """Answer for the arrangement, have it screened and assess how significant it is: those who keep the record."""
    check_can_keep_involvement(scope, involvement)


def check_can_act_as(scope: Scope, involvement: Involvement, edition: Edition, named: Sequence[str]) -> None:
    """Do what the edition gives to certain roles: agree, rule, answer a judgement that it names."""
    check_can_see_register(scope, involvement)
    if role_in(scope, edition, named) is None:
        titles = ", ".join(title_of(edition, name) for name in named)
        raise NotAllowed(f"The protocol gives this to: {titles}.")


can_judge = asks(check_can_judge)
