"""For whom a step waits: the people of a role, whoever acts for them, or the clerk for a body."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TypeAlias

from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.vocabulary import BODIES, LEAD_AUTHORITY, RESERVED
from concordat.register.models import Responsibility
from concordat.register.permissions import holding

Named: TypeAlias = Mapping[str, AbstractSet[int]]
# Who acts where whoever would is the one who sent it in: the next one up.
NEXT_UP = {
    "lead_officer": "head_of_service",
    "sponsoring_officer": "head_of_service",
    "head_of_service": "senior_manager",
    "senior_manager": "director",
    "director": "chief_executive",
}


def generic(edition: Edition, named: str) -> str:
    """The role of the table, or the generic body, behind one that an edition names by its own title."""
    for table in (edition.roles, edition.bodies):
        if named in table:
            return table[named].generic
    return named


def is_recorded(edition: Edition, named: str) -> bool:
    """Whether an act of this one is put down by somebody else: a body's, all partners', the lead authority's."""
    return named.startswith(LEAD_AUTHORITY) or named in RESERVED or generic(edition, named) in BODIES


def recorder(edition: Edition, named: str) -> str:
    """The role that puts it down: the clerk for a body, the lead officer for partners and for another authority."""
    return "clerk" if generic(edition, named) in BODIES and not named.startswith(LEAD_AUTHORITY) else "lead_officer"


def named_people(involvements: Collection[int], on: date) -> Mapping[int, Named]:
    """Who is named for a role in each of some partnerships today, by user. One query."""
    found: dict[int, dict[str, set[int]]] = {pk: {} for pk in involvements}
    rows = Responsibility.objects.filter(holding(on), involvement__in=involvements, person__user__isnull=False)
    for pk, role, user in rows.values_list("involvement_id", "role", "person__user_id"):
        found[pk].setdefault(role, set()).add(user)
    return found


def acts_as(scope: Scope, edition: Edition, named: Named, actors: Sequence[str]) -> str | None:
    """As which of some actors the reader may act themselves; None for none.

    Where the partnership has people named for a role (its own head of service), it is for them, or whoever acts for
    them; else for anybody in that role.
    """
    for one in actors:
        role = generic(edition, one)
        if is_recorded(edition, one) or role not in scope.roles:
            continue
        people = named.get(one, set()) | named.get(role, set())
        if not people or people & scope.people:
            return one
    return None


def in_place_of(scope: Scope, edition: Edition, actors: Sequence[str]) -> str | None:
    """As which of some actors the reader may act as the next one up; None for none."""
    for one in actors:
        if not is_recorded(edition, one) and NEXT_UP.get(generic(edition, one)) in scope.roles:
            return one
    return None
