"""The page of a subject, and the forms that answer a section's facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.accounts.next_page import next_page, with_next
from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, back_to, edit_row
from concordat.records import answering, beside, permissions, presenters, queries
from concordat.records.beside import Differing
from concordat.records.catalogue import Section, Subject, subject_of, subjects
from concordat.records.forms import RecordForm
from concordat.records.places import where
from concordat.records.queries import AnyFact, Side
from concordat.records.reading import Reading, reading_for
from concordat.records.sums import SUMS
from concordat.register.forms import change_of, refusals_at
from concordat.register.models import Involvement
from concordat.register.places import asked_alone, title_alone
from concordat.register.presenters_partnership import JOINT_WORDS
from concordat.register.suggesting import one_line
from concordat.register.views_common import address, or_404, own, page_of, pages_of, saved_words, scope_of
from concordat.ui.labels import named
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
    context["subnav"] = pages_of(scope, involvement)
    return render(request, "records/subject.html", context)


def section_edit(request: HttpRequest, council: str, reference: str, section: str, *, joint: bool) -> HttpResponse:
    """Answer the facts of a section."""
    scope, side, reading = kept(request, reference, joint=joint)
    found, of = _section(reading, section, joint=joint)
    back = f"{address(scope, 'subject', reference, of.id)}#section-{section}"
    facts = asked_alone(request, found.facts, SUMS, _of_side(reading, joint=joint))
    alone = set(facts) != set(found.facts)
    title = title_alone(facts, reading.rules.edition) if alone else ""

    def form_of(_: AnyFact, data: Any) -> RecordForm:
        asked = reading.answers(facts, queries.kept(side, facts))
        first = asked if alone else presenters.split(reading, asked)[0]
        return RecordForm(data, one_line(scope, side.involvement, asked), first)

    def save(form: Any, version: int) -> str:
        with refusals_at(form.places):
            answering.answer(scope, side=side, answers=form.all_given(), version=version, **change_of(form))
        if title:
            messages.success(request, saved_words(form.changed_labels))
        return back

    page = EditPage(
        title or found.title,
        back,
        caption=side.involvement.partnership.name,
        lead=JOINT_WORDS if joint else OWN_WORDS,
        done=""
        if title
        else f"{named(reading.rules.table[facts[0]].words) if len(facts) == 1 else found.title}: saved",
        all_url=with_next(request.path, next_page(request)) if alone and not title else "",
        template=TEMPLATE,
        more={
            "open": "all" in request.GET,
            "folded_words": "Not asked by this protocol",
            "differing": _differing(scope, side, reading, facts),
        },
    )
    return edit_row(request, page, lambda: queries.as_seen(side, facts), form_of, save)


def _differing(scope: Scope, side: Side, reading: Reading, facts: Sequence[str]) -> Differing | None:
    """Which amounts of a page a list says otherwise. No query for a page that asks for none."""
    names = beside.names_for(facts)
    found = queries.of_both(side.involvement, names) if names else None
    return beside.on_amounts(reading, facts, found, where(scope, side.involvement)) if found else None


def _of_side(reading: Reading, *, joint: bool) -> list[str]:
    """The facts that may be asked together: those of every section of one side."""
    table = reading.rules.table
    return [fact for one in subjects(table) for found in one.sections if found.joint == joint for fact in found.facts]


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
