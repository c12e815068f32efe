"""Who is asked, by name: the people of a role, who is away and who acts for them, or who records for a body."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from concordat.approvals import whose
from concordat.approvals.whose import NEXT_UP, People, Turn
from concordat.councils.models import Absence, Council, Deputy, RoleHeld
from concordat.councils.queries import on_day
from concordat.councils.roles import ROLES
from concordat.protocol.table import title_of
from concordat.ui.words import day


@dataclass(frozen=True)
class Member:
    """Somebody who holds a role today: who acts for them in it, and until when they are away."""

    user: int
    name: str
    deputies: tuple[tuple[int, str], ...]
    away: date | None

    @property
    def words(self) -> str:
        """ "Ann Bell (away until 3 May 2027; Dee Puty acts for them)"."""
        more = [f"away until {day(self.away)}"] if self.away else []
        more += [f"{name} acts for them" for _, name in self.deputies]
        return f"{self.name} ({'; '.join(more)})" if more else self.name


@dataclass(frozen=True)
class Staff:
    """The people of a council by the roles that they hold today, and those named in its partnerships."""

    by_role: dict[str, list[Member]]
    people: People

    def asked(self, turn: Turn) -> list[str]:
        """For whom a step waits, a sentence for each of those whom it asks."""
        return [self._sentence(turn, one) for one in turn.actors]

    def members(self, turn: Turn, one: str) -> list[Member]:
        """Who may do what a step asks of one: those named, else those of the role; else the next one up."""
        role = whose.generic(turn.edition, one)
        if whose.is_recorded(turn.edition, one):
            return self.by_role.get(whose.recorder(turn.edition, one), [])
        named = turn.named_for(self.people, one)
        own = [member for member in self.by_role.get(role, []) if not named or member.user in named]
        able = [member for member in own if member.user not in turn.senders or member.deputies]
        if len(able) < len(own):
            up = self.by_role.get(NEXT_UP.get(role, ""), [])
            able += [member for member in up if member.user not in turn.senders]
        return able

    def _sentence(self, turn: Turn, one: str) -> str:
        title, members = title_of(turn.edition, one), self.members(turn, one)
        names = ", ".join(member.words for member in members)
        if whose.is_recorded(turn.edition, one):
            role = whose.recorder(turn.edition, one)
            if role != "clerk":
                return f"{title}. The lead officer records it."
            return f"{title}. The clerk records it: {names or 'nobody is clerk here yet'}."
        return f"{title}: {names or f'nobody holds the role of {ROLES.get(one, title).lower()} here yet'}."


def staff_of(council: Council, involvements: Collection[int], senders: Collection[int], on: date) -> Staff:
    """The staff of a council as its partnerships' steps ask for them. Five queries."""
    deputies: dict[int, list[Deputy]] = {}
    for row in Deputy.objects.filter(on_day(on), membership__council=council).select_related("deputy__user"):
        deputies.setdefault(row.membership_id, []).append(row)
    away = dict(Absence.objects.filter(on_day(on), membership__council=council).values_list("membership_id", "until"))
    by_role: dict[str, list[Member]] = {}
    here = Q(membership__until=None) | Q(membership__until__gt=on)
    held = RoleHeld.objects.filter(on_day(on), here, membership__council=council)
    for one in held.select_related("membership__user").order_by("membership__user__name", "pk"):
        acting = tuple(_acting(deputies.get(one.membership_id, []), one.role))
        user = one.membership.user
        by_role.setdefault(one.role, []).append(Member(user.pk, user.name, acting, away.get(one.membership_id)))
    return Staff(by_role, whose.people_of(council, involvements, frozenset(senders), on))


def _acting(rows: list[Deputy], role: str) -> Iterator[tuple[int, str]]:
    for row in rows:
        if row.role in ("", role):
            yield row.deputy.user_id, row.deputy.user.name
