"""By which edition a partnership is judged today, and all that is known of it: what rooms above the register ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
from concordat.register.queries_parts import all_judged_under, judged_under
from concordat.ui.once import once
from concordat.ui.refusals import CannotDo

NONE_IN_FORCE = "No protocol is in force for this partnership. Ask an administrator to adopt one."


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
        raise CannotDo(NONE_IN_FORCE)
    return under.adoption


def known_of(scope: Scope, involvement: Involvement) -> Known:
    """What an involvement is judged by and on today. Raises CannotDo where no edition is in force for it."""
    key = ("known", involvement.pk, scope.on)
    found = once(key, lambda: known_of_many([involvement], scope.on).get(involvement.pk))
    if found is None:
        raise CannotDo(NONE_IN_FORCE)
    return found


def known_of_many(involvements: Sequence[Involvement], on: date) -> dict[int, Known]:
    """The same for many at once, in a fixed number of queries and two a council; those without an edition left out."""
    adoptions = adoptions_of(involvements, on)
    by_day = sources.facts_by_day(involvements, {row.pk: [on] for row in involvements}, on)
    given: dict[int, Mapping[str, Any]] = {}
    found: dict[int, Known] = {}
    for row in involvements:
        if row.pk not in adoptions:
            continue
        if row.council_id not in given:
            given[row.council_id] = given_on(row.council, on)
        rules = rules_of(adoptions[row.pk])
        settings = settings_under(rules, dict(given[row.council_id]))
        found[row.pk] = Known(adoptions[row.pk], rules, {**by_day[row.pk][on], **settings})
    return found


def adoptions_of(involvements: Sequence[Involvement], on: date) -> dict[int, Adoption]:
    """What each of some involvements is judged by on a day; before its first, by the first. One query."""
    found: dict[int, Adoption] = {}
    for row in all_judged_under(involvements):
        if row.involvement_id not in found or row.from_day <= on:
            found[row.involvement_id] = row.adoption
    return found


def who(scope: Scope) -> User | None:
    """Who acts, to be kept with what they did; nobody where the system does."""
    return User.objects.filter(pk=scope.user_id).first() if scope.user_id else None
