"""Services, and the aims of the council's plan."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils import permissions, plan, presenters, queries
from concordat.councils.forms import AimChangeForm, AimForm, ServiceChangeForm, ServiceEndForm, ServiceForm, UntilForm
from concordat.councils.models import Aim, Service
from concordat.councils.scope import Scope
from concordat.councils.views_common import address, or_404, scope_of
from concordat.councils.views_editing import EditPage, edit_new, edit_row


def services(request: HttpRequest, council: str) -> HttpResponse:
    """The council's services, those of today first."""
    scope = scope_of(request)
    rows = [(row, presenters.between(row.from_day, row.until)) for row in queries.services(scope)]
    context = {
        "now": [pair for pair in rows if pair[0].until is None or pair[0].until > scope.on],
        "past": [pair for pair in rows if pair[0].until is not None and pair[0].until <= scope.on],
        "may": permissions.can_keep_settings(scope),
    }
    return render(request, "councils/services.html", context)


def service_open(request: HttpRequest, council: str) -> HttpResponse:
    """Open a service."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def save(form: Any) -> str:
        plan.open_service(scope, **form.cleaned_data)
        return address(scope, "services")

    page = EditPage("Add a service", *_services(scope), done="Service added")
    return edit_new(request, page, lambda data: ServiceForm(data, initial={"from_": scope.on}), save)


def service_edit(request: HttpRequest, council: str, code: str) -> HttpResponse:
    """Rename a service, or put right what was recorded."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def read() -> Service:
        return or_404(queries.service(scope, code))

    def form_of(row: Service, data: Any) -> BaseForm:
        return ServiceChangeForm(data, initial={"name": row.name, "directorate": row.directorate})

    def save(form: Any, version: int) -> str:
        plan.change_service(scope, service=read(), version=version, **form.cleaned_data)
        return address(scope, "services")

    return edit_row(request, EditPage(f"Change {read().name}", *_services(scope)), read, form_of, save)


def service_end(request: HttpRequest, council: str, code: str) -> HttpResponse:
    """End a service, perhaps into another."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)
    others = {row.code: row for row in queries.services(scope) if row.code != code and row.until is None}

    def read() -> Service:
        return or_404(queries.service(scope, code))

    def form_of(_row: Service, data: Any) -> BaseForm:
        options = [(one.code, one.name) for one in others.values()]
        return ServiceEndForm(data, others=options, initial={"until": scope.on})

    def save(form: Any, version: int) -> str:
        told = dict(form.cleaned_data)
        into = others.get(told.pop("into"))
        plan.end_service(scope, service=read(), version=version, into=into, **told)
        return address(scope, "services")

    page = EditPage(
        f"End {read().name}",
        *_services(scope),
        lead="What was recorded under it stays as it is.",
        button="End service",
        warning=True,
        done="Service ended",
    )
    return edit_row(request, page, read, form_of, save)


def aims(request: HttpRequest, council: str) -> HttpResponse:
    """The aims of the council's plan."""
    scope = scope_of(request)
    rows = [(row, presenters.between(row.from_day, row.until)) for row in queries.aims(scope)]
    context = {
        "now": [pair for pair in rows if pair[0].until is None or pair[0].until > scope.on],
        "past": [pair for pair in rows if pair[0].until is not None and pair[0].until <= scope.on],
        "may": permissions.can_keep_settings(scope),
    }
    return render(request, "councils/aims.html", context)


def aim_add(request: HttpRequest, council: str) -> HttpResponse:
    """Add an aim."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def save(form: Any) -> str:
        plan.add_aim(scope, **form.cleaned_data)
        return address(scope, "aims")

    page = EditPage("Add an aim", *_aims(scope), done="Aim added")
    return edit_new(request, page, lambda data: AimForm(data, initial={"from_": scope.on}), save)


def aim_edit(request: HttpRequest, council: str, code: str) -> HttpResponse:
    """Put right the words of an aim."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def read() -> Aim:
        return or_404(queries.aim(scope, code))

    def save(form: Any, version: int) -> str:
        plan.correct_aim(scope, aim=read(), version=version, **form.cleaned_data)
        return address(scope, "aims")

    lead = "Only for words that were recorded wrongly. Where the plan changed, end this aim and add another."
    page = EditPage("Correct an aim", *_aims(scope), lead=lead)
    return edit_row(request, page, read, lambda row, data: AimChangeForm(data, initial={"words": row.words}), save)


def aim_end(request: HttpRequest, council: str, code: str) -> HttpResponse:
    """End an aim."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def read() -> Aim:
        return or_404(queries.aim(scope, code))

    def save(form: Any, version: int) -> str:
        plan.end_aim(scope, aim=read(), version=version, **form.cleaned_data)
        return address(scope, "aims")

    page = EditPage("End an aim", *_aims(scope), lead=read().words, button="End aim", warning=True, done="Aim ended")
    return edit_row(request, page, read, lambda _row, data: UntilForm(data, initial={"until": scope.on}), save)


def _services(scope: Scope) -> tuple[str, str]:
    return address(scope, "services"), "Services"


def _aims(scope: Scope) -> tuple[str, str]:
    return address(scope, "aims"), "Aims"
