"""A council's services, and the aims of its plan: both dated, so that what was so on a past day stays so."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

from concordat.councils.models import Aim, Service
from concordat.councils.permissions import check_can_keep_settings
from concordat.councils.scope import Scope
from concordat.councils.services import check_correction, required, reread
from concordat.history.acts import act
from concordat.history.ordering import sort_key
from concordat.ui.refusals import CannotDo

_Dated = TypeVar("_Dated", Service, Aim)


def open_service(
    scope: Scope, *, name: str, from_: date, directorate: str = "", code: str = "", reason: str = ""
) -> Service:
    """Open a service from a day on. Without a code it gets one from its name. Raises CannotDo where one is taken."""
    check_can_keep_settings(scope)
    with act(scope.actor, "Service opened", scope.council.scope, reason, since=from_):
        return _open(scope, name, directorate, code, from_)


def _open(scope: Scope, name: str, directorate: str, code: str, from_: date) -> Service:
    """A step of an act: a new service."""
    name = required(name, "name", "the service's name", 120)
    _check_name_is_free(scope, name)
    service = Service(
        council=scope.council,
        code=_code(scope, Service, code or name),
        name=name,
        sort_name=sort_key(name),
        directorate=" ".join(directorate.split())[:120],
        from_day=from_,
    )
    service.save()
    return service


def change_service(
    scope: Scope,
    *,
    service: Service,
    version: int,
    name: str,
    directorate: str = "",
    correction: bool = False,
    reason: str = "",
) -> Service:
    """Rename a service, or put it under another directorate: it stays the same service."""
    check_can_keep_settings(scope, service)
    check_correction(correction, reason)
    name = required(name, "name", "the service's name", 120)
    _check_name_is_free(scope, name, service)
    verb = "Service corrected" if correction else "Service renamed"
    with act(scope.actor, verb, scope.council.scope, reason, correction=correction):
        service = reread(service, version)
        service.name, service.sort_name = name, sort_key(name)
        service.directorate = " ".join(directorate.split())[:120]
        service.save()
    return service


def end_service(
    scope: Scope, *, service: Service, version: int, until: date, into: Service | None = None, reason: str = ""
) -> Service:
    """End a service on a day (the first on which it is no more); ``into`` is the one that takes over its work."""
    check_can_keep_settings(scope, service, *([into] if into else []))
    into = Service.objects.get(pk=into.pk) if into is not None else None
    if into is not None and (into.pk == service.pk or (into.until is not None and into.until <= until)):
        raise CannotDo("Choose a service that goes on after that day.", "into")
    verb = "Service re-organised" if into else "Service ended"
    with act(scope.actor, verb, scope.council.scope, reason, since=until):
        service = reread(service, version)
        service.became = into
        return _ended(service, until)


def add_aim(scope: Scope, *, words: str, from_: date, code: str = "", reason: str = "") -> Aim:
    """Add an aim of the council's plan from a day on."""
    check_can_keep_settings(scope)
    words = required(words, "words", "the aim", 300)
    aim = Aim(council=scope.council, code=_code(scope, Aim, code or words), words=words, from_day=from_)
    with act(scope.actor, "Aim added", scope.council.scope, reason, since=from_):
        aim.save()
    return aim


def correct_aim(scope: Scope, *, aim: Aim, version: int, words: str, reason: str) -> Aim:
    """Mend the words of an aim. An aim that the plan changes is ended, and another added: answers named the old one."""
    check_can_keep_settings(scope, aim)
    check_correction(correction=True, reason=reason)
    words = required(words, "words", "the aim", 300)
    with act(scope.actor, "Aim corrected", scope.council.scope, reason, correction=True):
        aim = reread(aim, version)
        aim.words = words
        aim.save()
    return aim


def end_aim(scope: Scope, *, aim: Aim, version: int, until: date, reason: str = "") -> Aim:
    """End an aim on a day, the first on which it is no more."""
    check_can_keep_settings(scope, aim)
    with act(scope.actor, "Aim ended", scope.council.scope, reason, since=until):
        return _ended(reread(aim, version), until)


def _ended(row: _Dated, until: date) -> _Dated:
    if until <= row.from_day:
        raise CannotDo("The last day has to come after the first.", "until")
    row.until = until
    row.save()
    return row


def _code(scope: Scope, model: type[Service | Aim], text: str) -> str:
    """A code in small letters from a name, free in the council: a number is added where it is taken."""
    base = re.sub(r"[^0-9a-z]+", "_", text.casefold()).strip("_")[:50].strip("_") or "item"
    taken = set(model.objects.filter(council=scope.council, code__startswith=base).values_list("code", flat=True))
    numbered = [base, *(f"{base}_{number}" for number in range(2, len(taken) + 3))]
    return next(code for code in numbered if code not in taken)


def _check_name_is_free(scope: Scope, name: str, but: Service | None = None) -> None:
    """Two services of one name at the same time cannot be told apart."""
    same = Service.objects.filter(council=scope.council, sort_name=sort_key(name), until=None)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise CannotDo(f"There is a service called “{name}” already.", "name")
