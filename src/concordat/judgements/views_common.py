"""What the views of judging share: who asks of what, addresses, and what to show where a page has nothing to offer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, back_to
from concordat.judgements import permissions, queries
from concordat.judgements.models import Assessment, Doubt
from concordat.register.models import Involvement
from concordat.register.views_common import address, or_404, own, page_of, scope_of
from concordat.ui.refusals import CannotDo, NotAllowed

To = Callable[..., str]
View = Callable[..., HttpResponse]


def opened(request: HttpRequest, reference: str) -> tuple[Scope, Involvement]:
    """Who asks, and the involvement. Raises Http404."""
    return scope_of(request), own(request, reference)


def keeping(request: HttpRequest, reference: str) -> tuple[Scope, Involvement]:
    """The same for who may answer and judge. Raises Http404 or NotAllowed."""
    scope, involvement = opened(request, reference)
    permissions.check_can_judge(scope, involvement)
    return scope, involvement


def assessment_of(involvement: Involvement, number: int) -> Assessment:
    """One of its assessments. Raises Http404."""
    return or_404(queries.assessment(involvement, number))


def doubt_about(involvement: Involvement, number: int) -> Doubt:
    """The doubt about one of its assessments. Raises Http404."""
    return or_404(queries.doubt_of(assessment_of(involvement, number)))


def to(scope: Scope, involvement: Involvement) -> To:
    """Addresses of this room for an involvement: ``to(name, *more)``."""
    return lambda name, *more: address(scope, name, involvement.reference, *more)


def part_page(scope: Scope, involvement: Involvement, title: str, up: str = "", **more: Any) -> EditPage:
    """An edit page that leads back to a page of this room (``up``), or to the partnership."""
    back = to(scope, involvement)(up) if up else page_of(scope, involvement)
    return EditPage(title, back, caption=involvement.partnership.name, **more)


def in_a_sentence(title: str, up: str = "") -> Callable[[View], View]:
    """A page of which the protocol says nothing, or for which it is too early, says so in a sentence; it leads back to
    a page of this room (``up``), or to the partnership."""

    def wrapped(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, council: str, reference: str, **more: Any) -> HttpResponse:
            try:
                return view(request, council, reference, **more)
            except CannotDo as refused:
                scope, involvement = opened(request, reference)
                page = part_page(scope, involvement, title, up)
                return render(request, "judgements/nothing.html", {**page.context, "why_not": refused.message})

        return answer

    return wrapped


def hindrance(request: HttpRequest, check: Callable[[], None]) -> str:
    """Why what a page offers cannot be done by its reader now; "" where it can.

    Who sends the form all the same and may not gets a 403; what else is wrong is then the service's to say, so that
    what they typed is kept.
    """
    try:
        check()
    except NotAllowed as refused:
        if request.method == "POST":
            raise
        return refused.reason
    except CannotDo as refused:
        return "" if request.method == "POST" else refused.message
    return ""


def sentence(request: HttpRequest, page: EditPage, why_not: str) -> HttpResponse:
    """The page without its form, and why it has none."""
    return render(request, page.template, {**page.context, "why_not": why_not})


def shown(request: HttpRequest, template: str, title: str, caption: str, back: str, **context: Any) -> HttpResponse:
    """A page that is only read."""
    return render(request, template, {"title": title, "caption": caption, "back": back_to(back), **context})
