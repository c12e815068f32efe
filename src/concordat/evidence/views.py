"""The pages of files: one file, giving it out, attaching and withdrawing one."""

from __future__ import annotations

from typing import Any

import structlog
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from concordat.accounts.editing import Editing, edit
from concordat.councils.scope import Scope
from concordat.evidence import contents, owners, presenters, queries, services
from concordat.evidence.forms import AddForm, WithdrawForm
from concordat.evidence.models import StoredFile
from concordat.evidence.permissions import can_see, can_withdraw, check_can_add, check_can_withdraw
from concordat.history.presenters import Timeline, timeline
from concordat.ui.pagination import PAGE

_log = structlog.get_logger("concordat.evidence")


def file_page(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """What a file is, who attached it and when, its digest, and what happened to it."""
    scope, file = _found(request, reference)
    about = owners.owner_of(file.owner_kind).about(scope, file.owner)
    line = presenters.line(scope, file, queries.names_of([file]))
    context = {
        "file": file,
        "line": line,
        "what": presenters.summary_of(file, line),
        "about": about,
        "back": {"href": about.url},
        "withdrawn": presenters.withdrawn(file),
        "withdraw": _withdraw_url(scope, file),
        "history": _history(request, scope, file),
    }
    return render(request, "evidence/file.html", context)


def download(request: HttpRequest, council: str, reference: str) -> HttpResponseBase:
    """A file's content, to be saved and never shown by the browser, after its digest has been found right."""
    _, file = _found(request, reference)
    if file.withdrawn_at is not None:
        raise Http404
    try:
        content = contents.opened(file.digest)
    except contents.Damaged:
        _log.exception("file_damaged", file=file.reference)
        context = {"file": file, "title": "This file is damaged", "back": {"href": _url(file, council)}}
        return render(request, "evidence/damaged.html", context, status=500)
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def add_file(request: HttpRequest, council: str, kind: str, owner: str) -> HttpResponse:
    """Attach a file to a thing."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not can_see(scope, kind, owner):
        raise Http404
    check_can_add(scope, kind, owner)
    about = owners.owner_of(kind).about(scope, owner)

    def save(form: Any, _version: int) -> str:
        given = form.cleaned_data
        services.store(
            scope, owner_kind=kind, owner=owner, chain=about.chain, upload=given["upload"], words=given["words"]
        )
        return about.url

    editing = Editing(
        make=AddForm,
        save=save,
        template="evidence/form.html",
        context=_page("Attach a file", about, about.url, lead="Whoever may see this may download the file."),
        done="File attached",
    )
    return edit(request, editing)


def withdraw_file(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Withdraw a file, with the reason."""
    scope, file = _found(request, reference)
    check_can_withdraw(scope, file)
    here = _url(file, council)
    if file.withdrawn_at is not None and request.method != "POST":
        return redirect(here)
    about = owners.owner_of(file.owner_kind).about(scope, file.owner)

    def make(data: Any, _files: Any) -> WithdrawForm:
        return WithdrawForm(data)

    def save(form: Any, _version: int) -> str:
        # A file changes once, by being withdrawn: there is no older version of which somebody could speak.
        services.withdraw(scope, file=file, version=file.version, reason=form.cleaned_data["reason"])
        return about.url

    lead = (
        f"“{file.name}” will no longer be shown or given out. That it was here, and why it went, stays in the record."
    )
    context = _page("Withdraw a file", about, here, lead=lead, button="Withdraw it", warning=True)
    editing = Editing(make=make, save=save, template="evidence/form.html", context=context, done="File withdrawn")
    return edit(request, editing)


def _page(
    title: str, about: owners.About, back: str, *, lead: str, button: str = "Attach it", warning: bool = False
) -> dict[str, Any]:
    return {
        "title": title,
        "caption": about.title,
        "back": {"href": back},
        "lead": lead,
        "button": button,
        "button_classes": "govuk-button--warning" if warning else "",
    }


def _history(request: HttpRequest, scope: Scope, file: StoredFile) -> Timeline | None:
    """What became of a file; None for a reader who may not see that of its owner."""
    if not queries.can_see_history(scope, str(file.pk)):
        return None
    return timeline([("evidence.storedfile", str(file.pk))], request.GET.get(PAGE, ""))


def _url(file: StoredFile, council: str) -> str:
    return reverse("file", args=[council, file.reference])


def _found(request: HttpRequest, reference: str) -> tuple[Scope, StoredFile]:
    scope: Scope = request.scope  # type: ignore[attr-defined]
    file = queries.find(scope, reference)
    if file is None:
        raise Http404
    return scope, file


def _withdraw_url(scope: Scope, file: StoredFile) -> str:
    if file.withdrawn_at is not None or not can_withdraw(scope, file):
        return ""
    return reverse("file_withdraw", args=[scope.council.slug, file.reference])
