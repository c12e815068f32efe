"""Filling in together: handing a section over, giving it back, taking it back; asking about an answer, and replying."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from concordat.answers import permissions, presenters_section, queries, sharing
from concordat.answers.forms import AskForm, DoneForm, HandForm, ReplyForm
from concordat.answers.models import Handed, Query
from concordat.answers.places import to
from concordat.answers.views import filled_or_404
from concordat.councils import queries as councils
from concordat.councils.models import Membership
from concordat.councils.presenters import role_words
from concordat.councils.views_editing import EditPage, edit_new, edit_row
from concordat.protocol.edition import Edition
from concordat.register.forms import EmptyForm
from concordat.register.views_common import or_404, own, scope_of

HAND_LEAD = (
    "Until they give it back they may put right what is recorded of this partnership, as far as their role lets them "
    "change records. They are not asked to submit the form."
)


def section_hand(request: HttpRequest, council: str, reference: str, form: str, section: str) -> HttpResponse:
    """Hand a section to somebody."""
    scope, involvement = scope_of(request), own(request, reference)
    permissions.check_can_submit(scope, involvement)
    found = filled_or_404(request, involvement, form)
    part = or_404(presenters_section.find(found, section))
    members = {str(row.pk): row for row in councils.members(scope)}
    options = {key: _described(row, found.known.rules.edition) for key, row in members.items()}
    back = to(scope, involvement, "form_section", form, section)

    def save(given: Any) -> str:
        told = {**given.cleaned_data, "to": members[given.cleaned_data["to"]]}
        sharing.hand_over(scope, involvement=involvement, form=form, section=section, **told)
        return back

    page = EditPage(
        f"Hand over: {part.title}",
        back,
        caption=involvement.partnership.name,
        lead=HAND_LEAD,
        button="Hand it over",
        done="Section handed over",
    )
    return edit_new(request, page, lambda data: HandForm(data, options), save)


def _described(row: Membership, edition: Edition) -> str:
    held: list[Any] = row.current_roles  # type: ignore[attr-defined]
    roles = ", ".join(role_words(one.role, one.local, edition) for one in held)
    return f"{row.user.name}, {roles}" if roles else row.user.name


def _handed(request: HttpRequest, reference: str, handed: int) -> Handed:
    return or_404(queries.one_handed(own(request, reference), handed))


def _page_of(request: HttpRequest, row: Handed, title: str, **more: Any) -> EditPage:
    """An edit page about a section in somebody's hands, leading back to the section."""
    scope = scope_of(request)
    back = to(scope, row.involvement, "form", row.form)
    found = filled_or_404(request, row.involvement, row.form)
    part = presenters_section.find(found, row.section)
    if part is not None:
        back = to(scope, row.involvement, "form_section", row.form, row.section)
    named = part.title if part is not None else row.section
    return EditPage(f"{title}: {named}", back, caption=row.involvement.partnership.name, **more)


def section_done(request: HttpRequest, council: str, reference: str, handed: int) -> HttpResponse:
    """Say that a section is done."""
    scope, row = scope_of(request), _handed(request, reference, handed)
    permissions.check_can_end(scope, row)
    lead = f"{row.handed_by.name} wrote: {row.note}" if row.note and row.handed_by else row.note
    page = _page_of(request, row, "Give back", lead=lead, button="Give it back", done="Section given back")

    def save(form: Any, version: int) -> str:
        sharing.end(scope, handed=row, version=version, **form.cleaned_data)
        return page.back

    return edit_row(request, page, lambda: _handed(request, reference, handed), lambda _, data: DoneForm(data), save)


def section_take_back(request: HttpRequest, council: str, reference: str, handed: int) -> HttpResponse:
    """Take a section back from whoever has it."""
    scope, row = scope_of(request), _handed(request, reference, handed)
    permissions.check_can_submit(scope, row.involvement)
    lead = f"{row.to.user.name} will no longer be asked for it."
    page = _page_of(request, row, "Take back", lead=lead, button="Take it back", done="Section taken back")

    def save(_form: Any, version: int) -> str:
        sharing.take_back(scope, handed=row, version=version)
        return page.back

    return edit_row(request, page, lambda: _handed(request, reference, handed), lambda _, data: EmptyForm(data), save)


def query_ask(request: HttpRequest, council: str, reference: str, form: str, asked: str) -> HttpResponse:
    """Ask about the answer to a question."""
    scope, involvement = scope_of(request), own(request, reference)
    permissions.check_can_ask(scope, involvement)
    section, question = or_404(presenters_section.find_question(filled_or_404(request, involvement, form), asked))
    back = f"{to(scope, involvement, 'form_section', form, section.id)}#question-{asked}"

    def save(given: Any) -> str:
        sharing.ask(scope, involvement=involvement, form=form, question=asked, **given.cleaned_data)
        return back

    page = EditPage(
        "Ask about an answer",
        back,
        caption=involvement.partnership.name,
        lead=f"About: {question.ask}",
        button="Ask",
        done="Question asked",
    )
    return edit_new(request, page, AskForm, save)


def _query(request: HttpRequest, reference: str, query: int) -> Query:
    return or_404(queries.one_query(own(request, reference), query))


def query_reply(request: HttpRequest, council: str, reference: str, query: int) -> HttpResponse:
    """Reply to a question about an answer."""
    scope, row = scope_of(request), _query(request, reference, query)
    permissions.check_can_ask(scope, row.involvement)
    found = presenters_section.find_question(filled_or_404(request, row.involvement, row.form), row.question)
    back = to(scope, row.involvement, "form", row.form)
    if found is not None:
        back = f"{to(scope, row.involvement, 'form_section', row.form, found[0].id)}#question-{row.question}"
    asked_by = row.asked_by.name if row.asked_by else "Somebody"
    about = f" about “{found[1].ask}”" if found is not None else ""
    page = EditPage(
        "Reply",
        back,
        caption=row.involvement.partnership.name,
        lead=f"{asked_by} asked{about}: {row.words}",
        button="Reply",
        done="Reply sent",
    )

    def save(form: Any, version: int) -> str:
        sharing.reply(scope, query=row, version=version, **form.cleaned_data)
        return page.back

    return edit_row(request, page, lambda: _query(request, reference, query), lambda _, data: ReplyForm(data), save)
