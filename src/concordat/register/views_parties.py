"""The partners, as the joint record has them: added and ended by the steward, and kept by each of them too."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.accounts.next_page import next_page, with_next
from concordat.councils.forms import CompleteForm
from concordat.councils.views_editing import EditPage, back_to, edit_new, edit_row
from concordat.register import (
    organisations,
    parties,
    permissions,
    presenters_lead,
    presenters_parties,
    reading,
    sections,
)
from concordat.register import queries_parts as parts
from concordat.register.forms import AnswersForm, ReasonForm, change_of, refusals_at
from concordat.register.forms_directory import SearchForm
from concordat.register.forms_parts import NEW, OF_PARTNER, EndForm, PartyForm
from concordat.register.models import Involvement, Party
from concordat.register.presenters_directory import SHARED, sectors
from concordat.register.suggesting import one_line
from concordat.register.views_common import address, adoption_of, entry_of, or_404, own, scope_of, words_of

PARTNERS, LEAD = "partners", "joint-lead"


def _party(request: HttpRequest, reference: str, party: str) -> tuple[Involvement, Party]:
    involvement = own(request, reference)
    return involvement, or_404(parts.party(involvement.partnership, party))


def party(request: HttpRequest, council: str, reference: str, party: str) -> HttpResponse:
    """All that the joint record says of a partner."""
    scope = scope_of(request)
    involvement, row = _party(request, reference, party)
    words = words_of(scope, adoption_of(scope, involvement))
    context = presenters_parties.page(scope, involvement, row, words, next_page(request))
    return render(request, "register/party.html", context)


def party_search(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Which organisation is to be added: its name first."""
    involvement = own(request, reference)
    permissions.check_can_keep_joint(scope_of(request), involvement.partnership)
    context = {
        "form": SearchForm(),
        "involvement": involvement,
        "back": back_to(next_page(request) or entry_of(scope_of(request), involvement, PARTNERS)),
        "action": address(scope_of(request), "party_add", reference),
        "next": next_page(request),
    }
    return render(request, "register/party_search.html", context)


def party_add(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Add a partner: an organisation on record that has such a name, or a new one."""
    scope, involvement = scope_of(request), own(request, reference)
    permissions.check_can_keep_joint(scope, involvement.partnership)
    name = " ".join(request.GET.get("name", "").split())[:200]
    if not name:
        return party_search(request, council, reference)
    like = {row.reference: row for row in organisations.twins(name)}
    page = EditPage(
        f"Add “{name}” as a partner",
        address(scope, "party_search", reference),
        caption=involvement.partnership.name,
        lead=SHARED,
        button="Add",
        done="Partner added",
        another=with_next(address(scope, "party_search", reference), next_page(request)),
    )

    def make(data: Any) -> BaseForm:
        return PartyForm(data, like=presenters_parties.to_choose(like.values()), name=name, sectors=sectors())

    def save(form: Any) -> str:
        given = form.cleaned_data
        new = organisations.New(name, given["sector"], apart=True)
        organisation = new if given["organisation"] == NEW else like[given["organisation"]]
        answers = {"from": given["from_"], **{fact: given[fact] for fact in OF_PARTNER}}
        with refusals_at({"from": "from_"}):
            parties.add(scope, partnership=involvement.partnership, organisation=organisation, answers=answers)
        return entry_of(scope, involvement, PARTNERS)

    return edit_new(request, page, make, save)


def party_edit(request: HttpRequest, council: str, reference: str, party: str, section: str) -> HttpResponse:
    """Answer what one subject asks of a partner."""
    scope = scope_of(request)
    involvement, row = _party(request, reference, party)
    permissions.check_can_keep_party(scope, row)
    found = sections.find(sections.PARTY, section)
    if found is None:
        raise Http404
    words = words_of(scope, adoption_of(scope, involvement))

    def form_of(of: Party, data: Any) -> BaseForm:
        return AnswersForm(data, one_line(scope, involvement, reading.asked_of_party(of, found.facts, words)))

    def save(form: Any, version: int) -> str:
        with refusals_at(form.places):
            parties.change(scope, party=row, answers=form.given(), version=version, **change_of(form))
        return address(scope, "party", reference, party)

    page = EditPage(
        found.title,
        address(scope, "party", reference, party),
        caption=str(row.organisation),
        done=f"{found.title}: saved",
    )
    return edit_row(request, page, lambda: _party(request, reference, party)[1], form_of, save)


def party_end(request: HttpRequest, council: str, reference: str, party: str) -> HttpResponse:
    """It is a partner no longer."""
    scope = scope_of(request)
    involvement, row = _party(request, reference, party)
    permissions.check_can_keep_joint(scope, row.partnership)
    page = EditPage(
        f"{row.organisation} is a partner no longer",
        address(scope, "party", reference, party),
        caption=involvement.partnership.name,
        lead=presenters_lead.when_it_leaves(row),
        done=f"Partner ended{presenters_lead.left_words(row)}",
    )

    def save(form: Any, version: int) -> str:
        parties.end(scope, party=row, version=version, **form.cleaned_data)
        # Where it led, the card above the partners says so, with a link to say who leads now.
        return entry_of(scope, involvement, LEAD if presenters_lead.is_lead(row) else PARTNERS)

    return edit_row(request, page, lambda: _party(request, reference, party)[1], lambda _, data: EndForm(data), save)


def party_remove(request: HttpRequest, council: str, reference: str, party: str) -> HttpResponse:
    """Take out a partner that never was one."""
    scope = scope_of(request)
    involvement, row = _party(request, reference, party)
    permissions.check_can_keep_joint(scope, row.partnership)
    page = EditPage(
        f"Take {row.organisation} out",
        address(scope, "party", reference, party),
        caption=involvement.partnership.name,
        lead="Do this only where it never was a partner. A partner that has left stays on record.",
        button="Take it out",
        warning=True,
        done="Partner taken out",
    )

    def save(form: Any, version: int) -> str:
        parties.remove(scope, party=row, version=version, **form.cleaned_data)
        return entry_of(scope, involvement, PARTNERS)

    return edit_row(request, page, lambda: _party(request, reference, party)[1], lambda _, data: ReasonForm(data), save)


def parties_complete(request: HttpRequest, council: str, reference: str) -> HttpResponse:
    """Say whether there are other partners."""
    scope, involvement = scope_of(request), own(request, reference)
    permissions.check_can_keep_joint(scope, involvement.partnership)
    back = entry_of(scope, involvement, PARTNERS)
    page = EditPage("Are these all the partners?", back, caption=involvement.partnership.name)

    def save(form: Any, version: int) -> str:
        complete = form.cleaned_data["complete"] == "yes"
        parties.say_complete(scope, partnership=involvement.partnership, version=version, complete=complete)
        return back

    def form_of(of: Any, data: Any) -> BaseForm:
        return CompleteForm(data, initial={"complete": "yes" if of.is_complete(PARTNERS) else ""})

    return edit_row(request, page, lambda: own(request, reference).partnership, form_of, save)
