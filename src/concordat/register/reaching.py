"""What rows of the register, and of the rooms below it, reach. Registered once, as the site starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.models import Q

from concordat.councils.models import (
    Absence,
    AdoptedFile,
    Adoption,
    Aim,
    AssessmentQuestion,
    Council,
    Deputy,
    Membership,
    RoleHeld,
    Service,
    SettingGiven,
)
from concordat.evidence.models import StoredFile
from concordat.register import reach
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

# Facts hold a person's reference, a service's code and no role: their names and holders alter no standing.
NO_FACTS = (Absence, AdoptedFile, Deputy, Membership, OpenTo, OrganisationNote, PartyMember, Person, RoleHeld, Service)


def register_all() -> None:
    """Say what each of these models reaches."""
    for model in NO_FACTS:
        reach.add(model, reach.none_at_all)
    for of_council in (Adoption, Aim, AssessmentQuestion, SettingGiven):
        reach.add(of_council, lambda rows: _where(council__in={row.council_id for row in rows}))
    for of_one in (JudgedUnder, Responsibility, Representative, Passing):
        reach.add(of_one, lambda rows: {row.involvement_id for row in rows})
    reach.add(Council, lambda rows: _where(council__in=_ids(rows)))
    reach.add(Involvement, _ids)
    reach.add(Partnership, lambda rows: _where(partnership__in=_ids(rows)))
    reach.add(Party, lambda rows: _where(partnership__in={row.partnership_id for row in rows}))
    reach.add(Organisation, _of_organisations)
    reach.add(StoredFile, _of_files)


def _ids(rows: Sequence[Any]) -> set[int]:
    return {row.pk for row in rows}


def _where(*args: Q, **wanted: Any) -> set[int]:
    return set(Involvement.objects.filter(*args, **wanted).values_list("pk", flat=True))


def _of_organisations(rows: Sequence[Organisation]) -> set[int]:
    ids = _ids(rows)
    led = Q(partnership__lead_organisation__in=ids)
    return _where(led | Q(partnership__parties__organisation__in=ids) | Q(responsibilities__organisation__in=ids))


def _of_files(rows: Sequence[StoredFile]) -> set[int]:
    """What a file's owner reaches."""
    owners: dict[str, set[str]] = {}
    for row in rows:
        owners.setdefault(row.owner_kind, set()).add(row.owner)
    found = [apps.get_model(kind)._base_manager.filter(pk__in=ids) for kind, ids in owners.items()]
    return reach.of(row for rows_of_kind in found for row in rows_of_kind)


@register(Tags.models)
def every_recorded_model_has_a_reach(**_: Any) -> list[CheckMessage]:
    """A change that reached nothing unseen would leave a standing wrong."""
    return [
        Error(f"{label} is recorded, and nothing says which involvements it reaches.", id="register.E001")
        for label in reach.missing()
    ]
