"""What somebody typed into a form after their session had ended: kept until the same person has signed in again."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from concordat.accounts import form_token
from concordat.history import clock
from concordat.history.models import KeptInput

KEPT = timedelta(hours=24)
PARAMETER = "kept"
_MOST = 200_000
_NEVER = {"csrfmiddlewaretoken", "password"}


def keep(request: HttpRequest) -> str:
    """Keep the form's text for the person it was shown to, and answer the address that shows it again."""
    token = form_token.read(request.POST.get(form_token.FIELD))
    typed = {name: values for name, values in request.POST.lists() if name not in _NEVER}
    text = json.dumps(typed)
    if token is None or len(text) > _MOST:
        return request.path
    row = KeptInput.objects.create(
        key=secrets.token_urlsafe(18), person=token.person, path=request.path, typed=text, at=clock.now()
    )
    return f"{request.path}?{urlencode({PARAMETER: row.key})}"


def take(request: HttpRequest, person: str) -> QueryDict | None:
    """What this person had typed here, once more; None where there is nothing of theirs."""
    row = KeptInput.objects.filter(
        key=request.GET.get(PARAMETER, ""), person=person, path=request.path, at__gt=clock.now() - KEPT
    ).first()
    if row is None:
        return None
    typed = QueryDict(mutable=True)
    for name, values in json.loads(row.typed).items():
        typed.setlist(name, values)
    return typed


def forget_old() -> int:
    """Remove what was kept for more than a day."""
    gone, _ = KeptInput.objects.filter(at__lt=clock.now() - KEPT).delete()
    return gone
