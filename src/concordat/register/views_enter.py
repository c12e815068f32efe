"""Joining a partnership that another council has on record here."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, back_to, edit_new
from concordat.register import entering, permissions, presenters, queries, queries_core
from concordat.register import queries_directory as directory
from concordat.register.forms import refusals_at
from concordat.register.forms_enter import PlaceForm
from concordat.register.views_common import address, or_404, scope_of

ENTERED = "Partnership entered. Now answer what is known of it."


def others(request: HttpRequest, council: str) -> HttpResponse:
    """Partnerships that other councils have on record here, and that ours is in or may find."""
    scope = scope_of(request)
    permissions.check_can_enter(scope)
    context = {"partnerships": list(queries.open_to(scope)[:200]), "back": back_to(address(scope, "register"))}
    return render(request, "register/others.html", context)


def join(request: HttpRequest, council: str, joint: str) -> HttpResponse:
    """Enter the council's own part in one of these."""
    scope = scope_of(request)
    permissions.check_can_enter(scope)
    partnership = or_404(queries_core.findable(scope, joint))
    people = {person.reference: person for person in directory.people_now(scope)}
    page = EditPage(
        f"Enter your part in {partnership.name}",
        address(scope, "others"),
        lead=f"{partnership.steward} keeps the joint record. What you enter here is your own council's.",
        button="Enter it",
        done=ENTERED,
    )

    def make(data: Any) -> BaseForm:
        return PlaceForm(data, **offered(scope, people))

    def save(form: Any) -> str:
        given = form.cleaned_data
        with refusals_at(PLACES):
            row = entering.join(
                scope,
                partnership=partnership,
                entered_on=given["entered_on"],
                answers=form.answers(),
                lead_officer=people.get(given["lead_officer"]),
                own_reference=given["own_reference"],
            )
        return address(scope, "partnership", row.reference)

    return edit_new(request, page, make, save)


# Which field of the form asks for a fact.
PLACES = {
    "partnership.purpose": "purpose",
    "involvement.service": "service",
    "involvement.already_running": "already_running",
}


def offered(scope: Scope, people: Any) -> dict[str, Any]:
    """What a form of a place in the register offers."""
    return {
        "people": presenters.people_options(people.values()),
        "services": queries.services(scope)[0],
        "own_reference": queries_core.next_own_reference(scope),
        "today": scope.on,
    }
