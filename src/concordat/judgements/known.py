"""By which edition an arrangement is judged today, and what is known of it to be judged on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

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

FactsOf: TypeAlias = Callable[[Sequence[Involvement], date], Mapping[int, Facts]]
# What else a judgement may read: rooms between this one and the register add what they know, such as money.
sources: list[FactsOf] = []


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
    found: Facts = settings_under(rules, given_on(scope.council, scope.on))
    every: list[FactsOf] = [register.facts_of, *sources, facts.facts_of]
    for source in every:
        found = {**found, **source([involvement], scope.on)[involvement.pk]}
    return Known(under.adoption, rules, found)
