"""Business under way: what there is of a partnership, one matter with its steps, and the papers of a decision."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.approvals import presenters, queries
from concordat.approvals.before_start import before_start, overdue_now
from concordat.approvals.models import Matter
from concordat.approvals.presenters_matter import matter_page, todo
from concordat.approvals.presenters_matters import matters_page
from concordat.approvals.presenters_papers import papers_page
from concordat.register.views_common import address, or_404, own, page_of, pages_of, scope_of


def found(request: HttpRequest, reference: str, matter: str) -> Matter:
    """One of a partnership's matters. Raises Http404."""
    return or_404(queries.matter(own(request, reference), matter))


def matters(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """What is under way, what was, and why nothing is happening."""
    scope, involvement = scope_of(request), own(request, reference)
    name = involvement.partnership.name
    context = {"title": "Approvals", "caption": name, "back": {"href": page_of(scope, involvement), "text": name}}
    context |= matters_page(scope, involvement) | {"subnav": pages_of(scope, involvement, "matters")}
    return render(request, "approvals/matters.html", context)


def matter(request: HttpRequest, council: str, reference: str, matter: str) -> HttpResponse:
    """One matter: its steps, what was done, what was sent in."""
    scope, row = scope_of(request), found(request, reference, matter)
    context: dict[str, Any] = {
        "title": presenters.start_words(row.start),
        "caption": row.involvement.partnership.name,
        "back": {"href": address(scope, "matters", reference), "text": "Approvals"},
        "subnav": pages_of(scope, row.involvement),
        "before_start": before_start(scope, row),
        "overdue_now": overdue_now(scope, row),
    }
    return render(request, "approvals/matter.html", context | matter_page(scope, row))


def papers(request: HttpRequest, council: str, reference: str, matter: str, papers: int) -> HttpResponse:
    """The papers of a decision, as they were frozen."""
    scope, row = scope_of(request), found(request, reference, matter)
    shown = or_404(papers_page(scope, row, queries.papers_of(row), papers))
    context: dict[str, Any] = {
        "title": f"Papers {papers}: {presenters.start_words(row.start).lower()}",
        "caption": row.involvement.partnership.name,
        "back": {"href": shown["matter_url"], "text": presenters.start_words(row.start)},
    }
    if shown["newest"]:
        context["todo"] = todo(scope, row)
    return render(request, "approvals/papers.html", context | shown)
