"""Who answers for the council's part in a partnership."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from concordat.accounts.next_page import this_page
from concordat.councils.forms import CompleteForm
from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, edit_new, edit_row
from concordat.register import permissions, presenters, record, responsibilities
from concordat.register import queries_directory as directory
from concordat.register import queries_parts as parts
from concordat.register.forms import ReasonForm, refusals_at
from concordat.register.forms_parts import (
    NOT_KNOWN,
    EndForm,
    PassOnForm,
    ResponsibilityForm,
)
from concordat.register.models import Involvement, Person, Responsibility
from concordat.register.views_common import adoption_of, entry_of, or_404, own, scope_of, words_of
from concordat.ui.answers import BLANK

FIELDS = {"from": "from_"}


def opened(request: HttpRequest, reference: str) -> tuple[Scope, Involvement, dict[str, Person]]:
    """Who asks, the involvement that they may keep, and the people to choose from. Raises Http404 or NotAllowed."""
    scope, involvement = scope_of(request), own(request, reference)
    permissions.check_can_keep_involvement(scope, involvement)
    return scope, involvement, {person.reference: person for person in directory.people_now(scope)}


def _deciding(request: HttpRequest, reference: str) -> tuple[Scope, Involvement, dict[str, Person]]:
    """The same for somebody who may say who answers for it."""
    scope, involvement, people = opened(request, reference)
    permissions.check_can_decide(scope, involvement)
    return scope, involvement, people


def part_page(scope: Scope, involvement: Involvement, title: str, anchor: str, **more: Any) -> EditPage:
    """An edit page of a part of a partnership, leading back to that part."""
    back = entry_of(scope, involvement, anchor)
    return EditPage(title, back, caption=involvement.partnership.name, **more)


def _responsibility(request: HttpRequest, reference: str, row: int) -> Responsibility:
    held = parts.responsibilities(own(request, reference))
    return or_404(next((found for found in held if found.pk == row), None))


def responsibility_give(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Give a responsibility."""
    scope, involvement, people = _deciding(request, reference)
    roles = words_of(scope, adoption_of(scope, involvement)).roles()
    options = presenters.people_options(people.values())
    page = part_page(
        scope,
        involvement,
        "Give a responsibility",
        "responsibilities",
        done="Responsibility given",
        another=this_page(request),
    )

    def save(form: Any) -> str:
        answers = form.holder(people) | {"from": form.cleaned_data["from_"]}
        with refusals_at(FIELDS):
            responsibilities.give(scope, involvement=involvement, role=form.cleaned_data["role"], answers=answers)
        return page.back

    return edit_new(request, page, lambda data: ResponsibilityForm(data, roles=roles, people=options), save)


def responsibility_pass_on(request: HttpRequest, council: str, reference: str, row: int) -> HttpResponse:
    """Somebody else holds it since a day."""
    scope, involvement, people = _deciding(request, reference)
    held = _responsibility(request, reference, row)
    title = words_of(scope, adoption_of(scope, involvement)).roles().get(held.role, held.role)
    page = part_page(
        scope,
        involvement,
        f"Pass on: {title}",
        "responsibilities",
        lead=f"Held until now by {presenters.holder(held)}.",
        done="Responsibility passed on",
    )
    options = presenters.people_options(people.values())

    def save(form: Any, version: int) -> str:
        told = {"since": form.cleaned_data["since"], "reason": form.cleaned_data["reason"]}
        with refusals_at(FIELDS):
            responsibilities.change(scope, responsibility=held, version=version, answers=form.holder(people), **told)
        return page.back

    def form_of(_: Responsibility, data: Any) -> BaseForm:
        return PassOnForm(data, people=options)

    return edit_row(request, page, lambda: _responsibility(request, reference, row), form_of, save)


def responsibility_correct(request: HttpRequest, council: str, reference: str, row: int) -> HttpResponse:
    """Put right what was recorded wrongly."""
    scope, involvement, people = _deciding(request, reference)
    held = _responsibility(request, reference, row)
    roles = words_of(scope, adoption_of(scope, involvement)).roles()
    people |= {held.person.reference: held.person} if held.person else {}
    page = part_page(
        scope, involvement, "Correct a responsibility", "responsibilities", done="Responsibility corrected"
    )

    def form_of(of: Responsibility, data: Any) -> BaseForm:
        person = NOT_KNOWN if of.answer("person") is None else of.person.reference if of.person else ""
        initial = {"role": of.role, "person": person, "post": of.post or "", "from_": of.answer("from_day")}
        initial["until"] = of.until
        options = presenters.people_options(people.values())
        return ResponsibilityForm(data, roles=roles, people=options, initial=initial, correcting=True)

    def save(form: Any, version: int) -> str:
        given = form.cleaned_data
        answers = form.holder(people) | {"from": given["from_"], "until": given["until"] or BLANK}
        told = {"role": given["role"], "reason": given["reason"]}
        with refusals_at(FIELDS):
            responsibilities.correct(scope, responsibility=held, version=version, answers=answers, **told)
        return page.back

    return edit_row(request, page, lambda: _responsibility(request, reference, row), form_of, save)


def responsibility_end(request: HttpRequest, council: str, reference: str, row: int) -> HttpResponse:
    """It is held by nobody from a day on."""
    scope, involvement, _ = _deciding(request, reference)
    held = _responsibility(request, reference, row)
    page = part_page(
        scope,
        involvement,
        "End a responsibility",
        "responsibilities",
        lead=f"Held by {presenters.holder(held)}. If somebody else takes it over, pass it on instead.",
        button="End it",
        done="Responsibility ended",
    )

    def save(form: Any, version: int) -> str:
        responsibilities.end(scope, responsibility=held, version=version, **form.cleaned_data)
        return page.back

    return edit_row(
        request, page, lambda: _responsibility(request, reference, row), lambda _, data: EndForm(data), save
    )


def responsibility_remove(request: HttpRequest, council: str, reference: str, row: int) -> HttpResponse:
    """Take out a responsibility that nobody ever held."""
    scope, involvement, _ = _deciding(request, reference)
    held = _responsibility(request, reference, row)
    page = part_page(
        scope,
        involvement,
        "Take out a responsibility",
        "responsibilities",
        lead=f"Do this only where {presenters.holder(held)} never held it. Otherwise end it.",
        button="Take it out",
        warning=True,
        done="Responsibility taken out",
    )

    def save(form: Any, version: int) -> str:
        responsibilities.remove(scope, responsibility=held, version=version, **form.cleaned_data)
        return page.back

    return edit_row(
        request, page, lambda: _responsibility(request, reference, row), lambda _, data: ReasonForm(data), save
    )


def responsibilities_complete(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Say whether there are others."""
    scope, involvement, _ = opened(request, reference)
    page = part_page(scope, involvement, "Are these all the responsibilities?", "responsibilities")

    def save(form: Any, version: int) -> str:
        complete = form.cleaned_data["complete"] == "yes"
        record.say_complete(scope, involvement=involvement, version=version, complete=complete)
        return page.back

    def form_of(of: Involvement, data: Any) -> BaseForm:
        return CompleteForm(data, initial={"complete": "yes" if of.is_complete("responsibilities") else ""})

    return edit_row(request, page, lambda: own(request, reference), form_of, save)
