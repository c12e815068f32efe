"""Setting a duty aside, a must in a role that the protocol names, any other by a reason; and following it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from concordat.compliance import deviations
from concordat.compliance.forms_deviations import FollowedForm, SetAsideForm
from concordat.compliance.models import Deviation
from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, edit_new, edit_row
from concordat.judgements.views_common import hindrance, sentence
from concordat.protocol.duties import DutyBase
from concordat.protocol.values import Rows
from concordat.register.known import Known, known_of
from concordat.register.models import Involvement
from concordat.register.person_names import namer
from concordat.register.views_common import own, scope_of


def set_aside(request: HttpRequest, council: str, reference: str, duty: str, must: bool) -> HttpResponse:
    """Set a duty aside."""
    scope, involvement = scope_of(request), own(request, reference)
    known = known_of(scope, involvement)
    found = _duty(known, duty, must=must)
    why_not = _why_not(
        request, must, lambda: deviations.check_can_deviate(scope, involvement, known.rules.edition, found)
    )
    rule = known.rules.edition.deviations
    rows = _rows(scope, known, found)

    def save(form: Any) -> str:
        given = form.cleaned_data
        deviations.allow(
            scope,
            involvement=involvement,
            duty=duty,
            why=form.why(),
            about=given.get("about", ""),
            until=given["until"],
        )
        return _page(scope, involvement, duty)

    page = EditPage(
        "Allow a deviation" if must else "Set this aside",
        _page(scope, involvement, duty),
        caption=found.words.rstrip("."),
        lead=f"{rule.words} (clause {rule.clause})." if must and rule and rule.words else "",
        button="Allow it" if must else "Set it aside",
        done="Recorded",
        template="judgements/act.html",
    )
    if why_not:
        return sentence(request, page, why_not)
    needs = rule.needs if must and rule else []
    return edit_new(request, page, lambda data: SetAsideForm(data, needs, rows), save)


def follow_again(request: HttpRequest, council: str, reference: str, deviation: int, must: bool) -> HttpResponse:
    """End a deviation."""
    scope, involvement = scope_of(request), own(request, reference)

    def read() -> Deviation:
        row = Deviation.objects.filter(involvement=involvement, pk=deviation).first()
        if row is None or bool(row.allowed_by) != must:
            raise Http404
        return row

    row = read()
    why_not = _why_not(request, must, lambda: deviations.check_can_end(scope, row))

    def save(form: Any, version: int) -> str:
        given = form.cleaned_data
        deviations.end(scope, deviation=row, version=version, until=given["until"], reason=given["reason"])
        return _page(scope, involvement, row.duty)

    page = EditPage(
        "Follow this again",
        _page(scope, involvement, row.duty),
        caption=involvement.partnership.name,
        lead=f"Set aside because: {row.reason}",
        done="Recorded",
        template="judgements/act.html",
    )
    if why_not:
        return sentence(request, page, why_not)
    return edit_row(request, page, read, lambda _, data: FollowedForm(data, initial={"until": scope.on}), save)


def _why_not(request: HttpRequest, must: bool, check: Callable[[], None]) -> str:
    """Why the reader may not: told on the page where a role of the protocol's may, else refused at once."""
    if must:
        return hindrance(request, check)
    check()
    return ""


def _duty(known: Known, duty: str, *, must: bool) -> DutyBase:
    ready = known.rules.duties.get(duty)
    if ready is None or ready.duty.of == "council" or (ready.duty.strength == "must") != must:
        raise Http404
    return ready.duty


def _rows(scope: Scope, known: Known, duty: DutyBase) -> list[tuple[str, str]]:
    """The rows of the duty's list, by what they are called, for a deviation of one of them."""
    listed = known.facts.get(duty.each) if duty.each else None
    ids = [str(row["id"]) for row in listed.rows if row.get("id")] if isinstance(listed, Rows) else []
    named = namer(scope, ids)
    return [(pk, named(pk)) for pk in ids]


def _page(scope: Scope, involvement: Involvement, duty: str) -> str:
    return reverse("duty", args=[scope.council.slug, involvement.reference, duty])
