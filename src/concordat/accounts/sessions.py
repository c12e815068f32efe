"""How long a session lasts, how strong it is, and what happens to what was typed when it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from concordat.accounts import browsers, kept_input
from concordat.accounts.models import Session, User
from concordat.history import clock

BEGAN = "began"
SEEN = "seen"
BROWSER = "browser"
SECOND_FACTOR = "mfa"
_A_MINUTE = 60


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and from there back here, with what was typed."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else kept_input.keep(request)
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': back})}")


def person(request: HttpRequest) -> User:
    """Who has signed in. Raises TypeError where nobody has: the access file lets nobody else come so far."""
    if not isinstance(request.user, User):
        raise TypeError("Nobody has signed in.")
    return request.user


def begin(request: HttpRequest) -> None:
    """Note when a session was opened, and with what."""
    request.session[BEGAN] = request.session[SEEN] = int(clock.now().timestamp())
    request.session[BROWSER] = browsers.in_words(request.META.get("HTTP_USER_AGENT", ""))


def ended(request: HttpRequest) -> HttpResponse | None:
    """Sign out a session that is too old, or in which nothing happened for too long; else note that something did.

    Something is noted once a minute: more often would write on every page.
    """
    now = int(clock.now().timestamp())
    seen, began = request.session.get(SEEN, now), request.session.get(BEGAN)
    if began is None:
        began = request.session[BEGAN] = now
    idle, old = now - seen > settings.SESSION_IDLE_SECONDS, now - began > settings.SESSION_COOKIE_AGE
    if idle or old:
        response = to_sign_in(request)
        # Read by the receiver that tells the record of it.
        request.ended = "too old" if old else "idle"  # type: ignore[attr-defined]
        logout(request)
        return response
    if SEEN not in request.session or now - seen > _A_MINUTE:
        request.session[SEEN] = now
    return None


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, or made stronger since, with a second factor."""
    return any(record.get("method") == SECOND_FACTOR for record in _records(request))


def too_weak(request: HttpRequest, second_factor: bool) -> HttpResponse | None:
    """To the page that sets up a second factor, where the council asks for one and this session has none."""
    if not second_factor or has_second_factor(request):
        return None
    back = request.get_full_path() if request.method in ("GET", "HEAD") else kept_input.keep(request)
    return redirect(f"{reverse('second_factor_needed')}?{urlencode({'next': back})}")


def weaken(request: HttpRequest) -> None:
    """Forget that a second factor was shown, because it is no longer one."""
    records = [record for record in _records(request) if record.get("method") != SECOND_FACTOR]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = records


def means(request: HttpRequest, user: User) -> list[str]:
    """By what a session was opened, in order: "password", "totp", "recovery_codes"."""
    return [record.get("type") or record["method"] for record in get_authentication_records(request, user)]


@dataclass(frozen=True)
class Open:
    """A session of a person as they may see it: never its key."""

    browser: str
    began: datetime | None
    seen: datetime | None
    this: bool


def open_of(user: User, this: str | None) -> list[Open]:
    """A person's sessions that have not ended, this one first, then the last seen first."""
    found = [_shown(row, this) for row in Session.objects.filter(person=user, expire_date__gt=clock.now())]
    return sorted(found, key=lambda row: (not row.this, -(row.seen.timestamp() if row.seen else 0)))


def end(user: User, but: str | None = None) -> int:
    """End a person's sessions, at once, but for one; the number ended."""
    gone, _ = Session.objects.filter(person=user).exclude(session_key=but or "").delete()
    return gone


def _shown(row: Session, this: str | None) -> Open:
    kept = row.get_decoded()
    browser = kept.get(BROWSER) or browsers.UNKNOWN
    return Open(browser, _moment(kept.get(BEGAN)), _moment(kept.get(SEEN)), row.session_key == this)


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get_authentication_records(request, person(request))
    return found
