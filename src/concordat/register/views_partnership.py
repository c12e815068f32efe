"""A partnership's page and its entry in the register, and the small forms that edit its answers, one subject a page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.accounts.next_page import next_page, with_next
from concordat.councils.views_editing import EditPage, edit_row
from concordat.history.answered import Answered
from concordat.register import (
    columns,
    entering,
    joint_record,
    permissions,
    presenters_overview,
    presenters_partnership,
    reading,
    record,
    sections,
)
from concordat.register import queries_parts as parts
from concordat.register.forms import AnswersForm, ReasonForm, change_of, refusals_at
from concordat.register.forms_enter import OwnReferenceForm
from concordat.register.models import Involvement, Partnership
from concordat.register.places import asked_alone, title_alone
from concordat.register.suggesting import one_line
from concordat.register.views_common import (
    address,
    adoption_of,
    entry_of,
    own,
    pages_of,
    panels_html,
    saved_words,
    scope_of,
    words_of,
)
from concordat.ui.labels import named


def partnership(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """The heart: how it stands, what each room knows of it, and its entry in short."""
    scope, involvement = scope_of(request), own(request, reference)
    parties = parts.parties(involvement.partnership)
    words = words_of(scope, adoption_of(scope, involvement), parties)
    context = presenters_overview.page(scope, involvement, parties, words)
    panels = panels_html(request, "partnership", scope, involvement)
    subnav = pages_of(scope, involvement, "partnership")
    return render(request, "register/partnership.html", {**context, "panels": panels, "subnav": subnav})


def partnership_entry(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Its entry in the register: all that is recorded here of the council's part and of the partnership itself."""
    scope, involvement = scope_of(request), own(request, reference)
    adoption, parties = adoption_of(scope, involvement), parts.parties(involvement.partnership)
    words, clauses = words_of(scope, adoption, parties), reading.clauses_reading(adoption)
    context = presenters_partnership.page(scope, involvement, parties, words, clauses)
    subnav = pages_of(scope, involvement, "partnership_entry")
    seats = panels_html(request, "representatives", scope, involvement)
    return render(request, "register/entry.html", {**context, "adoption": adoption, "subnav": subnav, "seats": seats})


def partnership_edit(request: HttpRequest, council: str, reference: str, section: str) -> HttpResponse:
    """Answer what one subject asks of the council's own part."""
    found = _section(sections.OWN, section)
    involvement = own(request, reference)
    permissions.check_can_keep_involvement(scope_of(request), involvement)
    return _edit_answers(request, involvement, found)


def partnership_joint_edit(request: HttpRequest, council: str, reference: str, section: str) -> HttpResponse:
    """Answer what one subject asks of the joint record."""
    found = _section(sections.JOINT, section)
    involvement = own(request, reference)
    permissions.check_can_keep_joint(scope_of(request), involvement.partnership)
    return _edit_answers(request, involvement, found)


def _section(among: tuple[sections.Section, ...], section: str) -> sections.Section:
    found = sections.find(among, section)
    if found is None:
        raise Http404
    return found


def _edit_answers(request: HttpRequest, involvement: Involvement, section: sections.Section) -> HttpResponse:
    scope = scope_of(request)
    parties = parts.parties(involvement.partnership)
    words = words_of(scope, adoption_of(scope, involvement), parties)
    back = entry_of(scope, involvement, presenters_partnership.anchor(section))
    of_side = sections.JOINT if section.joint else sections.OWN
    facts = asked_alone(request, section.facts, beside=(fact for one in of_side for fact in one.facts))
    alone = set(facts) != set(section.facts)
    title = title_alone(facts, None) if alone else ""

    def read() -> Partnership | Involvement:
        now = own(request, involvement.reference)
        return now.partnership if section.joint else now

    def form_of(row: Answered, data: Any) -> BaseForm:
        return AnswersForm(data, one_line(scope, involvement, reading.asked(row, facts, words)))

    def save(form: Any, version: int) -> str:
        partners = {party.organisation.reference: party.organisation for party in parties}
        answers = reading.answers_for_service(form.given(), partners)
        change = change_of(form)
        with refusals_at(form.places):
            if section.joint:
                joint = involvement.partnership
                joint_record.answer(scope, partnership=joint, answers=answers, version=version, **change)
            else:
                record.answer(scope, involvement=involvement, answers=answers, version=version, **change)
        if title:
            messages.success(request, saved_words(form.changed_labels))
        return back

    page = EditPage(
        title or section.title,
        back,
        caption=involvement.partnership.name,
        lead=presenters_partnership.JOINT_WORDS if section.joint else "",
        done="" if title else f"{named(columns.FACTS[facts[0]].words) if alone else section.title}: saved",
        all_url=with_next(request.path, next_page(request)) if alone and not title else "",
    )
    return edit_row(request, page, read, form_of, save)


def own_reference(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Change what the council calls it in its own numbering."""
    scope = scope_of(request)
    involvement = own(request, reference)
    permissions.check_can_keep_involvement(scope, involvement)

    def save(form: Any, version: int) -> str:
        entering.name_own_reference(scope, involvement=involvement, version=version, **form.cleaned_data)
        return page.back

    page = EditPage(
        "Our own reference", entry_of(scope, involvement, "own-entry"), caption=involvement.partnership.name
    )
    return edit_row(
        request,
        page,
        lambda: own(request, reference),
        lambda row, data: OwnReferenceForm(data, initial={"own_reference": row.own_reference}),
        save,
    )


def withdraw(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Take out an entry that should never have been made."""
    scope = scope_of(request)
    involvement = own(request, reference)
    permissions.check_can_withdraw_entry(scope, involvement)

    def save(form: Any, version: int) -> str:
        entering.withdraw_entry(scope, involvement=involvement, version=version, **form.cleaned_data)
        return address(scope, "register")

    page = EditPage(
        "Take this entry out of the register",
        entry_of(scope, involvement),
        caption=involvement.partnership.name,
        lead=(
            "Do this only for an entry that should never have been made. A partnership that has ended stays in the "
            "register: set its status to closed."
        ),
        button="Take it out",
        warning=True,
        done="Entry taken out of the register",
    )
    return edit_row(request, page, lambda: own(request, reference), lambda _, data: ReasonForm(data), save)
