"""Filling in together: handing a section over, giving it back, taking it back; asking about an answer, and replying."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from concordat.answers import permissions, presenters_section, queries, sharing
from concordat.answers.forms import AskForm, DoneForm, HandForm, ReplyForm
from concordat.answers.models import Handed, Query
from concordat.answers.places import to
from concordat.answers.queries import Filled
from concordat.answers.views import filled_or_404
from concordat.answers.words import MAY_BE_OTHERS
from concordat.councils import queries as councils
from concordat.councils.models import Membership
from concordat.councils.presenters import role_words
from concordat.councils.roles import reach
from concordat.councils.views_editing import EditPage, edit_new, edit_row
from concordat.protocol.edition import Edition
from concordat.protocol.values import Rows
from concordat.register.forms import EmptyForm
from concordat.register.views_common import or_404, own, page_of, scope_of
from concordat.ui.refusals import CannotDo

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
    members = {str(row.pk): row for row in councils.members(scope) if _could_answer(row, scope.user_id)}
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


def _could_answer(row: Membership, asker: int | None) -> bool:
    """Whether a section is for somebody: not for whoever hands it over, nor for those who could not change a record."""
    held: list[Any] = row.current_roles  # type: ignore[attr-defined]
    roles = frozenset(one.role for one in held)
    return row.user_id != asker and any(reach(roles, right) for right in ("keep_involvement", "keep_joint"))


def _described(row: Membership, edition: Edition) -> str:
    held: list[Any] = row.current_roles  # type: ignore[attr-defined]
    roles = ", ".join(role_words(one.role, one.local, edition) for one in held)
    return f"{row.user.name}, {roles}" if roles else row.user.name


def _handed(request: HttpRequest, reference: str, handed: int) -> Handed:
    return or_404(queries.one_handed(own(request, reference), handed))


def _as_it_stands(request: HttpRequest, row: Handed | Query) -> Filled | None:
    """The form of it as it stands today; None where an edition that came into force meanwhile has no such form."""
    try:
        return queries.filled(scope_of(request), row.involvement, row.form)
    except CannotDo:
        return None


def _page_of(request: HttpRequest, row: Handed, title: str, **more: Any) -> EditPage:
    """An edit page about a section in somebody's hands, leading back to the section."""
    scope = scope_of(request)
    found = _as_it_stands(request, row)
    back = to(scope, row.involvement, "form", row.form) if found else page_of(scope, row.involvement)
    part = presenters_section.find(found, row.section) if found else None
    if part is not None:
        back = to(scope, row.involvement, "form_section", row.form, row.section)
    named = part.title if part is not None else row.section
    return EditPage(f"{title}: {named}", back, caption=row.involvement.partnership.name, **more)


def _still_open(request: HttpRequest, row: Handed) -> list[str]:
    """What of a section is not answered yet, the lists of which nobody has said that these are all among it."""
    found = _as_it_stands(request, row)
    part = presenters_section.find(found, row.section) if found else None
    if found is None or part is None:
        return []
    listed = [(one.ask, found.known.facts.get(one.about)) for one in found.open(found.asked(part))]
    return [
        f"{ask} {len(value.rows)} on record. {MAY_BE_OTHERS}" if isinstance(value, Rows) and value.rows else ask
        for ask, value in listed
    ]


def section_done(request: HttpRequest, council: str, reference: str, handed: int) -> HttpResponse:
    """Say that a section is done."""
    scope, row = scope_of(request), _handed(request, reference, handed)
    permissions.check_can_end(scope, row)
    lead = f"{row.handed_by.name} wrote: {row.note}" if row.note and row.handed_by else row.note
    open_ = {"outstanding": _still_open(request, row), "outstanding_words": "Still open:"}
    page = _page_of(request, row, "Give back", lead=lead, button="Give it back", done="Section given back", more=open_)

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
    filled = _as_it_stands(request, row)
    found = presenters_section.find_question(filled, row.question) if filled else None
    back = to(scope, row.involvement, "form", row.form) if filled else page_of(scope, row.involvement)
    more: dict[str, Any] = {}
    if filled is not None and found is not None:
        section, question = found
        back = f"{to(scope, row.involvement, 'form_section', row.form, section.id)}#question-{row.question}"
        answer, table = presenters_section.answer_now(scope, filled, question)
        more = {"question": question.ask, "answer": answer, "table": table}
    page = EditPage(
        "Reply",
        back,
        caption=row.involvement.partnership.name,
        lead=f"{row.asked_by.name if row.asked_by else 'Somebody'} asked: {row.words}",
        button="Reply",
        done="Reply sent",
        template="answers/reply.html",
        more=more,
    )

    def save(form: Any, version: int) -> str:
        sharing.reply(scope, query=row, version=version, **form.cleaned_data)
        return page.back

    return edit_row(request, page, lambda: _query(request, reference, query), lambda _, data: ReplyForm(data), save)
