"""The joint record as the people of any party see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from concordat.councils.presenters import between
from concordat.history import clock
from concordat.register import sections
from concordat.register.choices import Words
from concordat.register.joint import Joint
from concordat.register.models import Party
from concordat.register.presenters import current_first
from concordat.register.presenters_lead import joint_card, no_partner
from concordat.ui.tables import Cell, Column, Content, Table


def page(opened: Joint, parties: Sequence[Party]) -> dict[str, Any]:
    """The joint facts, and the partners with a link to each."""
    partnership = opened.partnership
    partners = {party.organisation.reference: party.organisation.name for party in parties}
    words, left = Words(None, {}, partners=partners), no_partner(partnership, parties, clock.today())
    return {
        "partnership": partnership,
        "cards": [joint_card(partnership, section, words, left) for section in sections.JOINT],
        "partners": _partners(opened, parties),
        "complete": partnership.is_complete("partners"),
        "own": opened.party,
        "own_url": reverse("joint_party", args=[partnership.reference, opened.party.reference]) if opened.party else "",
        "keeper": partnership.steward,
    }


def _partners(opened: Joint, parties: Sequence[Party]) -> Table:
    now, ended = current_first(parties, clock.today())
    rows: list[list[Content]] = [
        [
            Cell(party.organisation.name, reverse("joint_party", args=[opened.partnership.reference, party.reference])),
            between(party.from_day, party.until),
        ]
        for party in (*now, *ended)
    ]
    return Table([Column("Partner"), Column("When")], rows, "Partners", "No partner is recorded yet.")
