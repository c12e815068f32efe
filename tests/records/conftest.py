"""A council, the people who keep its records, and one partnership entered."""

from copy import deepcopy
from dataclasses import dataclass

import pytest
from tests import world

from concordat.councils.scope import Scope
from concordat.records.queries import Side
from concordat.register.models import Involvement


@dataclass(frozen=True)
class Here:
    """A partnership whose joint record the council keeps: the officer who answers for it, the team, and a reader."""

    row: Involvement
    lead: Scope
    team: Scope
    reader: Scope

    def side(self, *, joint: bool) -> Side:
        """One side of what is kept of it."""
        return Side(self.row, joint)


@pytest.fixture(scope="module")
def made(ground: None) -> Here:
    council = world.council()
    lead = world.member(council, "lead_officer", name="Lee Officer")
    row = world.involvement(council, "River Forum", lead=world.person(council, "Lee Officer", lead.user))
    team, reader = (world.scope(world.member(council, role)) for role in ("partnership_team", "councillor"))
    return Here(row, world.scope(lead), team, reader)


@pytest.fixture
def here(made: Here, db: None) -> Here:
    """One partnership, and everybody who keeps or reads its records."""
    return deepcopy(made)
