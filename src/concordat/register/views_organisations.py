"""Organisations: the page of one, recording it, what every council sees of it and what only ours knows."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils.views_editing import EditPage, back_to, edit_new, edit_row
from concordat.register import organisations, permissions, presenters_directory
from concordat.register import queries_directory as directory
from concordat.register.forms import add_change, change_of
from concordat.register.forms_directory import SCHEMES, NoteForm, OrganisationForm, SearchForm
from concordat.register.models import Organisation, OrganisationNote
from concordat.register.views_common import address, or_404, scope_of


def organisation(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """What is shared of an organisation, our note on it, its people and where we meet it."""
    scope = scope_of(request)
    row = or_404(directory.organisation(scope, reference))
    context = presenters_directory.organisation(
        scope,
        row,
        directory.note_of(scope, row),
        directory.people_of(scope, row),
        directory.partnerships_of(scope, row),
    )
    return render(request, "register/organisation.html", context)


def organisation_search(request: HttpRequest, council: str) -> HttpResponse:
    """Before one is recorded: the name, and those on record that may be the same."""
    scope = scope_of(request)
    permissions.check_can_keep_directory(scope)
    form = SearchForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "back": back_to(address(scope, "people"))}
    if form.is_bound and form.is_valid():
        like = organisations.twins(form.cleaned_data["name"])
        known = set(directory.organisations(scope).filter(pk__in=[row.pk for row in like]).values_list("pk", flat=True))
        context |= {"name": form.cleaned_data["name"], "like": [(row, row.pk in known) for row in like]}
    return render(request, "register/organisation_search.html", context)


def organisation_add(request: HttpRequest, council: str) -> HttpResponse:
    """Record an organisation under the name that was looked for."""
    scope = scope_of(request)
    permissions.check_can_keep_directory(scope)

    def make(data: Any) -> BaseForm:
        name = data.get("name", "") if data else request.GET.get("name", "")
        like = {row.reference: row.name for row in organisations.twins(name)} if name else {}
        return OrganisationForm(data, sectors=presenters_directory.sectors(), like=like, initial={"name": name})

    def save(form: Any) -> str:
        return address(scope, "organisation", organisations.record(scope, new=_new(form, [])).reference)

    page = EditPage(
        "Record an organisation",
        address(scope, "organisation_search"),
        lead=presenters_directory.SHARED,
        done="Organisation recorded",
    )
    return edit_new(request, page, make, save)


def organisation_edit(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Change what every council sees."""
    scope = scope_of(request)
    row = or_404(directory.organisation(scope, reference))
    permissions.check_can_keep_organisation(scope, row)

    def form_of(of: Organisation, data: Any) -> BaseForm:
        form = OrganisationForm(data, sectors=presenters_directory.sectors(), initial=_initial(of))
        add_change(form, since=False)
        form.fields["change"].required = True
        return form

    def save(form: Any, version: int) -> str:
        change = change_of(form)
        organisations.change(
            scope,
            organisation=row,
            version=version,
            new=_new(form, row.identifiers),
            correction=change["correction"],
            reason=change["reason"],
        )
        return address(scope, "organisation", reference)

    page = EditPage(f"Change {row.name}", address(scope, "organisation", reference), lead=presenters_directory.SHARED)
    return edit_row(request, page, lambda: or_404(directory.organisation(scope, reference)), form_of, save)


def organisation_note(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Change what only our council knows of it."""
    scope = scope_of(request)
    row = or_404(directory.organisation(scope, reference))
    permissions.check_can_keep_directory(scope)

    def form_of(note: OrganisationNote | None, data: Any) -> BaseForm:
        return NoteForm(data, initial={name: getattr(note, name) for name in NoteForm.base_fields} if note else {})

    def save(form: Any, version: int) -> str:
        organisations.note(scope, organisation=row, version=version, **form.cleaned_data)
        return address(scope, "organisation", reference)

    page = EditPage(
        f"Notes on {row.name}",
        address(scope, "organisation", reference),
        lead=f"Only people of {scope.council.name} see this.",
        done="Notes saved",
    )
    if directory.note_of(scope, row) is None:
        return edit_new(request, page, lambda data: form_of(None, data), lambda form: save(form, 0))
    return edit_row(request, page, lambda: or_404(directory.note_of(scope, row)), form_of, save)


def _new(form: Any, held: list[dict[str, str]]) -> organisations.New:
    """What the form says, with the identifiers that it does not ask for as they were."""
    given = form.cleaned_data
    asked = {scheme for scheme, _ in SCHEMES.values()}
    kept = [(item["scheme"], item["id"]) for item in held if item["scheme"] not in asked]
    return organisations.New(given["name"], given["sector"], [*form.identifiers(), *kept], bool(given.get("another")))


def _initial(row: Organisation) -> dict[str, Any]:
    held = {item["scheme"]: item["id"] for item in row.identifiers}
    codes = {code: held.get(scheme, "") for code, (scheme, _) in SCHEMES.items()}
    return {"name": row.name, "sector": row.sector, **codes}
