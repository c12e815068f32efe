"""A partnership's page, and the small forms that edit its answers, one subject a page."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from concordat.councils.views_editing import EditPage, edit_row
from concordat.history.answered import Answered
from concordat.register import (
    entering,
    hooks,
    joint_record,
    permissions,
    presenters_partnership,
    reading,
    record,
    sections,
    sources,
)
from concordat.register import queries_parts as parts
from concordat.register.forms import AnswersForm, ReasonForm, change_of, refusals_at
from concordat.register.forms_enter import OwnReferenceForm
from concordat.register.models import Involvement, Partnership
from concordat.register.views_common import address, adoption_of, own, page_of, scope_of, words_of


def partnership(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """The heart: what is known, what is missing, what comes next."""
    scope = scope_of(request)
    involvement = own(request, reference)
    adoption = adoption_of(scope, involvement)
    parties = parts.parties(involvement.partnership)
    words = words_of(scope, adoption, parties)
    clauses = reading.clauses_reading(adoption)
    context = presenters_partnership.page(scope, involvement, parties, words, clauses)
    with sources.asked_once():
        panels = [
            render_to_string(panel.template, dict(panel.context), request)
            for panel in hooks.panels.of("partnership", scope, involvement)
        ]
    return render(request, "register/partnership.html", {**context, "adoption": adoption, "panels": panels})


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

    def read() -> Partnership | Involvement:
        now = own(request, involvement.reference)
        return now.partnership if section.joint else now

    def form_of(row: Answered, data: Any) -> BaseForm:
        return AnswersForm(data, reading.asked(row, section.facts, words))

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
        return f"{page_of(scope, involvement)}#{presenters_partnership.anchor(section)}"

    page = EditPage(
        section.title,
        page_of(scope, involvement),
        caption=involvement.partnership.name,
        lead=presenters_partnership.JOINT_WORDS if section.joint else "",
        done=f"{section.title}: saved",
    )
    return edit_row(request, page, read, form_of, save)


def own_reference(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Change what the council calls it in its own numbering."""
    scope = scope_of(request)
    involvement = own(request, reference)
    permissions.check_can_keep_involvement(scope, involvement)

    def save(form: Any, version: int) -> str:
        entering.name_own_reference(scope, involvement=involvement, version=version, **form.cleaned_data)
        return page_of(scope, involvement)

    page = EditPage("Our own reference", page_of(scope, involvement), caption=involvement.partnership.name)
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
        page_of(scope, involvement),
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
