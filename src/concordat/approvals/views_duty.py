"""The page on which somebody does what a duty asks by itself, such as receiving the forms that were submitted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.approvals import duty_acts, presenters_duty
from concordat.approvals.forms import DutyActForm
from concordat.approvals.whose import titles
from concordat.councils.views_editing import EditPage, edit_new
from concordat.protocol.table import title_of
from concordat.protocol.vocabulary import ACTS
from concordat.register.forms import refusals_at
from concordat.register.views_common import address, or_404, own, scope_of
from concordat.ui.refusals import NotAllowed


def duty_act(request: HttpRequest, council: str, reference: str, duty: str) -> HttpResponse:
    """Do what a duty asks, for some of what it asks it for."""
    scope, involvement = scope_of(request), own(request, reference)
    asked = or_404(duty_acts.asked_of(scope, involvement, duty))
    edition = asked.known.rules.edition
    page = EditPage(
        asked.duty.words.rstrip("."), address(scope, "duty", reference, duty), caption=involvement.partnership.name,
        button="Record it", done="Recorded", template="approvals/duty_act.html",
        more={"whom": titles(edition, asked.duty.by), "told": ACTS[asked.duty.act], "clause": asked.duty.clause},
    )  # fmt: skip
    try:
        share = duty_acts.share_of(scope, asked, involvement)
    except NotAllowed as refused:
        return _not_theirs(request, page, refused.reason)
    sent = presenters_duty.sent_words(scope, involvement, asked, share)
    if not share.rows and sent:
        return _not_theirs(request, page, sent)
    if not share.rows and request.method != "POST":
        return _not_theirs(request, page, "Nothing is left to do here.")

    def make(data: Any) -> DutyActForm:
        bodies = {one: title_of(edition, one) for one in share.able}
        named = {mark: asked.open[mark].about for mark in asked.open if mark and mark in share.rows}
        return DutyActForm(data, rows=named, points=asked.duty.points, bodies=bodies)

    def save(form: Any) -> str:
        with refusals_at({}):
            duty_acts.give(scope, involvement=involvement, duty=duty, done=form.done())
        return page.back

    return edit_new(request, replace(page, more={**page.more, "sent": sent}), make, save)


def _not_theirs(request: HttpRequest, page: EditPage, why_not: str) -> HttpResponse:
    """The page for somebody whom it does not ask, or no more: they are told so; nothing is saved."""
    status = 422 if request.method == "POST" else 200
    return render(request, page.template, {**page.context, "why_not": why_not}, status=status)
