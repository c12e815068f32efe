"""By which edition an arrangement is judged today, and what is known of it to be judged on."""

from __future__ import annotations

from dataclasses import dataclass

from concordat.accounts.models import User
from concordat.councils.adopted_rules import rules_of
from concordat.councils.facts import settings_under
from concordat.councils.models import Adoption
from concordat.councils.queries import given_on
from concordat.councils.scope import Scope
from concordat.judgements import facts
from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts
from concordat.register import facts as register
from concordat.register.models import Involvement
from concordat.register.queries_parts import judged_under
from concordat.ui.refusals import CannotDo


@dataclass(frozen=True)
class Known:
    """The adopted edition with its rules, and all facts of an involvement that they may read today."""

    adoption: Adoption
    rules: Rules
    facts: Facts


def known_of(scope: Scope, involvement: Involvement) -> Known:
    """What an involvement is judged by and on. Raises CannotDo where no edition is in force for it."""
    under = judged_under(involvement, scope.on)
    if under is None:
        raise CannotDo("No protocol is in force for this partnership. Ask an administrator to adopt one.")
    rules = rules_of(under.adoption)
    found: Facts = {
        **settings_under(rules, given_on(scope.council, scope.on)),
        **register.facts_of([involvement], scope.on)[involvement.pk],
        **facts.facts_of([involvement], scope.on)[involvement.pk],
    }
    return Known(under.adoption, rules, found)


def in_turn(involvement: Involvement) -> None:
    """Let those who judge one arrangement at once wait for each other: nothing is answered or numbered twice.

    The first step of an act.
    """
    Involvement.objects.select_for_update(no_key=True, of=("self",)).get(pk=involvement.pk)


def who(scope: Scope) -> User | None:
    """Who judges, to be kept with what they found; nobody where the system acts."""
    return User.objects.filter(pk=scope.user_id).first() if scope.user_id else None
