"""What the pages show of the register. The scope comes first; each answers in a fixed number of SQL queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from concordat.councils.models import Adoption, Council, Service
from concordat.councils.queries import on_day
from concordat.councils.scope import Scope
from concordat.history.answered import answer_of
from concordat.history.ordering import sort_key
from concordat.register import hooks
from concordat.register.models import (
    Involvement,
    JudgedUnder,
    Partnership,
    Person,
    Responsibility,
    SavedFilter,
)

A_PAGE = 50
SORTS = ("name", "own_reference", "stage", "service", "lead")


@dataclass(frozen=True)
class Wanted:
    """What is asked of the register: an empty text leaves a filter out. ``standing`` is a status word, ``edition`` an
    adoption's id, ``lead`` a person's reference; ``sort`` one of SORTS, with a minus for the other way round."""

    text: str = ""
    stage: str = ""
    status: str = ""
    service: str = ""
    type: str = ""
    lead: str = ""
    edition: str = ""
    standing: str = ""
    sort: str = "name"


class Line(NamedTuple):
    """What a line of the register shows of an involvement, as plain values: a hundred rows read whole cost as much as
    all the rest of the page."""

    pk: int
    reference: str
    own_reference: str
    name: str
    entered_on: date
    types: list[str] | None
    stage: str | None
    status: str | None
    service: str | None
    unsaid: Mapping[str, Any]

    def answer(self, name: str) -> Any:
        """As the row's own."""
        return answer_of(name, getattr(self, name), self.unsaid)


_OF_LINE = tuple("partnership__name" if name == "name" else name for name in Line._fields)


@dataclass(frozen=True)
class Entry:
    """One line of the register: ``leads`` by name; ``counts``, duties by status word, None where nothing tells them;
    ``band`` in words, "" where it has none."""

    line: Line
    service: str
    leads: tuple[str, ...]
    counts: Mapping[str, int] | None = None
    band: str = ""


@dataclass(frozen=True)
class Found:
    """A page of the register, its number, and how many there are in all."""

    entries: tuple[Entry, ...]
    total: int
    page: int


def involvements(scope: Scope) -> QuerySet[Involvement]:
    """What the council is in, but for entries that were withdrawn."""
    return Involvement.objects.filter(council=scope.council, withdrawn_at=None)


def involvement(scope: Scope, reference: str) -> Involvement | None:
    """One of the council's own, a withdrawn one too; None where it has none of that reference."""
    found = Involvement.objects.filter(council=scope.council, reference=reference)
    return found.select_related("council", "partnership__steward", "partnership__lead_organisation").first()


def holds_now(scope: Scope) -> Q:
    """Responsibilities, representatives and parties that count today; one with no first day counts."""
    return (Q(from_day=None) | Q(from_day__lte=scope.on)) & (Q(until=None) | Q(until__gt=scope.on))


def found(
    scope: Scope, wanted: Wanted, lead_roles: Iterable[str], services: Mapping[str, str], page: int | None = 1
) -> Found:
    """The register as filtered and sorted: one page of it (the last, for a number beyond it), or (page None) all.

    ``services`` are all there ever were, by code.
    """
    roles = sorted(lead_roles)
    matching = _filtered(scope, wanted, roles)
    lines = _sorted(scope, matching, wanted.sort, roles).values_list(*_OF_LINE)
    if page is None:
        every = list(map(Line._make, lines))
        return Found(_entries(scope, every, services, roles), len(every), 1)
    total = matching.count()
    number = min(max(page, 1), -(-total // A_PAGE) or 1)
    on_page = list(map(Line._make, lines[(number - 1) * A_PAGE : number * A_PAGE]))
    return Found(_entries(scope, on_page, services, roles), total, number)


def _filtered(scope: Scope, wanted: Wanted, roles: list[str]) -> QuerySet[Involvement]:
    rows = involvements(scope)
    for name in ("stage", "status", "service"):
        if getattr(wanted, name):
            rows = rows.filter(**{name: getattr(wanted, name)})
    if wanted.type:
        # The list is kept as JSON; the two databases agree on its text, not on how to look inside it.
        rows = rows.annotate(types_text=Cast("types", TextField())).filter(types_text__contains=f'"{wanted.type}"')
    if wanted.lead:
        rows = rows.filter(Exists(_leads(scope, roles).filter(person__reference=wanted.lead)))
    if wanted.edition:
        judged = JudgedUnder.objects.filter(on_day(scope.on), involvement=OuterRef("pk"))
        rows = rows.filter(Exists(judged.filter(adoption__pk=wanted.edition if wanted.edition.isdigit() else 0)))
    if wanted.standing and hooks.tallies.having is not None:
        rows = hooks.tallies.having(scope, rows, wanted.standing)
    return rows.filter(_named(wanted.text)) if wanted.text.strip() else rows


def _named(text: str) -> Q:
    text = text.strip()
    mark = Q(own_reference__icontains=text) | Q(reference=text.lower()) | Q(partnership__reference=text.lower())
    key = sort_key(text)
    return mark | Q(partnership__sort_name__contains=key) if key else mark


def _leads(scope: Scope, roles: list[str]) -> QuerySet[Responsibility]:
    return Responsibility.objects.filter(holds_now(scope), involvement=OuterRef("pk"), role__in=roles)


def _sorted(scope: Scope, rows: QuerySet[Involvement], sort: str, roles: list[str]) -> QuerySet[Involvement]:
    name = sort.removeprefix("-")
    keys = {"name": "partnership__sort_name", "own_reference": "own_reference", "stage": "stage"}
    key = keys.get(name, "partnership__sort_name")
    if name == "service":
        named = Service.objects.filter(council=scope.council, code=OuterRef("service")).values("sort_name")
        rows, key = rows.annotate(key=Subquery(named[:1])), "key"
    elif name == "lead":
        first = _leads(scope, roles).values("involvement").annotate(first=Min("person__sort_name")).values("first")
        rows, key = rows.annotate(key=Subquery(first)), "key"
    descending = sort.startswith("-")
    # What is not answered comes last both ways.
    first_key = F(key).desc(nulls_last=True) if descending else F(key).asc(nulls_last=True)
    return rows.order_by(first_key, "partnership__sort_name", "pk")


def _entries(scope: Scope, lines: list[Line], services: Mapping[str, str], roles: list[str]) -> tuple[Entry, ...]:
    ids = [line.pk for line in lines]
    held = Responsibility.objects.filter(holds_now(scope), involvement__in=ids, role__in=roles, person__isnull=False)
    leads: dict[int, list[str]] = {}
    for pk, name in held.order_by("pk").values_list("involvement_id", "person__name"):
        leads.setdefault(pk, []).append(name)
    counts, bands = hooks.tallies.of(scope, ids), hooks.bands.of(scope, ids)
    return tuple(
        Entry(
            line,
            services.get(line.service or "", line.service or ""),
            tuple(leads.get(line.pk, ())),
            counts.get(line.pk),
            bands.get(line.pk, ""),
        )
        for line in lines
    )


def services(scope: Scope) -> tuple[dict[str, str], dict[str, str]]:
    """The services of today, and all there ever were; by code, in order of name."""
    rows = list(Service.objects.filter(council=scope.council).order_by("sort_name"))
    now = {
        row.code: row.name for row in rows if row.from_day <= scope.on and (row.until is None or row.until > scope.on)
    }
    return now, {row.code: row.name for row in rows}


def lead_officers(scope: Scope, lead_roles: Iterable[str]) -> dict[str, str]:
    """Who is lead officer of anything today, by reference, in order of name."""
    held = Responsibility.objects.filter(holds_now(scope), role__in=sorted(lead_roles), person=OuterRef("pk"))
    # Asked of each person, of whom there are few, and not of all that they answer for.
    people = Person.objects.filter(Exists(held), council=scope.council).order_by("sort_name")
    return dict(people.values_list("reference", "name"))


def editions(scope: Scope) -> dict[str, str]:
    """The adopted editions under which something is judged today, by adoption's id."""
    judged = JudgedUnder.objects.filter(on_day(scope.on), adoption=OuterRef("pk"))
    rows = Adoption.objects.filter(Exists(judged), council=scope.council).order_by("pk")
    return {
        str(pk): f"{title} ({edition}, revision {number})"
        for pk, title, edition, number in rows.values_list("pk", "title", "edition", "revision")
    }


def saved_filters(scope: Scope) -> QuerySet[SavedFilter]:
    """The reader's own saved filters in this council, by name."""
    return SavedFilter.objects.filter(user=scope.user_id or 0, council=scope.council).order_by("name")


def councils_here(scope: Scope) -> dict[str, str]:
    """The other councils of this installation, by slug, in order of name."""
    return dict(Council.objects.exclude(pk=scope.council.pk).order_by("name").values_list("slug", "name"))


def open_to(scope: Scope) -> QuerySet[Partnership]:
    """Partnerships on record here that the council has not entered, and that it is a party to or may find."""
    party_to = Q(parties__organisation__council=scope.council)
    named = Q(open_to="named", open_to_councils__council=scope.council)
    mine = involvements(scope).values("partnership")
    found_ = Partnership.objects.filter(party_to | named | Q(open_to="all")).exclude(pk__in=mine)
    live = Involvement.objects.filter(partnership=OuterRef("pk"), withdrawn_at=None)
    return found_.filter(Exists(live)).select_related("steward").distinct().order_by("sort_name", "pk")
