"""A gate: what is outstanding before it, that it was passed, when it is planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from concordat.councils.scope import Scope
from concordat.councils.views_editing import EditPage, edit_row
from concordat.protocol.standing import Outstanding
from concordat.protocol.vocabulary import GATES
from concordat.register import gates, hooks, passings, permissions, presenters, record, sections
from concordat.register.columns import column
from concordat.register.forms import refusals_at
from concordat.register.forms_gates import HAPPENED, PLANNED, WRONG, GateForm
from concordat.register.models import Involvement
from concordat.register.views_common import entry_of, own, scope_of
from concordat.ui.refusals import CannotDo

# Beside what keeps a gate shut, so many that are overdue are named; the standing has them all.
MOST_LATE = 10


def gate(request: HttpRequest, council: str, reference: str, gate: str) -> HttpResponse:
    """One gate of an involvement."""
    if gate not in GATES:
        raise Http404
    scope, involvement = scope_of(request), own(request, reference)
    permissions.check_can_keep_involvement(scope, involvement)
    fact = sections.GATE_FACTS[gate]
    passed = passings.passed(involvement).get(gate)
    left = () if passed else gates.outstanding(gate, involvement, scope.on)
    come = next((one for one in passings.come(involvement, scope.on) if one.gate == gate), None)

    def form_of(of: Involvement, data: Any) -> BaseForm:
        answer = of.answer(column(fact))
        day = come.day if come else None
        return GateForm(data, answer=answer, come=day, shut=bool(left), passed=passed is not None)

    def save(form: Any, version: int) -> str:
        given = form.cleaned_data
        told = {"involvement": involvement, "version": version, "reason": given["reason"]}
        with refusals_at({fact: "on"}):
            if given["what"] != PLANNED and not permissions.can_decide(scope, involvement):
                raise CannotDo(permissions.HELPS, "on" if passed else "what")
            if given["what"] == HAPPENED:
                happened = given.get("all_the_same", False)
                gates.pass_gate(scope, gate=gate, on=given["on"], happened_all_the_same=happened, **told)
            else:
                record.answer(scope, answers={fact: given["on"]}, correction=given["what"] == WRONG, **told)
        return entry_of(scope, involvement, "gates")

    shown = _passed(involvement, gate, passed) if passed else _shown(scope, involvement, gate, left)
    page = EditPage(
        presenters.gate_words(gate),
        entry_of(scope, involvement, "gates"),
        caption=involvement.partnership.name,
        template="register/gate.html",
        more={"come": presenters.has_it_happened(come) if come else "", **shown},
    )
    return edit_row(request, page, lambda: own(request, reference), form_of, save)


def _passed(involvement: Involvement, gate: str, on: date) -> dict[str, Any]:
    """When it was passed: of that nothing is outstanding any more."""
    before = [row for row in passings.rows(involvement) if row.gate == gate]
    return {"passed": on, "ran_before": gate in passings.before_entry(involvement), "passings": before}


def _shown(scope: Scope, involvement: Involvement, gate: str, left: Sequence[Outstanding]) -> dict[str, Any]:
    """What is outstanding, what may be with the answers that tell, what is overdue besides, and when it was passed."""
    asked, perhaps = gates.leading_on(scope, involvement, gate, left)
    tells = list(dict.fromkeys(step for lead in perhaps for step in lead.do))
    before = [row for row in passings.rows(involvement) if row.gate == gate]
    known = {one.key.partition("/")[0] for one in left}
    late = [one for one in hooks.overdue.of(scope, involvement, MOST_LATE)[0] if one.duty not in known]
    at = [scope.council.slug, involvement.reference]
    besides = [(one, reverse("duty", args=[*at, one.duty])) for one in late]
    return {"left": asked, "perhaps": perhaps, "tells": tells, "passings": before, "besides": besides}
