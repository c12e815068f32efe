"""The pages that belong to no room: the start, a council's home, and what every public site says of itself."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from concordat.accounts.models import User
from concordat.approvals.presenters_sent import sent_table
from concordat.compliance import queries as compliance
from concordat.councils import queries as councils
from concordat.councils.scope import Scope
from concordat.register import joint
from concordat.register.permissions import can_enter
from concordat.site import demonstration, presenters, sign_ins

AHEAD = timedelta(days=60)
MOST = 5
YOURS, ALL = "Yours: overdue and due next", "Overdue and due next"


def start(request: HttpRequest) -> HttpResponse:
    """The way in: to one's council, a choice where there are several, what this is for those who are signed out."""
    user = request.user
    if not isinstance(user, User):
        people = sign_ins.table() if settings.TRAINING else None
        return render(request, "site/start.html", {"people": people, "password": demonstration.PASSWORD})
    mine, records = list(councils.councils_of(user)), joint.records_of(user)
    if len(mine) == 1 and not records:
        return redirect("home", mine[0].slug)
    return render(request, "site/choose.html", {"councils": mine, "joint": records})


def home(request: HttpRequest, council: str) -> HttpResponse:
    """A council's home: what presses and is due next, what the reader answers for, and how many there are by stage."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    own = compliance.due(scope, scope.on + AHEAD, own=True, most=MOST) if scope.people else None
    everything = compliance.due(scope, scope.on + AHEAD, most=MOST)
    # Where the first of all are the reader's own, one list says it.
    both = own if own is not None and own.total and own.items == everything.items else None
    yours = presenters.due_table(scope, own, YOURS) if own and own.total and both is None else None
    all_of_them = presenters.due_table(scope, everything, YOURS if both else ALL, yours=both)
    context = {
        "for_you": presenters.waiting_table(scope),
        "sent": sent_table(scope),
        "own": yours,
        "mine": presenters.mine(scope),
        "everything": all_of_them,
        "total": everything.total,
        "waiting": everything.waiting,
        "stages": presenters.stages(scope),
        "enter_url": reverse("enter", args=[scope.council.slug]) if can_enter(scope) else "",
    }
    return render(request, "site/home.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, and whom to tell."""
    return render(request, "site/accessibility.html", {"mail": settings.DEFAULT_FROM_EMAIL})


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people, and why."""
    return render(request, "site/privacy.html")


def cookies(request: HttpRequest) -> HttpResponse:
    """The two cookies, and what they are for."""
    context = {"session": settings.SESSION_COOKIE_NAME, "csrf": settings.CSRF_COOKIE_NAME}
    return render(request, "site/cookies.html", context)
