"""The parts of one partnership: partners, responsibilities, representatives, breaches, protocols."""

from __future__ import annotations

from datetime import date

from concordat.councils.models import Council
from concordat.register.models import (
    Breach,
    Involvement,
    JudgedUnder,
    Partnership,
    Party,
    PartyMember,
    Representative,
    Responsibility,
)


def judged_under(involvement: Involvement, day: date) -> JudgedUnder | None:
    """The edition that counts for an involvement on a day; before its first, the first."""
    rows = list(involvement.judged_under.select_related("adoption").order_by("from_day", "pk"))
    current = [row for row in rows if row.from_day <= day and (row.until is None or row.until > day)]
    return current[-1] if current else rows[0] if rows else None


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


def breaches(involvement: Involvement, gate: str = "") -> list[Breach]:
    """What happened although its gate was shut, of one gate or all, the latest first."""
    rows = involvement.breaches.order_by("-on", "-pk")
    return list(rows.filter(gate=gate) if gate else rows)


def councils_in(partnership: Partnership) -> list[Council]:
    """The councils that have entered a partnership, by name."""
    there = Involvement.objects.filter(partnership=partnership, withdrawn_at=None).values("council")
    return list(Council.objects.filter(pk__in=there).order_by("name"))
