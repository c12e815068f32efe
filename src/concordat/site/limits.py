"""A request that is larger than any form of ours is refused before it is read: reading it would fill the disk."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.evidence.services import MOST

# One file, and the fields beside it.
LARGEST = MOST + 1024 * 1024


class BodySize:
    """Middleware. A body of unknown length is empty to Django, so its length is always told."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        if not told.isdecimal() or int(told) > LARGEST:
            return render(request, "ui/errors/413.html", status=413)
        return self.answer(request)
