"""Who may see what the record says of the register's rows, and the files attached to a partnership."""

from __future__ import annotations

from collections.abc import Callable

from django.db import models
from django.urls import reverse

from concordat.councils.permissions import asks, check_ours
from concordat.councils.scope import Scope
from concordat.evidence import owners as file_owners
from concordat.history import owners as history_owners
from concordat.register import permissions
from concordat.register.models import (
    Involvement,
    JudgedUnder,
    OpenTo,
    Organisation,
    OrganisationNote,
    Partnership,
    Party,
    PartyMember,
    Passing,
    Person,
    Representative,
    Responsibility,
)
from concordat.ui.refusals import NotAllowed

INVOLVEMENT = Involvement._meta.label_lower
NOT_YOURS = (
    "You can see the history only of the partnerships that you, or somebody you act for, are responsible for. "
    "The partnership team can see every one."
)


def check_can_see_history(scope: Scope, involvement: Involvement) -> None:
    """See what was done to the council's own part, when and by whom: any, or what one answers for."""
    scope.check("see_history")
    check_ours(scope, involvement)
    if scope.reach("see_history") == "own" and not permissions.answers_for(scope, involvement):
        raise NotAllowed(NOT_YOURS)


can_see_history = asks(check_can_see_history)


def register_all() -> None:
    """Answer for the room's own models, and for the files of an involvement."""
    of_council: tuple[type[models.Model], ...] = (Person, OrganisationNote)
    for model in of_council:
        history_owners.add(model._meta.label_lower, _of_council(model))
    for part in (JudgedUnder, Responsibility, Representative, Passing):
        history_owners.add(part._meta.label_lower, of_involvement(part))
    history_owners.add(INVOLVEMENT, lambda scope, row: _allowed(scope, _mine(scope).filter(pk=row).first()))
    history_owners.add(Partnership._meta.label_lower, _of_partnership)
    history_owners.add(Party._meta.label_lower, _of_party)
    for kept, where in ((PartyMember, "party__partnership"), (OpenTo, "partnership")):
        history_owners.add(kept._meta.label_lower, _of_steward(kept, where))
    history_owners.add(Organisation._meta.label_lower, lambda scope, _: scope.reach("see_history") is not None)
    file_owners.add(INVOLVEMENT, can_see=_can_see_files, can_add=_can_add_files, about=_about)


def _mine(scope: Scope) -> models.QuerySet[Involvement]:
    return Involvement.objects.filter(council=scope.council)


def _allowed(scope: Scope, involvement: Involvement | None) -> bool:
    return involvement is not None and can_see_history(scope, involvement)


def _of_council(model: type[models.Model]) -> Callable[[Scope, str], bool]:
    def can_see(scope: Scope, row: str) -> bool:
        found = model._default_manager.filter(pk=row, council=scope.council)
        return scope.reach("see_history") is not None and found.exists()

    return can_see


def of_involvement(model: type[models.Model]) -> Callable[[Scope, str], bool]:
    """Who may see what the record says of rows that are a council's own part: for rooms above, too."""

    def can_see(scope: Scope, row: str) -> bool:
        found = model._default_manager.filter(pk=row).values("involvement")
        return _allowed(scope, _mine(scope).filter(pk__in=found).first())

    return can_see


def of_partnership(model: type[models.Model]) -> Callable[[Scope, str], bool]:
    """Who may see what the record says of rows of the joint record: for rooms above."""

    def can_see(scope: Scope, row: str) -> bool:
        found = model._default_manager.filter(pk=row).values_list("partnership", flat=True).first()
        return found is not None and _of_partnership(scope, str(found))

    return can_see


def _of_partnership(scope: Scope, partnership: str) -> bool:
    return _allowed(scope, _mine(scope).filter(partnership__pk=partnership, withdrawn_at=None).first())


def _of_party(scope: Scope, row: str) -> bool:
    party = Party.objects.filter(pk=row).first()
    return party is not None and _of_partnership(scope, str(party.partnership_id))


def _of_steward(model: type[models.Model], partnership: str) -> Callable[[Scope, str], bool]:
    """Who comes in is seen by those who keep the joint record: other councils need not know whom they let in."""

    def can_see(scope: Scope, row: str) -> bool:
        found = model._default_manager.filter(pk=row, **{f"{partnership}__steward": scope.council})
        return any(_of_partnership(scope, str(pk)) for pk in found.values_list(partnership, flat=True))

    return can_see


def _can_see_files(scope: Scope, involvement: str) -> bool:
    return scope.reach("see_register") is not None and _mine(scope).filter(pk=involvement).exists()


def _can_add_files(scope: Scope, involvement: str) -> bool:
    row = _mine(scope).filter(pk=involvement, withdrawn_at=None).first()
    reach = scope.reach("add_file")
    return row is not None and (reach == "any" or (reach == "own" and permissions.answers_for(scope, row)))


def _about(scope: Scope, involvement: str) -> file_owners.About:
    row = _mine(scope).select_related("partnership").get(pk=involvement)
    url = reverse("partnership_entry", args=[scope.council.slug, row.reference]) + "#files"
    return file_owners.About(row.partnership.name, url, row.scope)
