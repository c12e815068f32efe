"""The parts of one partnership: partners, responsibilities, representatives, protocols."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from concordat.councils.models import Council
from concordat.register.models import (
    Involvement,
    JudgedUnder,
    Partnership,
    Party,
    PartyMember,
    Representative,
    Responsibility,
)
from concordat.ui.once import once


def judged_under(involvement: Involvement, day: date) -> JudgedUnder | None:
    """The edition that counts for an involvement on a day; before its first, the first."""
    rows = all_judged_under([involvement])
    current = [row for row in rows if row.from_day <= day and (row.until is None or row.until > day)]
    return current[-1] if current else rows[0] if rows else None


def all_judged_under(involvements: Sequence[Involvement]) -> list[JudgedUnder]:
    """The editions of some involvements, the first ones first, without the texts. One query."""
    rows = JudgedUnder.objects.filter(involvement__in=involvements).select_related("adoption")
    rows = rows.defer("adoption__canonical").order_by("from_day", "pk")
    return once(("judged under", tuple(row.pk for row in involvements)), lambda: list(rows))


def parties(partnership: Partnership) -> list[Party]:
    """The partners, those of today and of the past, by name."""
    return list(partnership.parties.select_related("organisation__council").order_by("organisation__sort_name", "pk"))


def responsibilities(involvement: Involvement) -> list[Responsibility]:
    """Who answers for the council's part, and who did, by role and first day."""
    return list(
        involvement.responsibilities.select_related("person", "organisation").order_by("role", "from_day", "pk")
    )


def representatives(involvement: Involvement) -> list[Representative]:
    """Who speaks for the council, and who did, by name."""
    return list(involvement.representatives.select_related("person").order_by("person__sort_name", "pk"))


def party(partnership: Partnership, reference: str) -> Party | None:
    """One of the partners; None where the partnership has none of that reference."""
    rows = Party.objects.filter(partnership=partnership, reference=reference)
    return rows.select_related("partnership__steward", "organisation__council").first()


def party_people(party: Party) -> list[PartyMember]:
    """A partner's people who sign in here, and those who did, by name."""
    return list(party.members.select_related("user").order_by("user__name", "pk"))


def all_party_people(partnership: Partnership) -> list[PartyMember]:
    """The people of every partner who sign in here, and those who did."""
    return list(PartyMember.objects.filter(party__partnership=partnership).order_by("pk"))


def party_person(party: Party, pk: int) -> PartyMember | None:
    """One of a partner's people; None where it has none of that number."""
    return party.members.select_related("user", "party__partnership").filter(pk=pk).first()


def councils_in(partnership: Partnership) -> list[Council]:
    """The councils that have entered a partnership, by name."""
    there = Involvement.objects.filter(partnership=partnership, withdrawn_at=None).values("council")
    return list(Council.objects.filter(pk__in=there).order_by("name"))
