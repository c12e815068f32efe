"""A gate: what is outstanding before it, that it was passed, when it is planned."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse

from concordat.councils.views_editing import EditPage, edit_row
from concordat.protocol.vocabulary import GATES
from concordat.register import gates, permissions, presenters, record, sections
from concordat.register import queries_parts as parts
from concordat.register.columns import column
from concordat.register.forms import refusals_at
from concordat.register.forms_gates import HAPPENED, WRONG, GateForm
from concordat.register.models import Involvement
from concordat.register.views_common import own, page_of, scope_of
from concordat.ui.refusals import CannotDo


def gate(request: HttpRequest, council: str, reference: str, gate: str) -> HttpResponse:
    """One gate of an involvement."""
    if gate not in GATES:
        raise Http404
    scope, involvement = scope_of(request), own(request, reference)
    permissions.check_can_keep_involvement(scope, involvement)
    fact = sections.GATE_FACTS[gate]
    left = gates.outstanding(gate, involvement, scope.on)

    def form_of(of: Involvement, data: Any) -> BaseForm:
        answer = of.answer(column(fact))
        return GateForm(data, answer=answer, had=isinstance(answer, date), shut=bool(left))

    def save(form: Any, version: int) -> str:
        given = form.cleaned_data
        told = {"involvement": involvement, "version": version, "reason": given["reason"]}
        with refusals_at({fact: "on"}):
            if given["what"] == HAPPENED:
                if not permissions.can_decide(scope, involvement):
                    raise CannotDo(permissions.HELPS, "what")
                happened = given.get("all_the_same", False)
                gates.pass_gate(scope, gate=gate, on=given["on"], happened_all_the_same=happened, **told)
            else:
                record.answer(scope, answers={fact: given["on"]}, correction=given["what"] == WRONG, **told)
        return f"{page_of(scope, involvement)}#gates"

    page = EditPage(
        presenters.gate_words(gate),
        f"{page_of(scope, involvement)}#gates",
        caption=involvement.partnership.name,
        template="register/gate.html",
        more={"left": left, "breaches": parts.breaches(involvement, gate)},
    )
    return edit_row(request, page, lambda: own(request, reference), form_of, save)
