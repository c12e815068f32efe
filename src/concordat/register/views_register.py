"""The register as a list: filtered, sorted, a page at a time; as CSV; and under names of one's own."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from concordat.councils import queries as councils
from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, edit_new
from concordat.register import hooks, permissions, presenters_register, queries, saved_filters
from concordat.register.choices import Words, lead_roles
from concordat.register.forms import EmptyForm
from concordat.register.forms_filter import FilterForm, SaveFilterForm
from concordat.register.views_common import address, scope_of, words_of
from concordat.ui.csv import csv_response


def _asked(scope: Scope, query: QueryDict) -> tuple[FilterForm, queries.Wanted, Words]:
    words = words_of(scope, councils.adoption_on(scope.council, scope.on))
    choices = {
        "stage": words.stages(),
        "status": presenters_register.statuses(),
        "service": words.all_services,
        "type": words.types(),
        "lead": queries.lead_officers(scope, lead_roles(words.edition)),
        "edition": queries.editions(scope),
    }
    form = FilterForm(query, choices, standings=hooks.tallies.having is not None)
    return form, form.wanted(query.get("sort", "")), words


def register(request: HttpRequest, council: str) -> HttpResponse:
    """The list."""
    scope = scope_of(request)
    form, wanted, words = _asked(scope, request.GET)
    number = request.GET.get("page", "1")
    asked = int(number[:9]) if number.isdecimal() else 1
    found = queries.found(scope, wanted, lead_roles(words.edition), words.all_services, asked)
    context = {
        "filter_form": form,
        "table": presenters_register.table(scope, found, wanted, filtered=form.is_used),
        "page": Paginator(range(found.total), queries.A_PAGE).page(found.page),
        "total": found.total,
        "saved": queries.saved_filters(scope),
        "query": _query(request),
        "is_filtered": form.is_used,
        "picked_before": bool(wanted.standing) and hooks.tallies.picked_before(scope) > 0,
        "may_enter": permissions.can_enter(scope),
        "enter_url": address(scope, "enter"),
    }
    return render(request, "register/register.html", context)


def register_csv(request: HttpRequest, council: str) -> HttpResponse:
    """All that is filtered, as CSV."""
    scope = scope_of(request)
    _, wanted, words = _asked(scope, request.GET)
    found = queries.found(scope, wanted, lead_roles(words.edition), words.all_services, None)
    header, rows = presenters_register.lines(found, words)
    return csv_response(f"register {scope.council.slug} {scope.on.isoformat()}", header, rows)


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def filter_save(request: HttpRequest, council: str) -> HttpResponse:
    """Keep the filter under a name."""
    scope = scope_of(request)
    query = _query(request)[:1000]

    def save(form: Any) -> str:
        kept = saved_filters.save(scope, name=form.cleaned_data["name"], query=form.cleaned_data["query"])
        return f"{address(scope, 'register')}?{kept.query}"

    page = EditPage("Save this filter", f"{address(scope, 'register')}?{query}", done="Filter saved")
    return edit_new(request, page, lambda data: SaveFilterForm(data, initial={"query": query}), save)


def filter_delete(request: HttpRequest, council: str, saved: int) -> HttpResponse:
    """Delete a saved filter of one's own."""
    scope = scope_of(request)
    row = get_object_or_404(queries.saved_filters(scope), pk=saved)

    def save(form: Any) -> str:
        saved_filters.forget(scope, saved=row)
        return address(scope, "register")

    page = EditPage(
        f"Delete the filter “{row.name}”",
        address(scope, "register"),
        lead="The register itself does not change.",
        button="Delete",
        warning=True,
        done="Filter deleted",
    )
    return edit_new(request, page, EmptyForm, save)
