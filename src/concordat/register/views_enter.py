"""Entering a partnership, and joining one that another council has on record here."""

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
from concordat.register.forms_enter import EnterForm, PlaceForm
from concordat.register.views_common import address, or_404, scope_of

ENTERED = "Partnership entered. Now answer what is known of it."


def enter(request: HttpRequest, council: str) -> HttpResponse:
    """Enter a partnership that nobody here has on record."""
    scope = scope_of(request)
    permissions.check_can_enter(scope)
    people = {person.reference: person for person in directory.people_now(scope)}
    page = EditPage(
        "Enter a partnership",
        address(scope, "register"),
        button="Enter it",
        done=ENTERED,
        template="register/enter.html",
        more={"others": address(scope, "others") if queries.open_to(scope).exists() else ""},
    )

    def save(form: Any) -> str:
        given = form.cleaned_data
        with refusals_at(_FIELDS):
            row = entering.enter(
                scope,
                name=given["name"],
                entered_on=given["entered_on"],
                answers=form.answers(),
                lead_officer=people.get(given["lead_officer"]),
                own_reference=given["own_reference"],
            )
        return address(scope, "partnership", row.reference)

    return edit_new(request, page, lambda data: EnterForm(data, **_offered(scope, people)), save)


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
        return PlaceForm(data, **_offered(scope, people))

    def save(form: Any) -> str:
        given = form.cleaned_data
        with refusals_at(_FIELDS):
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


_FIELDS = {
    "partnership.purpose": "purpose",
    "involvement.service": "service",
    "involvement.already_running": "already_running",
}


def _offered(scope: Scope, people: Any) -> dict[str, Any]:
    return {
        "people": presenters.people_options(people.values()),
        "services": queries.services(scope)[0],
        "own_reference": queries_core.next_own_reference(scope),
        "today": scope.on,
    }
