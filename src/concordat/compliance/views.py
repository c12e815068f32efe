"""The pages of the standing: of today, of a past day, of one duty, and of the council itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.compliance import duty_page, panels, standing
from concordat.compliance.forms import DayForm
from concordat.compliance.standing import Standing
from concordat.councils.scope import Scope
from concordat.register.models import Involvement
from concordat.register.views_common import address, own, page_of, pages_of, scope_of
from concordat.ui.refusals import CannotDo


def standing_now(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Today's standing of a partnership: the counts, and every duty with why."""
    scope, involvement = scope_of(request), own(request, reference)
    found = standing.standing_on(scope, involvement, scope.on)
    context = {
        "title": "Standing",
        "caption": involvement.partnership.name,
        "back": {"href": page_of(scope, involvement), "text": involvement.partnership.name},
        "subnav": pages_of(scope, involvement, "standing"),
        "standing": panels.sheet_of(scope, involvement, found) if found else None,
        "past_url": address(scope, "standing_on", reference),
    }
    return render(request, "compliance/standing_now.html", context)


def standing_on(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """What was known of a partnership, and found of it, at the end of a day."""
    scope, involvement = scope_of(request), own(request, reference)
    form = DayForm.of(request.GET)
    day = form.cleaned_data["day"] if form.is_bound and form.is_valid() else None
    found = _asked(scope, involvement, form, day) if day else None
    context: dict[str, Any] = {
        "title": "Standing on a day",
        "caption": involvement.partnership.name,
        "back": {"href": address(scope, "standing", reference), "text": "Standing"},
        "form": form,
        "day": day if form.is_bound and not form.errors else None,
        "standing": panels.sheet_of(scope, involvement, found) if found else None,
        "recorded": found.sheet.at if found and found.sheet else None,
    }
    return render(request, "compliance/standing_on.html", context, status=422 if form.errors else 200)


def _asked(scope: Scope, involvement: Involvement, form: DayForm, day: date) -> Standing | None:
    try:
        return standing.standing_on(scope, involvement, day)
    except CannotDo as refused:
        form.add_error("day", refused.message)
        return None


def duty(request: HttpRequest, council: str, reference: str, duty: str) -> HttpResponse:
    """One duty of a partnership: what is found of it today and why, and from when to when."""
    scope, involvement = scope_of(request), own(request, reference)
    context = duty_page.page(scope, involvement, duty)
    if context is None:
        raise Http404
    back = {"href": address(scope, "standing", reference), "text": "Standing"}
    return render(request, "compliance/duty.html", {**context, "back": back})


def council_standing(request: HttpRequest, council: str) -> HttpResponse:
    """The duties that the protocol lays on the council itself."""
    scope = scope_of(request)
    read, accounts = standing.council_standing(scope)
    context = {
        "title": "The council's own duties",
        "standing": panels.sheet(scope, read.rules.edition, accounts, None, scope.on, None) if read else None,
    }
    return render(request, "compliance/council.html", context)
