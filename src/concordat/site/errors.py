"""Pages for what went wrong. Each says what, and what to do; none says more of our inside than its request id."""

from __future__ import annotations

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import format_html

from concordat.accounts import kept_input

_BARE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Something went wrong – Concordat</title></head>'
    "<body><main><h1>Something went wrong</h1><p>The fault is ours. What you were saving may not have been saved: "
    "look before you try again.</p><p>{}</p></main></body></html>"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "ui/errors/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the reason where there is one to tell."""
    return render(request, "ui/errors/403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same bytes for what is missing and for what is another council's."""
    return render(request, "ui/errors/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500. Rendered without the request and what it brings with it, and in bare HTML where the page fails too."""
    number = str(structlog.contextvars.get_contextvars().get("request_id", ""))
    try:
        page = render_to_string("ui/errors/500.html", {"request_id": number})
    except Exception:  # noqa: BLE001 - whatever it is, somebody waits for a page
        structlog.get_logger("concordat.request").exception("error_page_failed")
        page = format_html(_BARE, number)
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """To the sign-in with what was typed kept, where a session had ended; else 403 for a token that does not match."""
    rescued = kept_input.rescue(request)
    if rescued is not None:
        return rescued
    sentence = (
        "This form has been open for too long, or was opened in another session. Go back, reload and send it again."
    )
    return render(request, "ui/errors/403.html", {"reason": sentence}, status=403)
