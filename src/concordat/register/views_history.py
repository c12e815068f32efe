"""What was done to a partnership, a person or an organisation: when, by whom, and what changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils import queries as councils
from concordat.councils.permissions import check_can_see_history
from concordat.councils.views_editing import back_to
from concordat.history import presenters as history
from concordat.register import hooks, ownership, passings, telling
from concordat.register import queries_directory as directory
from concordat.register import queries_parts as parts
from concordat.register.choices import Words
from concordat.register.views_common import address, adoption_of, or_404, own, page_of, pages_of, scope_of, words_of
from concordat.ui.pagination import PAGE

Things = list[tuple[str, str]]


def partnership_history(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Of the council's own part and of the joint record."""
    scope, involvement = scope_of(request), own(request, reference)
    ownership.check_can_see_history(scope, involvement)
    rows: list[Any] = [involvement, involvement.partnership, *parts.parties(involvement.partnership)]
    rows += [*parts.responsibilities(involvement), *parts.representatives(involvement), *passings.rows(involvement)]
    rows += [*involvement.judged_under.all()]
    if involvement.partnership.steward_id == scope.council.pk:
        rows += parts.all_party_people(involvement.partnership)
    rows += hooks.history.rows_of(involvement)
    words = words_of(scope, adoption_of(scope, involvement))
    pages = pages_of(scope, involvement, "partnership_history")
    name = involvement.partnership.name
    return _page(request, _things(rows), name, page_of(scope, involvement), words=words, subnav=pages)


def person_history(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Of what is recorded of a person."""
    scope = scope_of(request)
    check_can_see_history(scope)
    row = or_404(directory.person(scope, reference))
    return _page(request, _things([row]), row.name, address(scope, "person", reference))


def organisation_history(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Of what every council sees of an organisation, and of our own note."""
    scope = scope_of(request)
    check_can_see_history(scope)
    row = or_404(directory.organisation(scope, reference))
    note = directory.note_of(scope, row)
    return _page(request, _things([row, note] if note else [row]), row.name, address(scope, "organisation", reference))


def _things(rows: list[Any]) -> Things:
    return [(row._meta.label_lower, str(row.pk)) for row in rows]


def _page(
    request: HttpRequest, things: Things, name: str, back: str, *, words: Words | None = None, **more: Any
) -> HttpResponse:
    scope = scope_of(request)
    words = words or words_of(scope, councils.adoption_on(scope.council, scope.on))
    options = {**hooks.history.options_of(words.edition), **telling.options(words)}
    timeline = history.timeline(things, request.GET.get(PAGE, ""), options)
    return render(request, "history/page.html", {"history": timeline, "caption": name, "back": back_to(back), **more})
