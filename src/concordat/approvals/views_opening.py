"""Asking for approval: one page that opens the matter and leads on to sending it in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from concordat.approvals import changing, needed, opening, permissions
from concordat.approvals.forms_opening import OpenForm
from concordat.approvals.presenters_matters import starts as starts_of
from concordat.approvals.routes import routes_of
from concordat.councils.views_editing import EditPage, edit_new
from concordat.protocol.facts import dictionary
from concordat.register.known import known_of
from concordat.register.views_common import address, own, scope_of

_LEAD = "The protocol says who is asked, and in which order. Next you see what goes with it, and send it in."


def matter_open(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Ask for approval: of what the address names (``?start=``), or of what is chosen."""
    scope, involvement = scope_of(request), own(request, reference)
    permissions.check_can_open(scope, involvement)
    starts, asked = starts_of(scope, involvement), request.GET.get("start", "")
    start = asked if asked in starts else ""
    options = dictionary()["matter.changed"].options
    changes = options if isinstance(options, dict) else {}
    altered = changing.altered_since(scope, involvement) if start == changing.CHANGE else None

    def make(data: Any) -> OpenForm:
        given = (changing.about(altered.names), altered.reason) if altered else ([], "")
        return OpenForm(data, starts=starts, changes=changes, start=start, given=given)

    def save(form: Any) -> str:
        row = opening.open_matter(scope, involvement=involvement, **form.said())
        known = known_of(scope, involvement)
        left = needed.to_do(scope, involvement, known.rules, routes_of(known, row, scope.on))
        # Where nothing is missing, the next thing to do is to send it in.
        return address(scope, "matter" if left else "matter_send", reference, row.reference)

    page = EditPage(
        starts[start] if start else "Ask for approval",
        address(scope, "matters", reference),
        back_text="Approvals",
        caption=involvement.partnership.name,
        lead=_LEAD,
        button="Continue",
        template="approvals/open.html",
        done="It is open. Send it in, so that somebody is asked.",
    )
    return edit_new(request, page, make, save)
