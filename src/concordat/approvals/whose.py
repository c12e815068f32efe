"""For whom a step waits: the people of a role, whoever acts for them, the next one up, or who records for a body."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from concordat.councils.models import Council, RoleHeld
from concordat.councils.queries import MOST_NAMED, on_day
from concordat.councils.roles import ROLES
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.table import generic, title_of
from concordat.protocol.vocabulary import BODIES, LEAD_AUTHORITY, RESERVED
from concordat.register.models import Responsibility
from concordat.register.permissions import holding

# Who acts where whoever would is the one who sent it in: the next one up.
NEXT_UP = {
    "lead_officer": "head_of_service",
    "sponsoring_officer": "head_of_service",
    "head_of_service": "senior_manager",
    "senior_manager": "director",
    "director": "chief_executive",
}


@dataclass(frozen=True)
class People:
    """Who is named for which role in each of some partnerships, and which roles people hold, by user."""

    named: Mapping[int, Mapping[str, AbstractSet[int]]]
    roles: Mapping[int, AbstractSet[str]]


@dataclass(frozen=True)
class Turn:
    """Whose turn it is at a step: which of those whom it asks have still to act, and who sent the papers in."""

    edition: Edition
    involvement: int
    actors: tuple[str, ...]
    senders: frozenset[int]

    def named_for(self, people: People, one: str) -> set[int]:
        """Who is named for a role in this partnership, and holds it. Named without it, nobody can act on that."""
        named, role = people.named.get(self.involvement, {}), generic(self.edition, one)
        found = {*named.get(one, ()), *named.get(role, ())}
        return {user for user in found if role in people.roles.get(user, ())}


def is_recorded(edition: Edition, named: str) -> bool:
    """Whether an act of this one is put down by somebody else: a body's, the partners', the lead authority's."""
    if named.startswith(LEAD_AUTHORITY) or named in RESERVED:
        return True
    found = generic(edition, named)
    return found in BODIES or found not in ROLES


def recorder(edition: Edition, named: str) -> str:
    """The role that puts it down: the clerk for a body, the lead officer for partners and for another authority."""
    return "clerk" if generic(edition, named) in BODIES and not named.startswith(LEAD_AUTHORITY) else "lead_officer"


def people_of(council: Council, involvements: Collection[int], users: AbstractSet[int], on: date) -> People:
    """Who is named in some partnerships today, and the roles that these people, and some users, hold. Two queries."""
    named: dict[int, dict[str, set[int]]] = {pk: {} for pk in involvements}
    # By few partnerships, or by all of the council's: never by more names than a database takes.
    where = {"involvement__in": involvements} if len(named) <= MOST_NAMED else {"involvement__council": council}
    rows = Responsibility.objects.filter(holding(on), person__user__isnull=False, **where)
    wanted = set(users)
    for pk, role, user in rows.values_list("involvement_id", "role", "person__user_id"):
        if pk in named:
            named[pk].setdefault(role, set()).add(user)
            wanted.add(user)
    roles: dict[int, set[str]] = {}
    held = RoleHeld.objects.filter(on_day(on), membership__council=council)
    held = held.filter(membership__user__in=wanted) if len(wanted) <= MOST_NAMED else held
    for user, role in held.values_list("membership__user_id", "role") if wanted else ():
        roles.setdefault(user, set()).add(role)
    return People(named, roles)


def acts_as(scope: Scope, people: People, turn: Turn) -> str | None:
    """As which of those asked the reader may act themselves; None for none, and for whoever sent the papers in.

    Where the partnership has people named for a role (its own head of service), it is for them, or whoever acts for
    them; else for anybody in that role.
    """
    if scope.user_id in turn.senders:
        return None
    for one in turn.actors:
        role = generic(turn.edition, one)
        if is_recorded(turn.edition, one) or role not in scope.roles:
            continue
        named = turn.named_for(people, one)
        if not named or named & scope.people_as(role):
            return one
    return None


def in_place_of(scope: Scope, people: People, turn: Turn) -> str | None:
    """As which of those asked the reader may act as the next one up, because one of them sent it in; None for none."""
    if scope.user_id in turn.senders:
        return None
    for one in turn.actors:
        role = generic(turn.edition, one)
        if is_recorded(turn.edition, one) or NEXT_UP.get(role) not in scope.roles:
            continue
        if turn.senders & (turn.named_for(people, one) or _holders(people, role)):
            return one
    return None


def records_as(scope: Scope, turn: Turn, *, own: bool) -> list[str]:
    """Of which of those asked the reader may put down what they did; ``own`` where the partnership is theirs."""
    able = {"clerk"} & scope.roles | ({"lead_officer"} if own else set())
    return [one for one in turn.actors if is_recorded(turn.edition, one) and recorder(turn.edition, one) in able]


def titles(edition: Edition, actors: Sequence[str]) -> str:
    """ "Executive or Council"."""
    return " or ".join(title_of(edition, one) for one in actors)


def _holders(people: People, role: str) -> set[int]:
    return {user for user, roles in people.roles.items() if role in roles}
