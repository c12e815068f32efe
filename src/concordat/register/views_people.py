"""People and organisations: the list of both, and each person's page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils import queries as councils
from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, edit_new, edit_row
from concordat.register import people as service
from concordat.register import permissions, presenters, presenters_directory
from concordat.register import queries_directory as directory
from concordat.register.forms import change_of
from concordat.register.forms_directory import EraseForm, FindForm, LeftForm, PersonForm
from concordat.register.models import Organisation, Person
from concordat.register.views_common import address, or_404, scope_of, words_of


def people(request: HttpRequest, council: str) -> HttpResponse:
    """Whom the council knows: people, or (``kind=organisations``) organisations."""
    scope = scope_of(request)
    form = FindForm(request.GET)
    form.is_valid()
    text, of_organisations = form.cleaned_data.get("q", ""), request.GET.get("kind") == "organisations"
    rows: Any = directory.organisations(scope, text) if of_organisations else directory.people(scope, text)
    page = Paginator(rows, directory.A_PAGE).get_page(request.GET.get("page"))
    if of_organisations:
        table = presenters_directory.organisations_table(scope, list(page))
    else:
        table = presenters_directory.people_table(scope, list(page), directory.held_by(scope))
    context = {
        "filter_form": form,
        "page": page,
        "table": table,
        "of_organisations": of_organisations,
        "may_keep": permissions.can_keep_directory(scope),
    }
    return render(request, "register/people.html", context)


def person(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """One person: who they are, and what they do in partnerships."""
    scope = scope_of(request)
    row = or_404(directory.person(scope, reference))
    words = words_of(scope, councils.adoption_on(scope.council, scope.on))
    context = presenters_directory.person(scope, row, directory.doings(scope, row), words)
    return render(request, "register/person.html", context)


def person_add(request: HttpRequest, council: str) -> HttpResponse:
    """Record a person."""
    scope = scope_of(request)
    permissions.check_can_keep_directory(scope)
    organisations, accounts = _offered(scope)

    def make(data: Any) -> BaseForm:
        return PersonForm(
            data,
            organisations=presenters.organisation_options(organisations.values()),
            council=scope.council.name,
            accounts={key: user.name for key, user in accounts.items()}
            if permissions.can_link_account(scope)
            else None,
        )

    def save(form: Any) -> str:
        row = service.record(scope, details=_details(form, organisations, accounts, None))
        return address(scope, "person", row.reference)

    page = EditPage("Record a person", address(scope, "people"), done="Person recorded")
    return edit_new(request, page, make, save)


def person_edit(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Change what is recorded of a person."""
    scope = scope_of(request)
    row = or_404(directory.person(scope, reference))
    permissions.check_can_keep_directory(scope, row)
    organisations, accounts = _offered(scope)
    if row.organisation is not None:
        organisations.setdefault(row.organisation.reference, row.organisation)

    def form_of(of: Person, data: Any) -> BaseForm:
        initial = {name: getattr(of, name) for name in ("name", "post", "email", "telephone")}
        initial["organisation"] = of.organisation.reference if of.organisation else ""
        initial["user"] = of.user.reference if of.user else ""
        return PersonForm(
            data,
            organisations=presenters.organisation_options(organisations.values()),
            council=scope.council.name,
            accounts={key: user.name for key, user in accounts.items()}
            if permissions.can_link_account(scope)
            else None,
            initial=initial,
        )

    def save(form: Any, version: int) -> str:
        details = _details(form, organisations, accounts, row)
        service.change(scope, person=row, version=version, details=details, **change_of(form))
        return address(scope, "person", reference)

    page = EditPage(f"Change {row.name}", address(scope, "person", reference))
    return edit_row(request, page, lambda: or_404(directory.person(scope, reference)), form_of, save)


def person_left(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Record that somebody left."""
    scope = scope_of(request)
    row = or_404(directory.person(scope, reference))
    permissions.check_can_keep_directory(scope, row)

    def save(form: Any, version: int) -> str:
        service.left(scope, person=row, version=version, on=form.cleaned_data["left_on"])
        return address(scope, "person", reference)

    page = EditPage(f"{row.name} has left", address(scope, "person", reference))
    return edit_row(
        request,
        page,
        lambda: or_404(directory.person(scope, reference)),
        lambda of, data: LeftForm(data, initial={"left_on": of.left_on}),
        save,
    )


def person_erase(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Erase a person from the record."""
    scope = scope_of(request)
    row = or_404(directory.person(scope, reference))
    permissions.check_can_erase_person(scope, row)

    def save(form: Any, version: int) -> str:
        service.erase_person(scope, person=row, version=version, basis=form.cleaned_data["basis"])
        return address(scope, "people")

    page = EditPage(
        f"Erase {row.name}",
        address(scope, "person", reference),
        lead=(
            "The name, the post and the contact details go, here and in the history. What was done stays on record, "
            "without the name. This cannot be undone."
        ),
        button="Erase",
        warning=True,
        done="Person erased",
        more={"outstanding": service.holdings(row, scope.on)},
    )
    return edit_row(
        request, page, lambda: or_404(directory.person(scope, reference)), lambda _, data: EraseForm(data), save
    )


def _offered(scope: Scope) -> tuple[dict[str, Organisation], dict[str, Any]]:
    organisations = {row.reference: row for row in directory.organisations(scope)}
    return organisations, {user.reference: user for user in directory.accounts(scope)}


def _details(form: Any, organisations: Any, accounts: Any, row: Person | None) -> service.Details:
    given = form.cleaned_data
    user = accounts.get(given["user"]) if "user" in form.fields else row.user if row else None
    return service.Details(
        given["name"],
        given["post"],
        given["email"],
        given["telephone"],
        organisations.get(given["organisation"]),
        user,
    )
