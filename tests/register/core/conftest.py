"""Two councils, and in the first a partnership team, a lead officer and a bystander. Made once a module: it is what
takes the time. Each test gets its own copy, and what it changes is rolled back."""

from copy import deepcopy
from types import SimpleNamespace

import pytest
from tests import world


@pytest.fixture(scope="module")
def made(ground: None) -> tuple[SimpleNamespace, SimpleNamespace]:
    return _ashford(), _barton()


def _ashford() -> SimpleNamespace:
    council = world.council("ashford")
    member = world.member(council, "lead_officer", name="Lee Officer")
    officer = world.person(council, "Lee Officer", member.user)
    return SimpleNamespace(
        council=council,
        team=world.scope(world.member(council, "partnership_team", name="Terry Team")),
        lead=world.scope(member),
        member=member,
        officer=officer,
        reader=world.scope(world.member(council, "councillor", name="Chris Councillor")),
        entry=world.involvement(council, "Safer Streets", lead=officer),
    )


def _barton() -> SimpleNamespace:
    council = world.council("barton")
    return SimpleNamespace(council=council, team=world.scope(world.member(council, "partnership_team")))


@pytest.fixture
def here(made: tuple[SimpleNamespace, SimpleNamespace], db: None) -> SimpleNamespace:
    """Ashford: ``team`` (every entry), ``lead`` (their own), ``reader`` (none); ``entry`` is led by ``officer``."""
    return deepcopy(made[0])


@pytest.fixture
def there(made: tuple[SimpleNamespace, SimpleNamespace], db: None) -> SimpleNamespace:
    """Barton, which shares nothing yet."""
    return deepcopy(made[1])
