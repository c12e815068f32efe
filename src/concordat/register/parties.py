"""The parties to a partnership, as the joint record has them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history import clock
from concordat.history.acts import act
from concordat.register import organisations, permissions
from concordat.register.checking import checked, had_answer
from concordat.register.columns import PARTNERS, PARTY_CELLS, column
from concordat.register.joint import Joint
from concordat.register.models import Involvement, Organisation, Partnership, Party
from concordat.register.rows import check_days, check_reason, check_told, who
from concordat.ui.refusals import CannotDo

_DAYS = ("from", "until")


def add(
    scope: Scope,
    *,
    partnership: Partnership,
    organisation: Organisation | organisations.New,
    answers: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Party:
    """Add a party. ``answers`` are by the fields of the dictionary's ``partners``; ``from`` is the day it came in.

    What was said of there being no others is taken back: it was said of fewer. Raises CannotDo at ``organisation``.
    """
    permissions.check_can_keep_joint(scope, partnership)
    permissions.check_can_keep_directory(scope)
    columns = _columns(answers or {})
    with act(scope.actor, "Partner added", scope.council.scope, reason):
        found = organisations.found_or_recorded(scope, organisation)
        if Party.objects.filter(partnership=partnership, organisation=found, until=None).exists():
            raise CannotDo(f"{found} is a party already. Change what is recorded of it instead.", "organisation")
        row = Party(partnership=partnership, organisation=found)
        _fill(row, columns)
        row.save()
        _complete(partnership, False, scope)
    return row


def change(
    opened: Scope | Joint,
    *,
    party: Party,
    answers: Mapping[str, Any],
    version: int,
    correction: bool = False,
    since: date | None = None,
    reason: str = "",
) -> Party:
    """Change what the joint record says of a party: the steward's people, or its own. Those not named stay."""
    permissions.check_can_keep_party(opened, party)
    columns = _columns(answers)
    if any(name in answers for name in _DAYS):
        permissions.check_can_keep_joint(opened, party.partnership)
    actor, chain = who(opened)
    verb = "Partner corrected" if correction else "Partner changed"
    with act(actor, verb, chain, reason, correction=correction, since=since):
        row = reread(party, version)
        had = had_answer(row, columns)
        check_told(had_answer=had, correction=correction, since=since, reason=reason, today=clock.today())
        _fill(row, columns)
        row.save()
    return row


def end(scope: Scope, *, party: Party, version: int, until: date, reason: str = "") -> Party:
    """Record that a party is one up to, not with, a day."""
    permissions.check_can_keep_joint(scope, party.partnership)
    with act(scope.actor, "Partner left", scope.council.scope, reason, since=until):
        row = reread(party, version)
        _fill(row, {"until": until})
        row.save()
    return row


def remove(scope: Scope, *, party: Party, version: int, reason: str) -> None:
    """Take out a party that never was one. Raises CannotDo for a council that has entered the partnership."""
    permissions.check_can_keep_joint(scope, party.partnership)
    check_reason(reason, "Say why this party should never have been recorded.")
    council = party.organisation.council_id
    entered = Involvement.objects.filter(partnership=party.partnership, council=council, withdrawn_at=None)
    if council is not None and entered.exists():
        raise CannotDo(f"{party.organisation} has entered this partnership, so it is a party.")
    with act(scope.actor, "Partner taken out", scope.council.scope, reason, correction=True):
        reread(party, version).delete()


def say_complete(
    scope: Scope, *, partnership: Partnership, version: int, complete: bool, reason: str = ""
) -> Partnership:
    """Say that there are no other parties, or take that back."""
    permissions.check_can_keep_joint(scope, partnership)
    verb = "Said that there are no other parties" if complete else "Took back that there are no others"
    with act(scope.actor, verb, scope.council.scope, reason):
        reread(partnership, version)
        return _complete(partnership, complete, scope)


def _complete(partnership: Partnership, complete: bool, scope: Scope) -> Partnership:
    row = Partnership.objects.get(pk=partnership.pk)
    if row.is_complete(PARTNERS) != complete:
        row.set_complete(PARTNERS, complete, scope.on, scope.actor.id)
        row.save()
    return row


def _columns(answers: Mapping[str, Any]) -> dict[str, Any]:
    for name in answers:
        if name not in PARTY_CELLS:
            raise ValueError(f"“{name}” is no field of a party.")
    return {column(name): checked(name, PARTY_CELLS[name], said) for name, said in answers.items()}


def _fill(row: Party, columns: Mapping[str, Any]) -> None:
    for name, fits in columns.items():
        row.set_answer(name, fits)
    check_days(row.from_day, row.until)
