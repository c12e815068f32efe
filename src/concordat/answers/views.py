"""The pages of forms: all of a partnership, one, a section of it, submitting it, and what was submitted."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from concordat.accounts.editing import Editing, edit
from concordat.answers import permissions, presenters, presenters_section, presenters_submitted, queries, submitting
from concordat.answers.forms import SubmitForm
from concordat.answers.models import Handed
from concordat.answers.places import to
from concordat.answers.queries import Filled
from concordat.answers.wanted import matter_of
from concordat.register.models import Involvement
from concordat.register.views_common import or_404, own, page_of, pages_of, panels_html, scope_of
from concordat.ui.refusals import CannotDo


def filled_or_404(request: HttpRequest, involvement: Involvement, form: str) -> Filled:
    """A form as it stands today. Raises Http404 where the edition in force has no such form."""
    try:
        return queries.filled(scope_of(request), involvement, form)
    except CannotDo as refused:
        raise Http404 from refused


def forms(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """The forms of the edition in force: those asked for now with why, and the rest."""
    scope, involvement = scope_of(request), own(request, reference)
    context = {
        "title": "Forms",
        "caption": involvement.partnership.name,
        "back": {"href": page_of(scope, involvement), "text": involvement.partnership.name},
        "subnav": pages_of(scope, involvement, "forms"),
    }
    try:
        context |= presenters.forms_page(scope, involvement, queries.overview(scope, involvement))
    except CannotDo as refused:
        context["none"] = refused.message
    return render(request, "answers/forms.html", context)


def form(request: HttpRequest, council: str, reference: str, form: str) -> HttpResponse:
    """A form as a list of its sections, with what is missing, or the button that submits it."""
    return _form(request, own(request, reference), form)


def form_submit(request: HttpRequest, council: str, reference: str, form: str) -> HttpResponse:
    """Submit a form, from its own page."""
    involvement = own(request, reference)
    permissions.check_can_submit(scope_of(request), involvement)
    return _form(request, involvement, form)


def _form(request: HttpRequest, involvement: Involvement, form: str) -> HttpResponse:
    scope, found = scope_of(request), filled_or_404(request, involvement, form)
    context = presenters.form_page(scope, involvement, found)

    def save(_form: object, _version: int) -> str:
        matter = matter_of([why for why, _ in context["whys"]])
        row = submitting.submit(scope, involvement=involvement, form=form, matter=matter)
        return to(scope, involvement, "submitted", row.pk)

    editing = Editing(lambda data, _: SubmitForm(data), save, "answers/form.html", context, done="Form submitted")
    return edit(request, editing)


def form_section(request: HttpRequest, council: str, reference: str, form: str, section: str) -> HttpResponse:
    """A section of a form: its questions, with their answers where they are at home."""
    scope, involvement = scope_of(request), own(request, reference)
    try:
        found = queries.filled(scope, involvement, form)
    except CannotDo:
        # A new edition has no such form: whoever has a section of it can still give it back.
        held = or_404(next((one for one in queries.handed_to(scope) if _is_of(one, involvement, form, section)), None))
        return redirect(to(scope, involvement, "section_done", held.pk))
    context = presenters_section.section_page(
        scope,
        involvement,
        found,
        or_404(presenters_section.find(found, section)),
        request.GET.get(presenters_section.AT, ""),
    )
    return render(request, "answers/section.html", context)


def _is_of(handed: Handed, involvement: Involvement, form: str, section: str) -> bool:
    return (handed.involvement_id, handed.form, handed.section) == (involvement.pk, form, section)


def submitted(request: HttpRequest, council: str, reference: str, submitted: int) -> HttpResponse:
    """A form as it was submitted."""
    involvement = own(request, reference)
    row = or_404(queries.one_submitted(involvement, submitted))
    context = presenters_submitted.page(scope_of(request), involvement, row)
    context["after"] = panels_html(request, "after", scope_of(request), involvement)
    return render(request, "answers/submitted.html", context)
