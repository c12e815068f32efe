"""Which of the council's aims it serves."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from concordat.councils.views_editing import edit_row
from concordat.judgements import answering, queries
from concordat.judgements.forms import AimsForm
from concordat.judgements.models import AimServed
from concordat.judgements.views_common import in_a_sentence, keeping, part_page


@in_a_sentence("Aims served")
def aims_served(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """What the partnership does for each aim of the council's plan, and whether these are all."""
    scope, involvement = keeping(request, reference)
    page = part_page(
        scope,
        involvement,
        "Aims served",
        lead="Say of each aim of the council’s plan what this partnership does for it.",
        template="judgements/aims.html",
        done="Aims served saved",
    )

    def form_of(_: AimServed, data: Any) -> BaseForm:
        aims = queries.aims_to_ask(scope, involvement)
        served = {row.aim_id: (row.answer("how"), row.answer("note")) for row in queries.aims(involvement)}
        return AimsForm(data, aims=aims, served=served, complete=queries.aims_complete(involvement))

    def save(form: Any, version: int) -> str:
        complete = form.cleaned_data["complete"]
        answering.serve_aims(scope, involvement=involvement, served=form.given(), complete=complete, version=version)
        return f"{page.back}#judgements"

    return edit_row(request, page, lambda: queries.aims_as_seen(involvement), form_of, save)
