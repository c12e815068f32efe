"""Who speaks for the council in a partnership."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from concordat.councils.views_editing import edit_new, edit_row
from concordat.register import presenters, representatives
from concordat.register import queries_parts as parts
from concordat.register.forms import refusals_at
from concordat.register.forms_parts import EndForm, RepresentativeForm
from concordat.register.models import Person, Representative
from concordat.register.views_common import or_404, own
from concordat.register.views_responsibilities import FIELDS, opened, part_page


def _representative(request: HttpRequest, reference: str, row: int) -> Representative:
    seats = parts.representatives(own(request, reference))
    return or_404(next((found for found in seats if found.pk == row), None))


def _seat(form: Any, people: Mapping[str, Person]) -> representatives.Seat:
    given = form.cleaned_data
    return representatives.Seat(people[given["person"]], given["capacity"], given["from_"], given.get("until"))


def representative_give(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Record who represents the council."""
    scope, involvement, people = opened(request, reference)
    options = presenters.people_options(people.values())
    page = part_page(scope, involvement, "Add a representative", "representatives", done="Representative recorded")

    def save(form: Any) -> str:
        with refusals_at(FIELDS):
            representatives.give(scope, involvement=involvement, seat=_seat(form, people))
        return page.back

    return edit_new(request, page, lambda data: RepresentativeForm(data, people=options), save)


def representative_correct(request: HttpRequest, council: str, reference: str, row: int) -> HttpResponse:
    """Put right what was recorded wrongly."""
    scope, involvement, people = opened(request, reference)
    seat = _representative(request, reference, row)
    people |= {seat.person.reference: seat.person}
    options = presenters.people_options(people.values())
    page = part_page(scope, involvement, "Correct a representative", "representatives", done="Representative corrected")

    def form_of(of: Representative, data: Any) -> BaseForm:
        initial = {"person": of.person.reference, "capacity": of.capacity, "from_": of.from_day, "until": of.until}
        return RepresentativeForm(data, people=options, initial=initial, correcting=True)

    def save(form: Any, version: int) -> str:
        reason = form.cleaned_data["reason"]
        with refusals_at(FIELDS):
            representatives.correct(
                scope, representative=seat, version=version, seat=_seat(form, people), reason=reason
            )
        return page.back

    return edit_row(request, page, lambda: _representative(request, reference, row), form_of, save)


def representative_end(request: HttpRequest, council: str, reference: str, row: int) -> HttpResponse:
    """They represent the council no longer."""
    scope, involvement, _ = opened(request, reference)
    seat = _representative(request, reference, row)
    page = part_page(
        scope,
        involvement,
        f"{seat.person} no longer represents us",
        "representatives",
        done="Representative ended",
    )

    def save(form: Any, version: int) -> str:
        representatives.end(scope, representative=seat, version=version, **form.cleaned_data)
        return page.back

    return edit_row(
        request, page, lambda: _representative(request, reference, row), lambda _, data: EndForm(data), save
    )
