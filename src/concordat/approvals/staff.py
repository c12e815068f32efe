"""Who is asked, by name: the people of a role, who is away and who acts for them, or who records for a body."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from concordat.approvals import whose
from concordat.approvals.act_words import within
from concordat.approvals.whose import NEXT_UP, People, Turn
from concordat.councils.models import Absence, Council, Deputy, RoleHeld
from concordat.councils.queries import on_day
from concordat.councils.roles import ROLES, reach
from concordat.protocol.table import generic, title_of
from concordat.ui.words import day

LEAD = "lead_officer"


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
    # Who reads what is said of them: of themselves it says “you”.
    reader: int | None = None

    def asked(self, turn: Turn) -> list[str]:
        """For whom a step waits, a sentence for each of those whom it asks."""
        return [self._sentence(turn, one) for one in turn.actors]

    def members(self, turn: Turn, one: str) -> list[Member]:
        """Who may do what a step asks of one: those named, else those of the role; else the next one up."""
        role = generic(turn.edition, one)
        if whose.is_recorded(turn.edition, one):
            return self._recorders(turn, one)
        own = self._own(turn, one)
        able = _free(own, turn)
        if len(able) < len(own):
            able += _free(self.by_role.get(NEXT_UP.get(role, ""), []), turn)
        return able

    def kept_from(self, turn: Turn, one: str) -> list[Member]:
        """Who would do what is asked of one, had they not sent it in, where nobody else can; else nobody."""
        if whose.is_recorded(turn.edition, one) or self.members(turn, one):
            return []
        return self._own(turn, one)

    def _recorders(self, turn: Turn, one: str) -> list[Member]:
        """Who puts down what a body or others did: every clerk; or the partnership's own lead officer, without one
        whoever else is responsible for it."""
        role = whose.recorder(turn.edition, one)
        if role != LEAD:
            return self.by_role.get(role, [])
        named = self.people.named.get(turn.involvement, {})
        leads = {user for held, users in named.items() if generic(turn.edition, held) == LEAD for user in users}
        return self._keepers(leads) or self._keepers({user for users in named.values() for user in users})

    def _keepers(self, users: AbstractSet[int]) -> list[Member]:
        """Of those responsible, who may keep the record of what is theirs; each once."""
        found: dict[int, Member] = {}
        for role in (LEAD, *self.by_role):
            if reach(frozenset({role}), "keep_involvement"):
                found |= {one.user: one for one in self.by_role.get(role, []) if one.user in users - found.keys()}
        return list(found.values())

    def _own(self, turn: Turn, one: str) -> list[Member]:
        """Those named for a role in the partnership; else all who hold it."""
        named = turn.named_for(self.people, one)
        held = self.by_role.get(generic(turn.edition, one), [])
        return [member for member in held if not named or member.user in named]

    def _sentence(self, turn: Turn, one: str) -> str:
        title, members = title_of(turn.edition, one), self.members(turn, one)
        names = ", ".join(member.words for member in members)
        if whose.is_recorded(turn.edition, one):
            role = whose.recorder(turn.edition, one)
            if role != "clerk":
                return f"{title}. The lead officer records it."
            return f"{title}. The clerk records it: {names or 'nobody is clerk here yet'}."
        if kept := self.kept_from(turn, one):
            return f"{title}: {self._kept_words(turn, one, kept)}"
        return f"{title}: {names or f'nobody holds the role of {_role_words(title, one)} here yet'}."

    def _kept_words(self, turn: Turn, one: str, kept: Sequence[Member]) -> str:
        """That nobody is left, because those who hold the role sent it in; and what would move it."""
        who = " and ".join("you" if member.user == self.reader else member.name for member in kept)
        role = _role_words(title_of(turn.edition, one), one)
        nobody, more = f"nobody else holds the role of {role}", "somebody else is given the role, under Administration"
        if len(kept) < len(self.by_role.get(generic(turn.edition, one), [])):
            nobody, more = f"nobody else is named here as {role}", "somebody else is named as well"
        them = "you" if [member.user for member in kept] == [self.reader] else "them"
        return (
            f"{who} sent it in, or a form of it, and {nobody}. It moves once a deputy is named for {them} or {more}; "
            "or once somebody else submits the forms again and sends it in."
        )

    def stands_still(self, turn: Turn) -> bool:
        """Whether none of those whom a step asks can do it, because they sent it in."""
        return bool(turn.actors) and all(self.kept_from(turn, one) for one in turn.actors)


def staff_of(council: Council, involvements: Collection[int], senders: Collection[int], on: date) -> Staff:
    """The staff of a council as its partnerships' steps ask for them. Four queries."""
    return staff_with(council, whose.people_of(council, involvements, frozenset(senders), on), on)


def staff_with(council: Council, people: People, on: date) -> Staff:
    """The same where the people who are named and who sent it in are read already. Two queries."""
    deputies: dict[int, list[Deputy]] = {}
    for row in Deputy.objects.filter(on_day(on), membership__council=council).select_related("deputy__user"):
        deputies.setdefault(row.membership_id, []).append(row)
    by_role: dict[str, list[Member]] = {}
    here = Q(membership__until=None) | Q(membership__until__gt=on)
    away = Absence.objects.filter(on_day(on), membership=OuterRef("membership")).order_by("-until").values("until")[:1]
    held = RoleHeld.objects.filter(on_day(on), here, membership__council=council).annotate(away=Subquery(away))
    for one in held.select_related("membership__user").order_by("membership__user__name", "pk"):
        acting = tuple(_acting(deputies.get(one.membership_id, []), one.role))
        user = one.membership.user
        by_role.setdefault(one.role, []).append(Member(user.pk, user.name, acting, one.away))
    return Staff(by_role, people)


def _free(members: Sequence[Member], turn: Turn) -> list[Member]:
    """Those who did not send it in, or for whom somebody acts who did not."""
    senders = turn.senders
    return [
        one for one in members if one.user not in senders or any(deputy not in senders for deputy, _ in one.deputies)
    ]


def _role_words(title: str, one: str) -> str:
    return ROLES[one].lower() if one in ROLES else within(title)


def _acting(rows: list[Deputy], role: str) -> Iterator[tuple[int, str]]:
    for row in rows:
        if row.role in ("", role):
            yield row.deputy.user_id, row.deputy.user.name
