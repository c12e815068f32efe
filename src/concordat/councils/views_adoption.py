"""Adopting a protocol: choosing one, seeing what it would mean, adopting it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.http import content_disposition_header

from concordat.councils import adoption as service
from concordat.councils import permissions, presenters, queries
from concordat.councils import preview as previews
from concordat.councils.forms_settings import AdoptForm, ChooseForm, TakeBackForm, UploadForm
from concordat.councils.models import Adoption
from concordat.councils.preview import Preview
from concordat.councils.roles import ROLES
from concordat.councils.scope import Scope
from concordat.councils.views_common import address, or_404, scope_of
from concordat.councils.views_editing import EditPage, edit_new, edit_row, edit_upload
from concordat.library import shelf
from concordat.protocol import seal
from concordat.protocol.faults import Refused
from concordat.protocol.rules import Rules, prepare
from concordat.protocol.vocabulary import STATUSES
from concordat.ui.refusals import CannotDo
from concordat.ui.tables import Column, Table
from concordat.ui.words import day


def adoption(request: HttpRequest, council: str) -> HttpResponse:
    """What the council adopted, and when."""
    scope = scope_of(request)
    rows = [
        {
            "row": row,
            "between": presenters.between(row.from_day, row.until),
            "state": _state(scope, row),
            "seal": presenters.seal_words(row.digest),
        }
        for row in queries.adoptions(scope)
    ]
    return render(request, "councils/adoption.html", {"rows": rows, "may": permissions.can_keep_settings(scope)})


def _state(scope: Scope, row: Any) -> str:
    if row.from_day > scope.on:
        return "Planned"
    return "Over" if row.until is not None and row.until <= scope.on else "In force"


def adopt(request: HttpRequest, council: str) -> HttpResponse:
    """Choose a protocol of the library to look at."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)
    try:
        editions = [(one.id, one.id.replace("/", ", ").replace("-", " ")) for one in shelf.editions()]
    except Refused:
        editions = []
    asked = request.GET if "edition" in request.GET else None
    form = ChooseForm(asked, editions=editions, initial={"from_": scope.on})
    if asked is not None and form.is_valid():
        told = form.cleaned_data
        query = urlencode({"from": told["from_"].isoformat()})
        return redirect(f"{address(scope, 'adopt_library', told['edition'])}?{query}")
    context = {"form": form, "back": _back(scope)}
    return render(request, "councils/adopt.html", context, status=422 if asked is not None else 200)


def adopt_library(request: HttpRequest, council: str, edition: str) -> HttpResponse:
    """What a protocol of the library would mean; and adopting it."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)
    if edition not in {one.id for one in shelf.editions()}:
        or_404(None)
    try:
        rules = prepare(service.from_library(edition)[0])
    except CannotDo as refused:
        context = {"title": "This protocol cannot be adopted", "refused": refused, "back": _back(scope)}
        return render(request, "councils/unusable.html", context)

    def save(form: Any) -> str:
        service.adopt(scope, edition_id=edition, **form.cleaned_data)
        return address(scope, "adoption")

    return _preview(request, scope, rules, save)


def adopt_upload(request: HttpRequest, council: str) -> HttpResponse:
    """Upload a protocol to look at. Nothing is adopted by that."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def save(form: Any) -> str:
        return address(scope, "adopt_kept", service.keep_upload(scope, upload=form.cleaned_data["upload"]).key)

    lead = "Zip the folder of one edition. It is checked as “concordat check” checks it, and kept for a day."
    page = EditPage("Upload a protocol", *_back_pair(scope), lead=lead, button="Upload", done="")
    return edit_upload(request, page, UploadForm, save)


def adopt_kept(request: HttpRequest, council: str, key: str) -> HttpResponse:
    """What an uploaded protocol would mean; and adopting it."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)
    kept = or_404(queries.kept_edition(scope, key))

    def save(form: Any) -> str:
        service.adopt_kept(scope, kept=kept, **form.cleaned_data)
        return address(scope, "adoption")

    return _preview(request, scope, prepare(seal.from_canonical(kept.canonical)), save)


def _preview(request: HttpRequest, scope: Scope, rules: Rules, save: Callable[[Any], str]) -> HttpResponse:
    """The page that shows what it would mean, with the form that adopts below."""
    day = parse_date(request.GET.get("from", "")) or scope.on
    found = previews.preview(scope, rules=rules, from_=day)

    def make(data: Any) -> BaseForm:
        return AdoptForm(data, initial={"from_": day})

    page = EditPage(
        f"Adopt {rules.edition.title}",
        *_back_pair(scope),
        button="Adopt",
        done=f"{rules.edition.title} is adopted",
        template="councils/preview.html",
        more=_shown(rules, found),
    )
    return edit_new(request, page, make, save)


def _shown(rules: Rules, found: Preview) -> dict[str, Any]:
    edition = found.edition
    return {
        "preview": found,
        "day": found.from_,
        "missing": [one for one in found.settings if not one.has_value],
        "stages": [(presenters.stage_words(edition, stage), n) for stage, n in found.duties.by_stage.items()],
        "roles": [(one.title, ROLES.get(one.role, one.role), one.holders) for one in found.roles],
        "changes": [presenters.change_words(change) for change in found.changes] if found.changes else [],
        "counted": Counter(change.how for change in found.changes or ()),
        "partnerships": _table(found),
        "clauses": len(presenters.clauses(rules.edition)),
    }


def _table(found: Preview) -> Table:
    """Each partnership's counts now and then, for the statuses that occur at all."""
    rows = found.partnerships
    words = [word for word in STATUSES if any(row["now"].get(word) or row["then"].get(word) for row in rows)]
    columns = [Column("Partnership"), *(Column(word.capitalize()) for word in words)]
    cells = [[row["name"], *(_now_and_then(row, word) for word in words)] for row in rows]
    return Table(
        columns, cells, "Duties now and then", "No partnership is in the register yet.", dense=True, caption_hidden=True
    )


def _now_and_then(row: Any, word: str) -> str:
    now, then = row["now"].get(word, 0), row["then"].get(word, 0)
    return str(now) if now == then else f"{now} now, then {then}"


def adoption_take_back(request: HttpRequest, council: str, adoption: int) -> HttpResponse:
    """Take back a protocol that is planned."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def read() -> Adoption:
        return or_404(queries.adoption(scope, adoption))

    def save(form: Any, version: int) -> str:
        service.take_back(scope, adoption=read(), version=version, **form.cleaned_data)
        return address(scope, "adoption")

    row = read()
    page = EditPage(
        "Take back a planned protocol",
        *_back_pair(scope),
        caption=row.title,
        lead=f"It is planned from {day(row.from_day)}. If you take it back, {_instead(scope, row)}",
        button="Take back",
        warning=True,
        done=f"{row.title} is taken back",
    )
    return edit_row(request, page, read, lambda _row, data: TakeBackForm(data), save)


def _instead(scope: Scope, row: Adoption) -> str:
    """What is in force from its day on when it is taken back."""
    before = queries.adoption_on(scope.council, row.from_day - timedelta(days=1))
    if before is None:
        return "no protocol is in force from that day."
    return f"{before.title} stays in force, and the council's partnerships go on being judged under it."


def adoption_files(request: HttpRequest, council: str, pk: int) -> HttpResponse:
    """The files of an adopted protocol, as they were."""
    scope = scope_of(request)
    row = or_404(queries.adoption(scope, pk))
    return render(request, "councils/adoption_files.html", {"adoption": row, "names": queries.file_names(row)})


def adoption_file(request: HttpRequest, council: str, pk: int, name: str) -> HttpResponse:
    """One of those files, to keep."""
    row = or_404(queries.adoption(scope_of(request), pk))
    file = or_404(queries.adopted_file(row, name))
    headers = {"Content-Disposition": content_disposition_header(True, name.replace("/", "-")) or "attachment"}
    return HttpResponse(file.text, content_type="text/plain; charset=utf-8", headers=headers)


def _back(scope: Scope) -> dict[str, str]:
    href, text = _back_pair(scope)
    return {"href": href, "text": text}


def _back_pair(scope: Scope) -> tuple[str, str]:
    return address(scope, "adoption"), "Adopted protocols"
