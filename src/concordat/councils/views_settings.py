"""Settings: what the adopted protocol lets the council set."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils import forms_settings, permissions, presenters, queries
from concordat.councils import given_settings as service
from concordat.councils.models import SettingGiven
from concordat.councils.scope import Scope
from concordat.councils.views_common import address, or_404, rules_now, scope_of
from concordat.councils.views_editing import EditPage, edit_row
from concordat.protocol.rules import Rules


def settings(request: HttpRequest, council: str) -> HttpResponse:
    """Every setting: its words, the clauses that read it, its value now and what is planned."""
    scope = scope_of(request)
    rules = rules_now(scope)
    if rules is None:
        return render(request, "councils/no_protocol.html", {"may": permissions.can_keep_settings(scope)})
    rows = queries.settings_given(scope)
    by = queries.last_saved_by(scope, "councils.settinggiven", rows)
    shown = [
        presenters.of_setting(rules, id_, [row for row in rows if row.setting == id_], by, scope.on)
        for id_ in presenters.settings_in_order(rules)
    ]
    context = {"settings": shown, "edition": rules.edition, "may": permissions.can_keep_settings(scope)}
    return render(request, "councils/settings.html", context)


def setting_give(request: HttpRequest, council: str, setting: str) -> HttpResponse:
    """Give a setting its value from a day on."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)
    rules = _declaring(scope, setting)
    declared = rules.edition.settings[setting]

    def form_of(row: SettingGiven, data: Any) -> BaseForm:
        answer = forms_settings.shown(declared, presenters.answer_of(rules, row))
        return forms_settings.SettingForm(data, setting=declared, initial={"value": answer, "from_": scope.on})

    def save(form: Any, version: int) -> str:
        told = form.cleaned_data
        service.give_setting(
            scope,
            setting=setting,
            value=forms_settings.given(declared, told["value"]),
            from_=told["from_"],
            version=version,
            reason=told["reason"],
        )
        return address(scope, "settings")

    clauses = presenters.reads_of(rules, setting)
    lead = f"Read by clause {', '.join(clauses)}." if clauses else ""
    page = EditPage("Give a setting", *_list(scope), rules.edition.title, lead=lead, more={"note_below": declared.note})
    return edit_row(request, page, lambda: queries.as_seen(scope, setting), form_of, save)


def setting_take_back(request: HttpRequest, council: str, setting: str, pk: int) -> HttpResponse:
    """Take back a planned value."""
    scope = scope_of(request)
    permissions.check_can_keep_settings(scope)
    rules = _declaring(scope, setting)

    def read() -> SettingGiven:
        return or_404(queries.setting_given(scope, setting, pk))

    def save(_form: Any, version: int) -> str:
        service.take_back_setting(scope, given=read(), version=version)
        return address(scope, "settings")

    row = read()
    words = presenters.setting_words(rules, setting, row.value)
    page = EditPage(
        "Take back a planned setting",
        *_list(scope),
        lead=f"{rules.edition.settings[setting].words}: {words}. {presenters.between(row.from_day, None)}.",
        button="Take back",
        done="Planned setting taken back",
    )
    return edit_row(request, page, read, lambda _row, data: Form(data), save)


def _declaring(scope: Scope, setting: str) -> Rules:
    rules = rules_now(scope)
    if rules is None or setting not in rules.edition.settings:
        raise Http404
    return rules


def _list(scope: Scope) -> tuple[str, str]:
    return address(scope, "settings"), "Settings"
