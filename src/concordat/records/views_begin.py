"""Beginning a list with what the edition names for it, such as the risks that partnerships typically bring."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from concordat.councils.views_editing import EditPage, edit_new
from concordat.records import listing, queries
from concordat.records.catalogue import sides
from concordat.records.forms import BeginForm
from concordat.records.places import where
from concordat.records.presenters_rows import left_to_begin
from concordat.records.views import OWN_WORDS, kept, subject_of_list
from concordat.register.forms import refusals_at
from concordat.register.presenters_partnership import JOINT_WORDS
from concordat.ui.labels import within


def list_begin(request: HttpRequest, council: str, reference: str, group: str, *, joint: bool) -> HttpResponse:
    """Add several rows at once: those that the edition names and that are not there yet."""
    scope, side, reading = kept(request, reference, joint=joint)
    subject_of_list(reading, group)
    fact = reading.rules.table[group]
    left = left_to_begin(reading, group, queries.rows(side, [group])[group])
    if joint not in sides(fact) or group not in reading.asks.begins:
        raise Http404
    page = EditPage(
        f"Begin with those that the protocol names: {within(fact.words)}",
        where(scope, side.involvement).to("list_page", group),
        caption=side.involvement.partnership.name,
        lead=f"{JOINT_WORDS if joint else OWN_WORDS} Each that you choose becomes a row of its own, to be filled in.",
        button="Add these",
        done="Added",
    )

    def save(form: Any) -> str:
        with refusals_at({}):
            listing.begin(scope, side=side, group=group, codes=form.cleaned_data["codes"])
        return page.back

    return edit_new(request, page, lambda data: BeginForm(data, left), save)
