"""A partner's people who sign in here: let in and ended by those who keep the joint record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from concordat.councils.views_editing import EditPage, edit_new, edit_row
from concordat.register import party_people, permissions
from concordat.register import queries_parts as parts
from concordat.register.forms_parts import EndForm
from concordat.register.forms_party_people import InviteForm
from concordat.register.models import Party, PartyMember
from concordat.register.presenters_parties import PEOPLE
from concordat.register.views_common import address, or_404, own, scope_of


def _party(request: HttpRequest, reference: str, party: str) -> Party:
    """A partner whose people the reader may let in. Raises Http404 and NotAllowed."""
    row = or_404(parts.party(own(request, reference).partnership, party))
    permissions.check_can_decide_joint(scope_of(request), row.partnership)
    return row


def party_person_invite(request: HttpRequest, council: str, reference: str, party: str) -> HttpResponse:
    """Invite somebody of a partner by email."""
    scope, row = scope_of(request), _party(request, reference, party)
    page = EditPage(
        f"Invite somebody of {row.organisation}",
        f"{address(scope, 'party', reference, party)}#{PEOPLE}",
        caption=row.partnership.name,
        lead="They will see the joint record, and can change what it says of their own organisation. "
        "They will not see your council’s own record.",
        button="Send invitation",
        done="Invitation sent",
    )

    def save(form: Any) -> str:
        party_people.invite(scope, party=row, **form.cleaned_data)
        return page.back

    return edit_new(request, page, InviteForm, save)


def party_person_end(request: HttpRequest, council: str, reference: str, party: str, party_person: int) -> HttpResponse:
    """They see the joint record no longer."""
    scope, row = scope_of(request), _party(request, reference, party)

    def read() -> PartyMember:
        return or_404(parts.party_person(row, party_person))

    page = EditPage(
        f"{read().user.name} no longer signs in for {row.organisation}",
        f"{address(scope, 'party', reference, party)}#{PEOPLE}",
        caption=row.partnership.name,
        lead="From that day they no longer see the joint record of this partnership.",
        done="Person ended",
    )

    def save(form: Any, version: int) -> str:
        party_people.end(scope, member=read(), version=version, **form.cleaned_data)
        return page.back

    return edit_row(request, page, read, lambda _, data: EndForm(data), save)
