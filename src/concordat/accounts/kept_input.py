"""What somebody typed into a form after their session had ended: kept until the same person has signed in again."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from concordat.accounts import form_token
from concordat.history import clock
from concordat.history.models import KeptInput

KEPT = timedelta(hours=24)
PARAMETER = "kept"
_MOST = 200_000


def keep(request: HttpRequest) -> str:
    """Keep the form's text for the person it was shown to, and answer the address that shows it again."""
    token = form_token.read(request.POST.get(form_token.FIELD))
    typed = {name: values for name, values in request.POST.lists() if not _secret(name)}
    text = json.dumps(typed)
    if token is None or len(text) > _MOST:
        return request.get_full_path()
    row = KeptInput.objects.create(
        key=secrets.token_urlsafe(18), person=token.person, path=request.path, typed=text, at=clock.now()
    )
    query = request.GET.copy()
    query[PARAMETER] = row.key
    return f"{request.path}?{query.urlencode()}"


def rescue(request: HttpRequest) -> HttpResponse | None:
    """Back to a form whose sending was refused as from elsewhere, with what was typed; None where there is no form of
    ours. Nothing is saved by it, and nobody is shown what was typed but the person whom the form was shown to.
    """
    address = keep(request)
    return None if address == request.get_full_path() else HttpResponseRedirect(address, status=303)


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


def _secret(name: str) -> bool:
    return name == "csrfmiddlewaretoken" or "password" in name


def forget_old() -> int:
    """Remove what was kept for more than a day."""
    gone, _ = KeptInput.objects.filter(at__lt=clock.now() - KEPT).delete()
    return gone
