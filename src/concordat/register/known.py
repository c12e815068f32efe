"""By which edition a partnership is judged today, and all that is known of it: what rooms above the register ask."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.accounts.models import User
from concordat.councils.adopted_rules import rules_of
from concordat.councils.facts import settings_under
from concordat.councils.models import Adoption
from concordat.councils.queries import given_on
from concordat.councils.scope import Scope
from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts
from concordat.register import sources
from concordat.register.models import Involvement
from concordat.register.queries_parts import judged_under
from concordat.ui.refusals import CannotDo


@dataclass(frozen=True)
class Known:
    """The adopted edition with its rules, and all facts of an involvement that they may read today."""

    adoption: Adoption
    rules: Rules
    facts: Facts


def adopted_for(scope: Scope, involvement: Involvement) -> Adoption:
    """What an involvement is judged by today. Raises CannotDo where no edition is in force for it."""
    under = judged_under(involvement, scope.on)
    if under is None:
        raise CannotDo("No protocol is in force for this partnership. Ask an administrator to adopt one.")
    return under.adoption


def known_of(scope: Scope, involvement: Involvement) -> Known:
    """What an involvement is judged by and on: each room's facts, in a fixed number of queries.

    Raises CannotDo where no edition is in force for it.
    """
    adoption = adopted_for(scope, involvement)
    rules = rules_of(adoption)
    by_day = sources.facts_by_day([involvement], {involvement.pk: [scope.on]}, scope.on)
    settings = settings_under(rules, given_on(scope.council, scope.on))
    return Known(adoption, rules, {**by_day[involvement.pk][scope.on], **settings})


def who(scope: Scope) -> User | None:
    """Who acts, to be kept with what they did; nobody where the system does."""
    return User.objects.filter(pk=scope.user_id).first() if scope.user_id else None
