"""The two councils of the register's core, opened in a browser without eyes."""

from types import SimpleNamespace

import pytest
from tests import world
from tests.page_checks import CheckedClient
from tests.register.core.conftest import here, made, there

__all__ = ["here", "made", "there"]


@pytest.fixture
def team(here: SimpleNamespace) -> CheckedClient:
    """Somebody of Ashford's partnership team, signed in."""
    return world.client(here.team.membership.user)


@pytest.fixture
def lead(here: SimpleNamespace) -> CheckedClient:
    """Ashford's lead officer of one partnership, signed in."""
    return world.client(here.lead.membership.user)


@pytest.fixture
def reader(here: SimpleNamespace) -> CheckedClient:
    """A councillor of Ashford, who sees the register and changes nothing."""
    return world.client(here.reader.membership.user)
