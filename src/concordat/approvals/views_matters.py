"""Sending a matter in, withdrawing it; and saying that a condition is met."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from concordat.accounts.next_page import with_next
from concordat.approvals import acting, needed, opening, permissions, presenters, queries
from concordat.approvals.forms import MetForm, SendForm
from concordat.approvals.models import Condition
from concordat.approvals.presenters_sending import told_before
from concordat.approvals.routes import routes_of
from concordat.approvals.views import found
from concordat.councils.views_editing import EditPage, edit_row
from concordat.evidence.presenters import panel as files_panel
from concordat.register import ownership
from concordat.register.forms import ReasonForm
from concordat.register.known import known_of
from concordat.register.views_common import address, entry_of, or_404, own, scope_of

MET = (
    "Condition met. If this changes an answer on record, change it there: in "
    '<a class="govuk-notification-banner__link" href="{}">its entry in the register</a> or in '
    '<a class="govuk-notification-banner__link" href="{}">its forms</a>.'
)


def matter_send(request: HttpRequest, council: str, reference: str, matter: str) -> HttpResponse:
    """Send it in: what is known now is what is decided on."""
    scope, row = scope_of(request), found(request, reference, matter)
    permissions.check_can_open(scope, row.involvement)
    back = address(scope, "matter", reference, matter)
    known = known_of(scope, row.involvement)
    steps = routes_of(known, row, scope.on)
    left = needed.to_do(scope, row.involvement, known.rules, steps) if not row.ended else []
    if left and request.method != "POST":
        # Nobody could decide on it: what is missing is told with where to do it, and nothing is sent.
        title, name = "It cannot be sent in yet", row.involvement.partnership.name
        context = {"title": title, "caption": name, "back": {"href": back, "text": presenters.start_words(row.start)}}
        return render(request, "approvals/not_ready.html", context | {"needed": left})

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
        template="approvals/send.html",
        more=told_before(scope, row, known, steps),
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
        # The condition is met; what it was about stays on record as it was answered.
        messages.success(request, format_html(MET, records["entry"], records["forms"]))
        return f"{back}#conditions"

    records = {"entry": entry_of(scope, involvement), "forms": address(scope, "forms", reference)}
    files = files_panel(scope, ownership.INVOLVEMENT, str(involvement.pk))
    attach = with_next(files.add, request.path) if files.add else ""
    page = EditPage(
        "Condition met", back, caption=involvement.partnership.name, lead=row.words, done="",
        template="approvals/condition_met.html", more={"attach": attach, "files": files},
    )  # fmt: skip
    return edit_row(request, page, read, lambda _, data: MetForm(data), save)
