"""How long a session lasts, how strong it is, and what happens to what was typed when it has ended."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from concordat.accounts import kept_input
from concordat.history import clock

SEEN = "seen"
_A_MINUTE = 60


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and from there back here, with what was typed."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else kept_input.keep(request)
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': back})}")


def ended(request: HttpRequest) -> HttpResponse | None:
    """Sign out a session in which nothing happened for too long; else note that something did (once a minute)."""
    now, seen = int(clock.now().timestamp()), request.session.get(SEEN)
    if seen is not None and now - seen > settings.SESSION_IDLE_SECONDS:
        response = to_sign_in(request)
        logout(request)
        return response
    if seen is None or now - seen > _A_MINUTE:
        request.session[SEEN] = now
    return None


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request))


def too_weak(request: HttpRequest, second_factor: bool) -> HttpResponse | None:
    """To the page that sets up a second factor, where the council asks for one and this session has none."""
    if not second_factor or has_second_factor(request):
        return None
    return redirect(f"{reverse('second_factor_needed')}?{urlencode({'next': request.path})}")
