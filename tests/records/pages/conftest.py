"""The partnership of the room's tests, opened in browsers without eyes."""

import pytest
from tests import world
from tests.page_checks import CheckedClient
from tests.records.conftest import Here, There, here, made, made_there, there

__all__ = ["here", "made", "made_there", "there"]


def _client(scope: object) -> CheckedClient:
    return world.client(scope.membership.user)  # type: ignore[attr-defined]


@pytest.fixture
def lead(here: Here) -> CheckedClient:
    """The officer who answers for it."""
    return _client(here.lead)


@pytest.fixture
def reader(here: Here) -> CheckedClient:
    """A councillor, who sees and changes nothing."""
    return _client(here.reader)


@pytest.fixture
def barton(there: There) -> CheckedClient:
    """The other council's team."""
    return _client(there.team)
