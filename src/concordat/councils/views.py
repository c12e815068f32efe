"""Administration: the overview, the council itself, the protocol clause by clause."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils import permissions, presenters, queries, services, telling
from concordat.councils.adopted_rules import rules_of
from concordat.councils.facts import ANSWERS
from concordat.councils.forms import AnswersForm, CouncilForm, SecondFactorForm
from concordat.councils.models import Council
from concordat.councils.views_common import address, or_404, rules_ever, rules_now, scope_of
from concordat.councils.views_editing import EditPage, edit_row
from concordat.history import presenters as history
from concordat.protocol.facts import dictionary
from concordat.protocol.vocabulary import BODIES
from concordat.ui.pagination import PAGE
from concordat.ui.summaries import Row, summary


def administration(request: HttpRequest, council: str) -> HttpResponse:
    """What there is to look after, and how much of it."""
    scope = scope_of(request)
    may = permissions.can_keep_settings(scope)
    rules = rules_now(scope)
    given = queries.given_on(scope.council, scope.on)
    wanted = [id_ for id_, one in rules.edition.settings.items() if one.default is None] if rules else []
    context = {
        "adoption": queries.adoption_on(scope.council, scope.on),
        "members": len(queries.members(scope)),
        "services": len([row for row in queries.services(scope) if row.until is None]),
        "aims": len([row for row in queries.aims(scope) if row.until is None]),
        "questions": len(queries.questions(scope)),
        "not_given": len([id_ for id_ in wanted if id_ not in given]),
        "may_keep_settings": may,
        "may_keep_members": permissions.can_keep_members(scope),
        "may_see_history": permissions.can_see_administration_history(scope),
        "may_see_standing": scope.reach("see_register") is not None,
        "may_tell_absence": scope.reach("tell_absence") is not None,
        "about": summary(_about(scope, may)),
    }
    return render(request, "councils/administration.html", context)


def administration_history(request: HttpRequest, council: str) -> HttpResponse:
    """What was done to the council's own administration."""
    scope = scope_of(request)
    permissions.check_can_see_administration_history(scope)
    told = telling.options(rules_ever(scope))
    timeline = history.timeline_in(scope.council.scope, telling.labels(), request.GET.get(PAGE, ""), told)
    href, text = _overview(scope)
    context = {"history": timeline, "caption": "Administration", "back": {"href": href, "text": text}}
    return render(request, "history/page.html", context)


def _about(scope: Any, may: bool) -> list[Row]:
    """The council in rows, each with its link where the reader may change it."""
    own, facts = scope.council, dictionary()
    answers, council = (address(scope, name) if may else "" for name in ("council_answers", "council_edit"))
    second = address(scope, "council_second_factor") if may else ""
    return [
        Row("Name", own.name, council),
        Row("Code in the register of local authorities", own.code, council),
        *(Row(facts[f"council.{name}"].words, own.answer(name), answers) for name in ANSWERS),
        Row("Second factor", "Needed to sign in" if own.second_factor else "Not needed to sign in", second),
    ]


def council_edit(request: HttpRequest, council: str) -> HttpResponse:
    """Change the council's name and code."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def form_of(row: Council, data: Any) -> BaseForm:
        return CouncilForm(data, initial={"name": row.name, "code": row.code})

    def save(form: Any, version: int) -> str:
        services.rename(scope, version=version, **form.cleaned_data)
        return address(scope, "administration")

    page = EditPage("Change the council's name", *_overview(scope))
    return edit_row(request, page, lambda: _fresh(scope), form_of, save)


def council_answers(request: HttpRequest, council: str) -> HttpResponse:
    """Answer what a council is asked of itself."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def form_of(row: Council, data: Any) -> BaseForm:
        return AnswersForm(data, initial={name: row.answer(name) for name in ANSWERS})

    def save(form: Any, version: int) -> str:
        told = form.cleaned_data
        services.answer(
            scope,
            version=version,
            answers={name: told[name] for name in ANSWERS},
            correction=told["how"] == "correction",
            since=told["since"],
            reason=told["reason"],
        )
        return address(scope, "administration")

    page = EditPage("About the council", *_overview(scope))
    return edit_row(request, page, lambda: _fresh(scope), form_of, save)


def council_second_factor(request: HttpRequest, council: str) -> HttpResponse:
    """Say whether people need a second factor."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)

    def form_of(row: Council, data: Any) -> BaseForm:
        return SecondFactorForm(data, initial={"needed": row.second_factor})

    def save(form: Any, version: int) -> str:
        services.set_second_factor(scope, version=version, **form.cleaned_data)
        return address(scope, "administration")

    page = EditPage("Second factor", *_overview(scope))
    return edit_row(request, page, lambda: _fresh(scope), form_of, save)


def protocol(request: HttpRequest, council: str, pk: int | None = None) -> HttpResponse:
    """An adopted protocol: its words for roles and stages, and its duties clause by clause."""
    scope = scope_of(request)
    now = queries.adoption_on(scope.council, scope.on)
    found = queries.adoption(scope, pk) if pk else now
    if found is None and pk is None:
        return render(request, "councils/no_protocol.html", {"may": permissions.can_keep_settings(scope)})
    adoption = or_404(found)
    edition = rules_of(adoption).edition
    context = {
        "adoption": adoption,
        "edition": edition,
        "in_force": adoption == now,
        "between": presenters.between(adoption.from_day, adoption.until),
        "clauses": presenters.clauses(edition),
        "roles": [(one.title, presenters.role_words(one.generic, "", None)) for one in edition.roles.values()],
        "bodies": [(one.title, BODIES.get(one.generic, one.generic).split(":")[0]) for one in edition.bodies.values()],
    }
    return render(request, "councils/protocol.html", context)


def _overview(scope: Any) -> tuple[str, str]:
    return address(scope, "administration"), "Administration"


def _fresh(scope: Any) -> Council:
    return Council.objects.get(pk=scope.council.pk)
