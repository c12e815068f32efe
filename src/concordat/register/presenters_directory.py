"""The pages of organisations and people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from concordat.councils.presenters import between
from concordat.councils.scope import Scope
from concordat.register import permissions
from concordat.register.choices import Words
from concordat.register.models import Involvement, Organisation, OrganisationNote, Party, Person
from concordat.register.organisations import SECTOR
from concordat.register.presenters import identifiers, plain_card
from concordat.register.queries_directory import Doings
from concordat.ui.summaries import Row
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

SHARED = "Every council of this installation sees the name, the sector and the identifiers of an organisation."
NONE = "None"


def sectors() -> dict[str, str]:
    """The sectors, by code."""
    return dict(SECTOR.options) if isinstance(SECTOR.options, dict) else {}


def people_table(scope: Scope, people: Sequence[Person], held: Any) -> Table:
    """The people that the council knows."""
    rows: list[list[Content]] = [
        [
            Cell(person.name, _url(scope, "person", person), hint=_left(person)),
            person.post or "Not recorded",
            str(person.organisation or scope.council),
            str(held.get(person.pk, 0)),
        ]
        for person in people
    ]
    columns = [Column("Name"), Column("Post"), Column("Works for"), Column("Responsibilities", numeric=True)]
    return Table(columns, rows, "People", "Nobody matches.", dense=True, caption_hidden=True)


def organisations_table(scope: Scope, organisations: Sequence[Organisation]) -> Table:
    """The organisations that the council knows."""
    rows: list[list[Content]] = [
        [
            Cell(row.name, _url(scope, "organisation", row)),
            sectors().get(row.sector, "Not recorded"),
            identifiers(row) or NONE,
            str(row.partnerships),  # type: ignore[attr-defined]
        ]
        for row in organisations
    ]
    columns = [Column("Name"), Column("Sector"), Column("Identifiers"), Column("Partnerships with us", numeric=True)]
    return Table(columns, rows, "Organisations", "No organisation matches.", dense=True, caption_hidden=True)


def organisation(
    scope: Scope,
    row: Organisation,
    note: OrganisationNote | None,
    people: Sequence[Person],
    met: Sequence[tuple[Party, Involvement]],
) -> dict[str, Any]:
    """The page of an organisation."""
    may_change = permissions.can_keep_organisation(scope, row)
    may_note = permissions.can_keep_directory(scope)
    change, keep = _url(scope, "organisation_edit", row), _url(scope, "organisation_note", row)
    return {
        "organisation": row,
        "back": {"href": f"{reverse('people', args=[scope.council.slug])}?kind=organisations", "text": "Organisations"},
        "may_see_history": scope.reach("see_history") == "any",
        "cards": [
            plain_card("What every council sees", _shared(row), [("Change", change)] if may_change else []),
            plain_card(f"What only {scope.council.name} sees", _ours(note), [("Change", keep)] if may_note else []),
        ],
        "people": people_table(scope, people, {}) if people else None,
        "met": _met(scope, met),
    }


def _shared(row: Organisation) -> list[Row]:
    return [
        Row("Name", row.name),
        Row("Sector", sectors().get(row.sector, "Not recorded")),
        Row("Identifiers", identifiers(row) or NONE),
        Row("Kept right by", row.keeper.name),
    ]


def _ours(note: OrganisationNote | None) -> list[Row]:
    fields = {"contact": "Contact", "email": "Email address", "telephone": "Telephone number", "words": "Notes"}
    return [Row(words, getattr(note, name, "") or "Not recorded") for name, words in fields.items()]


def _met(scope: Scope, met: Sequence[tuple[Party, Involvement]]) -> Table:
    rows: list[list[Content]] = [
        [Cell(party.partnership.name, _url(scope, "partnership", ours)), between(party.from_day, party.until)]
        for party, ours in met
    ]
    columns = [Column("Partnership"), Column("A partner")]
    return Table(columns, rows, "Partnerships with us", "It is in no partnership with us.", dense=True)


def person(scope: Scope, row: Person, doings: Doings, words: Words) -> dict[str, Any]:
    """The page of a person."""
    organisation_ = (
        format_html(
            '<a class="govuk-link" href="{}">{}</a>', _url(scope, "organisation", row.organisation), row.organisation
        )
        if row.organisation
        else scope.council.name
    )
    rows = [
        Row("Name", row.name),
        Row("Post", row.post or "Not recorded"),
        Row("Works for", organisation_),
        Row("Email address", row.email or "Not recorded"),
        Row("Telephone number", row.telephone or "Not recorded"),
        Row("Signs in here", "Yes" if row.user_id else "No"),
    ]
    rows += [Row("Left on", day(row.left_on))] if row.left_on else []
    may = permissions.can_keep_directory(scope) and row.erased_on is None
    return {
        "person": row,
        "back": {"href": reverse("people", args=[scope.council.slug]), "text": "People"},
        "card": plain_card("Details", rows, [("Change", _url(scope, "person_edit", row))] if may else []),
        "doings": _doings(scope, doings, words),
        "may_keep": may,
        "may_see_history": scope.reach("see_history") == "any",
        "may_erase": permissions.can_erase_person(scope, row) and row.erased_on is None,
    }


def _doings(scope: Scope, doings: Doings, words: Words) -> Table:
    titles = words.roles()
    rows: list[list[Content]] = [
        [
            Cell(held.involvement.partnership.name, _url(scope, "partnership", held.involvement)),
            titles.get(held.role, held.role),
            between(held.from_day, held.until),
        ]
        for held in doings.responsibilities
    ]
    rows += [
        [
            Cell(seat.involvement.partnership.name, _url(scope, "partnership", seat.involvement)),
            f"Representative ({seat.capacity})",
            between(seat.from_day, seat.until),
        ]
        for seat in doings.representatives
    ]
    columns = [Column("Partnership"), Column("Does what"), Column("When")]
    return Table(columns, rows, "In partnerships", "Answers for no partnership.", dense=True)


def _left(person_: Person) -> str:
    return f"Left on {day(person_.left_on)}" if person_.left_on else ""


def _url(scope: Scope, name: str, row: Any) -> str:
    return reverse(name, args=[scope.council.slug, row.reference])
