"""The partnership of this room's tests, opened in browsers without eyes."""

import pytest
from django.urls import reverse
from tests import world
from tests.answers.conftest import Here, here, made
from tests.page_checks import CheckedClient

from concordat.councils.scope import Scope

__all__ = ["here", "made"]


def client_of(scope: Scope) -> CheckedClient:
    """Somebody's browser."""
    assert scope.membership is not None
    return world.client(scope.membership.user)


def to(here: Here, name: str, *more: object) -> str:
    """An address below the partnership's page."""
    return reverse(name, args=["ashford", here.row.reference, *more])


@pytest.fixture
def lead(here: Here) -> CheckedClient:
    """The officer who answers for the partnership."""
    return client_of(here.lead)


@pytest.fixture
def finance(here: Here) -> CheckedClient:
    """A finance officer who has nothing to do with it, unless a section is handed to them."""
    return client_of(here.finance)


@pytest.fixture
def reader(here: Here) -> CheckedClient:
    """A councillor."""
    return client_of(here.reader)
