"""Acting on a step oneself, and putting down what a body did."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.approvals import acting, presenters, queries
from concordat.approvals.act_words import words_of
from concordat.approvals.before_start import before_start, overdue_now
from concordat.approvals.forms import ActForm
from concordat.approvals.models import Matter, Papers
from concordat.approvals.presenters_matter import asked_of
from concordat.approvals.presenters_papers import papers_page
from concordat.approvals.seats import Seat, seat_of
from concordat.approvals.views import found
from concordat.councils.views_editing import EditPage, edit_new
from concordat.protocol.table import title_of
from concordat.register.forms import refusals_at
from concordat.register.views_common import address, or_404, scope_of

FIELDS = {"conditions": "words_1"}


def step_act(request: HttpRequest, council: str, reference: str, matter: str, papers: int, task: str) -> HttpResponse:
    """Do what a step asks."""
    row, sent = _papers(request, reference, matter, papers)
    return _page(request, row, sent, or_404(seat_of(scope_of(request), row, task, sent)))


def step_record(
    request: HttpRequest, council: str, reference: str, matter: str, papers: int, task: str
) -> HttpResponse:
    """Put down what a body did."""
    row, sent = _papers(request, reference, matter, papers)
    return _page(request, row, sent, or_404(seat_of(scope_of(request), row, task, sent, recording=True)))


def _papers(request: HttpRequest, reference: str, matter: str, papers: int) -> tuple[Matter, Papers]:
    row = found(request, reference, matter)
    return row, or_404(next((one for one in queries.papers_of(row) if one.number == papers), None))


def _page(request: HttpRequest, matter: Matter, papers: Papers, seat: Seat) -> HttpResponse:
    scope, reference = scope_of(request), matter.involvement.reference
    back = address(scope, "matter", reference, matter.reference)
    edition, task, asked = seat.edition, seat.step.task, seat.step.step.step
    more = {
        "step": asked,
        "seat": seat,
        "whom": asked_of(scope, matter, papers, seat),
        "folded": True,
        "before_start": before_start(scope, matter),
        "overdue_now": overdue_now(scope, matter),
        **(papers_page(scope, matter, queries.papers_of(matter), papers.number) or {}),
    }
    page = EditPage(
        presenters.step_words(edition, seat.step), back, caption=matter.involvement.partnership.name,
        button="Record it" if seat.recording else words_of(asked.act).button, done="Recorded",
        template="approvals/act.html", more=more,
    )  # fmt: skip
    if seat.why_not and not (seat.changed and request.method == "POST"):
        # Somebody who may not act is told why and who may; nothing is saved. Where something changed since they began,
        # they are told beside what they typed.
        status = 422 if request.method == "POST" else 200
        return render(request, "approvals/not_yours.html", page.context, status=status)

    def make(data: Any) -> ActForm:
        bodies = {one: title_of(edition, one) for one in seat.able} if seat.recording else None
        return ActForm(data, act=asked.act, why=seat.why, points=asked.points, bodies=bodies)

    def save(form: Any) -> str:
        service = acting.record if seat.recording else acting.do
        with refusals_at(FIELDS):
            service(scope, matter=matter, task=task, papers=papers, said=form.said())
        return back

    return edit_new(request, page, make, save)
