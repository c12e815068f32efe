"""What stands among a deputy's own partnerships is what they may keep, and no more."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world

from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.register import permissions, responsibilities
from concordat.register.models import Involvement, Person
from concordat.register.permissions import own_ids

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Council:
    return world.council()


@pytest.fixture
def absent(council: Council) -> Person:
    """Who leads one partnership, and answers for others in other roles; one of them is the edition's own."""
    return world.person(council, of_user=world.user())


@pytest.fixture
def held(council: Council, absent: Person) -> dict[str, Involvement]:
    found = {"lead_officer": world.involvement(council, lead=absent)}
    for role in ("head_of_service", "partnership_manager"):
        found[role] = world.involvement(council)
        answers = {"person": absent}
        responsibilities.give(world.command(council), involvement=found[role], role=role, answers=answers)
    return found


def deputy(council: Council, absent: Person, *roles: str) -> Scope:
    scope = world.scope(world.member(council, "lead_officer", name="Dee Puty"))
    assert absent.user_id is not None
    return replace(scope, acts_for=frozenset((absent.user_id, role) for role in roles))


@pytest.mark.parametrize(
    ("acts_as", "own"),
    [
        ([""], {"lead_officer", "head_of_service", "partnership_manager"}),
        (["lead_officer"], {"lead_officer"}),
        (["partnership_team", "head_of_service"], {"partnership_manager", "head_of_service"}),
        (["senior_manager"], set()),
        ([], set()),
    ],
)
def test_they_are_those_of_the_roles_in_which_one_acts(
    council: Council, absent: Person, held: dict[str, Involvement], acts_as: list[str], own: set[str]
) -> None:
    scope = deputy(council, absent, *acts_as)
    assert set(own_ids(scope)) == {held[role].pk for role in own}
    assert {role for role, row in held.items() if permissions.can_keep_involvement(scope, row)} == own


def test_ones_own_stay_ones_own_beside_a_deputyship_for_one_role(council: Council, absent: Person) -> None:
    scope = deputy(council, absent, "senior_manager")
    user = scope.membership.user  # type: ignore[union-attr]
    mine = world.involvement(council, lead=world.person(council, "Dee Puty", user))
    assert set(own_ids(scope)) == {mine.pk}


@pytest.mark.parametrize(("role", "most"), [("", 1), ("lead_officer", 3)])
def test_they_take_as_many_queries_for_five_as_for_one(council: Council, absent: Person, role: str, most: int) -> None:
    scope = deputy(council, absent, role)
    for number in (1, 5):
        for _ in range(number):
            world.involvement(council, lead=absent)
        with CaptureQueriesContext(connection) as asked:
            list(own_ids(scope))
        assert len(asked) == most
