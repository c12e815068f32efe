"""The joint record: as its parties' people see it, and as its steward keeps it open or hands it over."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from concordat.councils.models import Council
from concordat.councils.views_editing import EditPage, edit_row
from concordat.register import (
    joint_record,
    parties,
    permissions,
    presenters_joint,
    presenters_parties,
    queries,
    reading,
    sections,
)
from concordat.register import queries_parts as parts
from concordat.register.choices import Words
from concordat.register.forms import AnswersForm, change_of, refusals_at
from concordat.register.forms_joint import HandOverForm, OpenForm
from concordat.register.joint import Joint
from concordat.register.models import Partnership, Party
from concordat.register.views_common import entry_of, or_404, own, scope_of

# Joint facts have no codes that stand in an edition, and no service.
_WORDS = Words(None, {})


def joint(request: HttpRequest, joint: str) -> HttpResponse:
    """What every party sees: joint facts only."""
    opened = _opened(request)
    found = parts.parties(opened.partnership)
    return render(request, "register/joint.html", presenters_joint.page(opened, found))


def joint_party(request: HttpRequest, joint: str, party: str) -> HttpResponse:
    """All that the joint record says of a partner."""
    opened = _opened(request)
    row = or_404(parts.party(opened.partnership, party))
    context = presenters_parties.joint_page(opened, row, _WORDS)
    return render(request, "register/joint_party.html", context)


def joint_party_edit(request: HttpRequest, joint: str, party: str, section: str) -> HttpResponse:
    """A party's people answer for their own organisation."""
    opened = _opened(request)
    row = or_404(parts.party(opened.partnership, party))
    permissions.check_can_keep_party(opened, row)
    found = sections.find(sections.PARTY, section)
    if found is None:
        raise Http404
    back = reverse("joint_party", args=[joint, party])

    def form_of(of: Party, data: Any) -> BaseForm:
        return AnswersForm(data, reading.asked_of_party(of, found.facts, _WORDS))

    def save(form: Any, version: int) -> str:
        with refusals_at(form.places):
            parties.change(opened, party=row, answers=form.given(), version=version, **change_of(form))
        return back

    page = EditPage(found.title, back, caption=str(row.organisation), done=f"{found.title}: saved")
    return edit_row(request, page, lambda: or_404(parts.party(opened.partnership, party)), form_of, save)


def open_to(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Say which councils may find the partnership."""
    scope, involvement = scope_of(request), own(request, reference)
    partnership = involvement.partnership
    permissions.check_can_decide_joint(scope, partnership)
    councils = queries.councils_here(scope)
    back = entry_of(scope, involvement, "joint")
    page = EditPage("Who may find this partnership", back, caption=partnership.name)

    def form_of(of: Partnership, data: Any) -> BaseForm:
        named = list(of.open_to_councils.values_list("council__slug", flat=True))
        return OpenForm(data, councils=councils, initial={"open_to": of.open_to, "councils": named})

    def save(form: Any, version: int) -> str:
        given = form.cleaned_data
        chosen = list(Council.objects.filter(slug__in=given.get("councils") or ()))
        told = {"version": version, "whom": given["open_to"], "councils": chosen}
        joint_record.open_to(scope, partnership=partnership, **told)
        return back

    return edit_row(request, page, lambda: own(request, reference).partnership, form_of, save)


def hand_stewardship(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Hand the joint record over to another council that is in the partnership."""
    scope, involvement = scope_of(request), own(request, reference)
    partnership = involvement.partnership
    permissions.check_can_decide_joint(scope, partnership)
    others = {row.slug: row for row in parts.councils_in(partnership) if row.pk != scope.council.pk}
    back = entry_of(scope, involvement, "joint")
    page = EditPage(
        "Hand the joint record over",
        back,
        caption=partnership.name,
        lead="The other council's people will keep it from then on. Yours will keep your council's own part.",
        button="Hand it over",
        warning=True,
        done="Joint record handed over",
    )

    def form_of(_: Partnership, data: Any) -> BaseForm:
        return HandOverForm(data, councils={slug: row.name for slug, row in others.items()})

    def save(form: Any, version: int) -> str:
        told = {"to_council": others[form.cleaned_data["to_council"]], "reason": form.cleaned_data["reason"]}
        joint_record.hand_stewardship(scope, partnership=partnership, version=version, **told)
        return back

    return edit_row(request, page, lambda: own(request, reference).partnership, form_of, save)


def _opened(request: HttpRequest) -> Joint:
    opened: Joint = request.joint  # type: ignore[attr-defined]
    return opened
