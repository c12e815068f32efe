"""Who is who for one council: people it knows, and the organisations it knows or works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from concordat.accounts.models import User
from concordat.councils.models import Membership
from concordat.councils.queries import on_day
from concordat.councils.scope import Scope
from concordat.history.ordering import sort_key
from concordat.register.models import (
    Involvement,
    Organisation,
    OrganisationNote,
    Party,
    Person,
    Representative,
    Responsibility,
)
from concordat.register.queries import holds_now, involvements

A_PAGE = 50


@dataclass(frozen=True)
class Doings:
    """What a person does, now and before, in partnerships of the council."""

    responsibilities: list[Responsibility]
    representatives: list[Representative]


def people(scope: Scope, text: str = "") -> QuerySet[Person]:
    """The council's people by name, with those who have left last; erased ones are left out."""
    rows = Person.objects.filter(council=scope.council, erased_on=None).select_related("organisation")
    key = sort_key(text)
    return (rows.filter(sort_name__contains=key) if key else rows).order_by("sort_name", "pk")


def people_now(scope: Scope) -> QuerySet[Person]:
    """Those who have not left."""
    return people(scope).filter(Q(left_on=None) | Q(left_on__gt=scope.on))


def person(scope: Scope, reference: str) -> Person | None:
    """One of the council's people; None where it knows none of that reference."""
    rows = Person.objects.filter(council=scope.council, reference=reference)
    return rows.select_related("council", "organisation", "user").first()


def doings(scope: Scope, person_: Person) -> Doings:
    """What a person answers for and where they represent the council, in order of partnership."""
    order = ("involvement__partnership__sort_name", "pk")
    with_names = "involvement__partnership"
    live = {"involvement__council": scope.council, "involvement__withdrawn_at": None, "person": person_}
    return Doings(
        list(Responsibility.objects.filter(**live).select_related(with_names).order_by(*order)),
        list(Representative.objects.filter(**live).select_related(with_names).order_by(*order)),
    )


def organisations(scope: Scope, text: str = "") -> QuerySet[Organisation]:
    """The organisations that the council knows: noted, kept or met in a partnership; ``partnerships`` counts those."""
    met = Party.objects.filter(organisation=OuterRef("pk"), partnership__in=_partnerships(scope))
    noted = OrganisationNote.objects.filter(organisation=OuterRef("pk"), council=scope.council)
    known = Exists(met) | Exists(noted) | Q(keeper=scope.council)
    now = Q(parties__partnership__in=_partnerships(scope)) & (Q(parties__until=None) | Q(parties__until__gt=scope.on))
    rows = Organisation.objects.filter(known).annotate(
        partnerships=Count("parties__partnership", filter=now, distinct=True)
    )
    key = sort_key(text)
    return (rows.filter(sort_name__contains=key) if key else rows).order_by("sort_name", "pk")


def organisation(scope: Scope, reference: str) -> Organisation | None:
    """One that the council knows; None for all others."""
    return organisations(scope).filter(reference=reference).select_related("keeper", "council").first()


def note_of(scope: Scope, organisation_: Organisation) -> OrganisationNote | None:
    """The council's own note on an organisation."""
    return OrganisationNote.objects.filter(council=scope.council, organisation=organisation_).first()


def partnerships_of(scope: Scope, organisation_: Organisation) -> list[tuple[Party, Involvement]]:
    """Where the council meets an organisation, by name of partnership."""
    mine = {row.partnership_id: row for row in involvements(scope).select_related("partnership")}
    parties = Party.objects.filter(organisation=organisation_, partnership__in=_partnerships(scope))
    rows = parties.select_related("partnership").order_by("partnership__sort_name", "pk")
    return [(party, mine[party.partnership_id]) for party in rows]


def people_of(scope: Scope, organisation_: Organisation) -> list[Person]:
    """The people whom the council knows there."""
    return list(people(scope).filter(organisation=organisation_))


def held_by(scope: Scope) -> Mapping[int, int]:
    """How many responsibilities each of the council's people holds today, by id."""
    held = Responsibility.objects.filter(
        holds_now(scope), involvement__council=scope.council, involvement__withdrawn_at=None
    )
    return dict(held.exclude(person=None).values_list("person").annotate(n=Count("pk")).order_by())


def _partnerships(scope: Scope) -> QuerySet[Involvement]:
    return involvements(scope).values("partnership")  # type: ignore[return-value]


def accounts(scope: Scope) -> list[User]:
    """Who works in the council today and signs in here, by name."""
    members = Membership.objects.filter(on_day(scope.on), council=scope.council)
    return list(User.objects.filter(pk__in=members.values("user")).order_by("name", "pk"))
