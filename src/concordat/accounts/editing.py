"""One way to edit: show a form, save it once, and lose nothing that anybody typed.

A view says what to show and how to save; here are the version, the double sending, the conflict, the ended session.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from concordat.accounts import form_token, kept_input, notices, sessions
from concordat.accounts.last_saved import last_saved
from concordat.accounts.next_page import next_page, this_page
from concordat.history.models import Submission
from concordat.history.once import once
from concordat.history.recorded import Recorded, Stale
from concordat.ui.forms import add_refusal
from concordat.ui.refusals import CannotDo
from concordat.ui.shown import shown_values

KEPT = "You were signed out while you were typing. What you typed is below. Check it and save it."
FILES = " Choose any files again: they could not be kept."
FOREIGN = "This form was opened by somebody else or long ago. What you typed is below. Check it and save it."
NOTHING = "Nothing was changed."
# The button that saves and leads to a form for one more.
ANOTHER = "another"
SENT_BEFORE = "You sent this form before, and it was saved. Send it again only if you mean to add another."


@dataclass(frozen=True)
class Editing:
    """What a view says of an edit.

    ``make(data, files)`` makes the form (data None shows it unsent). ``save(form, version)`` changes the world through
    one service and answers the address to go to; it may raise CannotDo, NotAllowed or Stale. ``row`` is what is edited
    (None for something new), and ``reread()`` reads it again for the conflict page, with the form as saved now.
    ``another`` is where "Save and add another" leads. A form that knows whether it says anything new has
    ``says_nothing``.
    """

    make: Callable[[Any, Any], BaseForm]
    save: Callable[[Any, int], str]
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    row: Recorded | None = None
    reread: Callable[[], tuple[Recorded, BaseForm]] | None = None
    done: str = ""
    another: str = ""


def edit(request: HttpRequest, editing: Editing) -> HttpResponse:
    """Answer a GET or POST of an edit page: 200 shown, 303 saved, 409 somebody was faster, 422 not right yet.

    ``?next=`` leads on from there, and back, in the place of what the view says; see ``next_page``.
    """
    person = sessions.person(request).reference
    if request.method != "POST":
        return _show(request, editing, person)
    token = form_token.read(request.POST.get(form_token.FIELD))
    form = editing.make(request.POST, request.FILES)
    if token is None or token.person != person:
        return _page(request, editing, form, person, status=422, note=FOREIGN)
    key = _key(request, token)
    before = dict(
        Submission.objects.filter(token__startswith=f"{token.once}.", person=person).values_list("token", "went_to")
    )
    if key in before:
        return _onward(request, editing, before[key])
    if before and editing.row is None:
        return _page(request, editing, form, person, status=422, note=SENT_BEFORE)
    if _is_old(editing.row, token.version):
        return _conflict(request, editing, form, token, person)
    if not form.is_valid():
        return _page(request, editing, form, person, token=token, status=422)
    return _save(request, editing, form, token, key)


def done_before(request: HttpRequest) -> HttpResponse | None:
    """Where a form led that this person has sent just so before, and that was saved then; None for any other."""
    token = form_token.read(request.POST.get(form_token.FIELD))
    if token is None or token.person != sessions.person(request).reference:
        return None
    first = Submission.objects.filter(token=_key(request, token), person=token.person).first()
    return None if first is None else HttpResponseRedirect(next_page(request) or first.went_to, status=303)


def _key(request: HttpRequest, token: form_token.Token) -> str:
    """A form that is sent twice as it was has one key. Gone back to, changed and sent again, it has another."""
    typed = {
        name: values for name, values in request.POST.lists() if name not in ("csrfmiddlewaretoken", form_token.FIELD)
    }
    files = sorted(
        (name, str(getattr(file, "name", "")), getattr(file, "size", 0)) for name, file in request.FILES.items()
    )
    return f"{token.once}.{hashlib.sha256(json.dumps([typed, files], sort_keys=True).encode()).hexdigest()[:32]}"


def _show(request: HttpRequest, editing: Editing, person: str) -> HttpResponse:
    typed = kept_input.take(request, person) if kept_input.PARAMETER in request.GET else None
    if typed is None:
        return _page(request, editing, editing.make(None, None), person)
    token = form_token.read(typed.get(form_token.FIELD))
    form = editing.make(typed, None)
    if token and _is_old(editing.row, token.version):
        return _conflict(request, editing, form, token, person)
    return _page(request, editing, form, person, token=token, note=KEPT + (FILES if form.is_multipart() else ""))


def _save(request: HttpRequest, editing: Editing, form: BaseForm, token: form_token.Token, key: str) -> HttpResponse:
    try:
        with notices.hearing() as told:
            went_to = once(key, token.person, lambda: editing.save(form, token.version))
    except Stale:
        return _conflict(request, editing, form, token, token.person)
    except CannotDo as refused:
        add_refusal(form, refused)
        return _page(request, editing, form, token.person, token=token, status=422)
    if editing.done:
        messages.success(request, NOTHING if getattr(form, "says_nothing", False) else editing.done)
    ours = request.resolver_match.kwargs.get("council") if request.resolver_match else None
    for council, sentence in told:
        if council == ours:
            messages.info(request, sentence)
    return _onward(request, editing, went_to)


def _onward(request: HttpRequest, editing: Editing, went_to: str) -> HttpResponse:
    if editing.another and ANOTHER in request.POST:
        return HttpResponseRedirect(editing.another, status=303)
    return HttpResponseRedirect(next_page(request) or went_to, status=303)


def _page(
    request: HttpRequest,
    editing: Editing,
    form: BaseForm,
    person: str,
    *,
    token: form_token.Token | None = None,
    status: int = 200,
    note: str = "",
) -> HttpResponse:
    version = editing.row.version if editing.row is not None else 0
    token = token or form_token.new(person, version, shown_values(form))
    context = {**editing.context, "form": form, "form_token": token.signed(), "note": note}
    if to := next_page(request):
        context["back"] = {"href": to}
    return render(request, editing.template, context, status=status)


def _conflict(
    request: HttpRequest, editing: Editing, form: BaseForm, token: form_token.Token, person: str
) -> HttpResponse:
    """Original, saved and own side by side, and the form as the person left it, now on the saved version.

    What is wrong with it is not said here: much of it follows from what the other saved, and the person has yet to see
    that. It is said when they send the form again.
    """
    if editing.reread is None:
        raise TypeError("An edit of a row says how to read it again.")
    form.errors.clear()
    row, saved_form = editing.reread()
    saved, own = shown_values(saved_form), shown_values(form)
    rows = [
        {
            "label": form[name].label,
            "original": token.shown.get(name, ""),
            "saved": saved.get(name, ""),
            "own": own[name],
        }
        for name in own
        if len({token.shown.get(name, ""), saved.get(name, ""), own[name]}) > 1
    ]
    fresh = form_token.new(person, row.version, saved)
    here = this_page(request)
    context = {**editing.context, "form": form, "form_token": fresh.signed(), "rows": rows, "keep_href": here}
    context |= {"back": {"href": here}, **last_saved(row)}
    return render(request, "ui/conflict.html", context, status=409)


def _is_old(row: Recorded | None, version: int) -> bool:
    """Whether somebody has saved since a form was shown."""
    return row is not None and row.version != version
