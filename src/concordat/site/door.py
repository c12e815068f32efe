"""The door: every request is held against the access file before its view runs.

What is another council's is 404, as if it were not there; what one may not do in one's own is 403, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from concordat.accounts import editing, sessions
from concordat.accounts.models import User
from concordat.councils import queries as councils
from concordat.register import joint
from concordat.site import errors
from concordat.site.access import ACCESS, Needs
from concordat.ui.once import within
from concordat.ui.refusals import NotAllowed

View = Callable[..., HttpResponseBase]
_REFUSALS = (403, 404, 422)


class Door:
    """Middleware. Puts ``request.scope`` (a council's address) or ``request.joint`` (a joint record's) in place."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Nothing is changed by who only reads, so each thing is read once.
        with within() if request.method in ("GET", "HEAD") else nullcontext():
            response = self.answer(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response = _or_done_before(request, response)
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, _view: View, _args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let the request in (None), or answer in its place."""
        match = request.resolver_match
        name = match.view_name if match else ""
        if name not in ACCESS:
            raise ImproperlyConfigured(f"The address “{name}” is not in the access file, so it does not open.")
        needs = ACCESS[name]
        method = "GET" if request.method == "HEAD" else request.method
        try:
            refused = _enter(request, needs, kwargs)
        except NotAllowed as reason:
            return errors.not_allowed(request, reason)
        if refused is None and method not in needs.methods:
            refusal = render(request, "ui/errors/405.html", status=405)
            refusal["Allow"] = ", ".join(needs.methods)
            return refusal
        return refused

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A permission that a service or view refused is a 403 with its sentence."""
        return errors.not_allowed(request, exception) if isinstance(exception, NotAllowed) else None


def _or_done_before(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Where a form led when it was sent just so before, instead of the refusal that follows from its having been done:
    whoever lost the answer, and sends it again, reads that it was."""
    if request.method != "POST" or response.status_code not in _REFUSALS:
        return response
    return editing.done_before(request) or response


def _enter(request: HttpRequest, needs: Needs, kwargs: dict[str, Any]) -> HttpResponseBase | None:
    if needs.who == "all":
        return None
    user = request.user
    if not isinstance(user, User):
        return None if needs.who == "signed_out" else sessions.to_sign_in(request)
    ended = sessions.ended(request)
    if ended or needs.who == "signed_out":
        return ended or redirect("start")
    if needs.who == "council":
        return _enter_council(request, user, needs, kwargs)
    if needs.who == "joint":
        return _enter_joint(request, user, kwargs["joint"])
    return None


def _enter_joint(request: HttpRequest, user: User, reference: str) -> HttpResponseBase | None:
    opened = joint.entry(user, reference)
    if opened is None:
        raise Http404
    request.joint = opened  # type: ignore[attr-defined]
    return sessions.too_weak(request, opened.scope is not None and opened.scope.needs_code)


def _enter_council(request: HttpRequest, user: User, needs: Needs, kwargs: dict[str, Any]) -> HttpResponseBase | None:
    scope = councils.scope_of(user, kwargs["council"])
    if scope is None:
        raise Http404
    weak = sessions.too_weak(request, scope.needs_code)
    if weak:
        return weak
    request.scope = scope  # type: ignore[attr-defined]
    scope.check(needs.right)
    return None
