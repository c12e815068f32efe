"""Starting a matter, sending it in, withdrawing it; and saying that a condition is met."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from concordat.approvals import acting, opening, permissions, presenters, queries
from concordat.approvals.forms import MetForm, OpenForm, SendForm
from concordat.approvals.models import Condition
from concordat.approvals.views import found
from concordat.councils.adopted_rules import rules_of
from concordat.councils.views_editing import EditPage, edit_new, edit_row
from concordat.protocol.facts import dictionary
from concordat.protocol.vocabulary import STARTS
from concordat.register.forms import ReasonForm
from concordat.register.views_common import address, adoption_of, or_404, own, scope_of


def matter_open(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Start a matter."""
    scope, involvement = scope_of(request), own(request, reference)
    permissions.check_can_open(scope, involvement)
    adoption = adoption_of(scope, involvement)
    routes = rules_of(adoption).edition.routes if adoption else []
    starts = {start: words for start, (words, _) in STARTS.items() if any(start in route.starts for route in routes)}
    options = dictionary()["matter.changed"].options
    changes = options if isinstance(options, dict) else {}

    def make(data: Any) -> OpenForm:
        return OpenForm(data, starts=starts, changes=changes, start=request.GET.get("start", ""))

    def save(form: Any) -> str:
        row = opening.open_matter(scope, involvement=involvement, **form.cleaned_data)
        return address(scope, "matter", reference, row.reference)

    page = EditPage(
        "Start an approval",
        address(scope, "matters", reference),
        caption=involvement.partnership.name,
        lead="Choose what starts it. The protocol says who is asked then, and in which order.",
        button="Start",
        done="Started. Submit the forms that are asked for, then send it in.",
    )
    return edit_new(request, page, make, save)


def matter_send(request: HttpRequest, council: str, reference: str, matter: str) -> HttpResponse:
    """Send it in: what is known now is what is decided on."""
    scope, row = scope_of(request), found(request, reference, matter)
    permissions.check_can_open(scope, row.involvement)
    back = address(scope, "matter", reference, matter)

    def save(form: Any, version: int) -> str:
        opening.send(scope, matter=row, version=version, **form.cleaned_data)
        return back

    page = EditPage(
        "Send it in",
        back,
        caption=f"{row.involvement.partnership.name}: {presenters.start_words(row.start).lower()}",
        lead="What is on record now, and the forms submitted by now, are kept as the papers of the decision. "
        "You cannot then decide on them yourself.",
        button="Send it in",
        done="Sent in",
    )
    return edit_row(request, page, lambda: found(request, reference, matter), lambda _, data: SendForm(data), save)


def matter_withdraw(request: HttpRequest, council: str, reference: str, matter: str) -> HttpResponse:
    """Withdraw it: it is not gone on with."""
    scope, row = scope_of(request), found(request, reference, matter)
    permissions.check_can_open(scope, row.involvement)
    back = address(scope, "matter", reference, matter)

    def save(form: Any, version: int) -> str:
        opening.withdraw(scope, matter=row, version=version, **form.cleaned_data)
        return back

    page = EditPage(
        "Withdraw it",
        back,
        caption=f"{row.involvement.partnership.name}: {presenters.start_words(row.start).lower()}",
        lead="What was done so far stays on record. Nobody is asked any more.",
        button="Withdraw it",
        warning=True,
        done="Withdrawn",
    )
    return edit_row(request, page, lambda: found(request, reference, matter), lambda _, data: ReasonForm(data), save)


def condition_met(request: HttpRequest, council: str, reference: str, condition: int) -> HttpResponse:
    """Say when and how a condition was met."""
    scope, involvement = scope_of(request), own(request, reference)

    def read() -> Condition:
        return or_404(queries.condition(own(request, reference), condition))

    row = read()
    permissions.check_can_discharge(scope, row)
    back = address(scope, "matters", reference)

    def save(form: Any, version: int) -> str:
        acting.discharge(scope, condition=row, version=version, **form.cleaned_data)
        return f"{back}#conditions"

    page = EditPage(
        "Condition met", back, caption=involvement.partnership.name, lead=row.words, done="Condition met",
    )  # fmt: skip
    return edit_row(request, page, read, lambda _, data: MetForm(data), save)
