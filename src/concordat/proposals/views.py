"""Proposing a partnership, or entering one that runs already."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from concordat.councils.views_editing import EditPage, edit_new
from concordat.proposals.forms import ProposeForm
from concordat.proposals.proposing import propose
from concordat.register import entering, permissions, queries
from concordat.register import queries_directory as directory
from concordat.register.forms import refusals_at
from concordat.register.views_common import address, scope_of
from concordat.register.views_enter import PLACES, offered

PROPOSED = "Proposed. The whole way into the register is on this page: begin with its first step."
ENTERED = "Partnership entered. Now answer what is known of it."


def enter(request: HttpRequest, council: str) -> HttpResponse:
    """Propose a partnership, or enter one that nobody here has on record and that runs already."""
    scope = scope_of(request)
    permissions.check_can_enter(scope)
    people = {person.reference: person for person in directory.people_now(scope)}
    page = EditPage(
        "Propose or enter a partnership",
        address(scope, "register"),
        button="Save and continue",
        done="",
        template="proposals/enter.html",
        more={"others": address(scope, "others") if queries.open_to(scope).exists() else ""},
    )

    def save(form: Any) -> str:
        given = form.cleaned_data
        put = partial(propose, why=given["why"]) if form.is_proposed else entering.enter
        with refusals_at({**PLACES, "involvement.already_running": "how_far", "gates.start_on": "started_on"}):
            row = put(
                scope,
                name=given["name"],
                entered_on=given["entered_on"],
                answers=form.answers(),
                lead_officer=people.get(given["lead_officer"]),
                own_reference=given["own_reference"],
            )
        messages.success(request, PROPOSED if form.is_proposed else ENTERED)
        return address(scope, "partnership", row.reference)

    return edit_new(request, page, lambda data: ProposeForm(data, **offered(scope, people)), save)
