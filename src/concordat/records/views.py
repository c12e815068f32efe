"""The page of a subject, and the forms that answer a section's facts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, back_to, edit_row
from concordat.records import answering, permissions, presenters, queries
from concordat.records.catalogue import Section, Subject, subject_of, subjects
from concordat.records.forms import RecordForm
from concordat.records.queries import AnyFact, Side
from concordat.records.reading import Reading, reading_for
from concordat.register.forms import change_of, refusals_at
from concordat.register.models import Involvement
from concordat.register.presenters_partnership import JOINT_WORDS
from concordat.register.views_common import address, or_404, own, page_of, scope_of
from concordat.ui.refusals import CannotDo

OWN_WORDS = "This is your council's own: no other council sees it."
TEMPLATE = "records/edit.html"


def opened(request: HttpRequest, reference: str) -> tuple[Scope, Involvement, Reading]:
    """Who asks, the involvement, and how its records are read. Raises Http404, also where no protocol is in force."""
    scope, involvement = scope_of(request), own(request, reference)
    try:
        return scope, involvement, reading_for(scope, involvement)
    except CannotDo:
        raise Http404 from None


def kept(request: HttpRequest, reference: str, *, joint: bool) -> tuple[Scope, Side, Reading]:
    """The same, for one side that the reader may keep. Raises NotAllowed as well."""
    scope, involvement, reading = opened(request, reference)
    side = Side(involvement, joint)
    permissions.check_can_keep(scope, side)
    return scope, side, reading


def subject(request: HttpRequest, council: str, reference: str, subject: str) -> HttpResponse:
    """Everything that is kept of a subject, of both sides."""
    scope, involvement, reading = opened(request, reference)
    found = or_404(next((one for one in subjects(reading.rules.table) if one.id == subject), None))
    context = presenters.subject_page(scope, involvement, reading, found)
    context |= {"caption": involvement.partnership.name, "back": back_to(f"{page_of(scope, involvement)}#records")}
    return render(request, "records/subject.html", context)


def section_edit(request: HttpRequest, council: str, reference: str, section: str, *, joint: bool) -> HttpResponse:
    """Answer the facts of a section."""
    scope, side, reading = kept(request, reference, joint=joint)
    found, of = _section(reading, section, joint=joint)
    back = f"{address(scope, 'subject', reference, of.id)}#section-{section}"

    def form_of(_: AnyFact, data: Any) -> RecordForm:
        asked = reading.answers(found.facts, queries.kept(side, found.facts))
        return RecordForm(data, asked, presenters.split(reading, asked)[0])

    def save(form: Any, version: int) -> str:
        with refusals_at(form.places):
            answering.answer(scope, side=side, answers=form.all_given(), version=version, **change_of(form))
        return back

    page = EditPage(
        found.title,
        back,
        caption=side.involvement.partnership.name,
        lead=JOINT_WORDS if joint else OWN_WORDS,
        done=f"{found.title}: saved",
        template=TEMPLATE,
        more={"open": "all" in request.GET, "folded_words": "Not asked by this protocol"},
    )
    return edit_row(request, page, lambda: queries.as_seen(side, found.facts), form_of, save)


def _section(reading: Reading, section: str, *, joint: bool) -> tuple[Section, Subject]:
    for one in subjects(reading.rules.table):
        for found in one.sections:
            if found.id == section and found.joint == joint:
                return found, one
    raise Http404


def subject_of_list(reading: Reading, group: str) -> str:
    """The subject under which a list is shown. Raises Http404 where it is no list that is kept here."""
    fact = reading.rules.table.get(group)
    home = subject_of(group, fact) if fact is not None and fact.type == "rows" else None
    return or_404(home)
