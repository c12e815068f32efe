"""The arrangement of the room's tests, opened in browsers without eyes."""

from dataclasses import dataclass

import pytest
from tests import world
from tests.judgements.conftest import Here, here, made
from tests.page_checks import CheckedClient

from concordat.councils.scope import Scope

__all__ = ["here", "made"]


@dataclass(frozen=True)
class Pages:
    """The world, its arrangement's addresses, and a browser for each of its people."""

    here: Here

    def at(self, more: str = "") -> str:
        """An address below the partnership's."""
        return f"/c/ashford/register/{self.here.row.reference}/{more}"

    def browser(self, who: str) -> CheckedClient:
        """Somebody's browser: lead, team, chief, senior or reader."""
        scope: Scope = getattr(self.here, who)
        assert scope.membership is not None
        return world.client(scope.membership.user)


@pytest.fixture
def pages(here: Here) -> Pages:
    """Everybody's browsers."""
    return Pages(here)
