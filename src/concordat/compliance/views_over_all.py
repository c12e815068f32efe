"""The pages of duties over all of the council's partnerships: how many are not in order, and which."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.compliance import over_all, queries
from concordat.compliance import presenters_over_all as presenters
from concordat.councils.scope import Scope
from concordat.councils.views_common import rules_now
from concordat.protocol.rules import Rules
from concordat.register.views_common import address, or_404, scope_of

A_PAGE = 50
ALL = "Duty by duty"
NOBODY = "Every partnership has this in order."
NOBODY_KNOWN = "None is known here that does not have this in order."


def _rules(scope: Scope) -> Rules | None:
    return rules_now(scope)


def duties_over_all(request: HttpRequest, council: str) -> HttpResponse:
    """Every duty that the protocol asks of a partnership, with how many do not have it in order."""
    scope = scope_of(request)
    rules = _rules(scope)
    found = over_all.counts(scope) if rules else {}
    context = {
        "title": ALL,
        "back": {"href": address(scope, "register"), "text": "Register"},
        "edition": rules.edition if rules else None,
        "waiting": queries.still_waiting(scope),
        "stages": presenters.stages(scope, rules, found) if rules else [],
    }
    return render(request, "compliance/duties_over_all.html", context)


def duty_over_all(request: HttpRequest, council: str, duty: str) -> HttpResponse:
    """One duty: the partnerships that do not have it in order today, what is found of each, and why."""
    scope = scope_of(request)
    ready = or_404(_rules(scope)).duties.get(duty)
    if ready is None or ready.duty.of == "council":
        raise Http404
    number = request.GET.get("page", "1")
    asked = int(number[:9]) if number.isdecimal() else 1
    page = Paginator(over_all.lacking(scope, duty), A_PAGE).get_page(asked)
    found, waiting = over_all.explained(scope, duty, page.object_list), queries.still_waiting(scope)
    context = {
        "title": ready.duty.words.rstrip("."),
        "caption": f"Clause {ready.duty.clause}, over all partnerships",
        "back": {"href": address(scope, "duties_over_all"), "text": ALL},
        # Of what is still waiting some may be in order by now: what is counted then is what this page shows.
        "total": len({row.pk for row, _ in found}) if waiting else page.paginator.count,
        "waiting": waiting,
        "page": page,
        "table": presenters.lacking(scope, duty, found, NOBODY_KNOWN if waiting else NOBODY),
    }
    return render(request, "compliance/duty_over_all.html", context)
