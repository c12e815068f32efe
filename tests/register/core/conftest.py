"""Two councils, and in the first a partnership team, a lead officer and a bystander. Made once a module: it is what
takes the time. Each test gets its own copy, and what it changes is rolled back."""

from collections.abc import Iterator
from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker
from tests import world

from concordat.councils import adoption


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[SimpleNamespace, SimpleNamespace]]:
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(adoption, "from_library", world.cached_library)
        yield _ashford(), _barton()
        transaction.set_rollback(True)


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
