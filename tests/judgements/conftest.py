"""A council under the protocol whose own example is scored here, its people, and one arrangement entered."""

from copy import deepcopy
from dataclasses import dataclass

import pytest
from tests import world

from concordat.councils.scope import Scope
from concordat.register.models import Involvement


@dataclass(frozen=True)
class Here:
    """Who judges: the officer who answers for it, the team, the chief executive, and somebody who only reads."""

    row: Involvement
    lead: Scope
    team: Scope
    chief: Scope
    senior: Scope
    reader: Scope
    team_admin: Scope


@pytest.fixture(scope="module")
def made(ground: None) -> Here:
    council = world.council()
    lead = world.member(council, "lead_officer", name="Lee Officer")
    row = world.involvement(council, "River Forum", lead=world.person(council, "Lee Officer", lead.user))
    others = ("partnership_team", "chief_executive", "senior_manager", "councillor")
    team, chief, senior, reader = (world.scope(world.member(council, role)) for role in others)
    return Here(row, world.scope(lead), team, chief, senior, reader, world.command(council))


@pytest.fixture
def here(made: Here, db: None) -> Here:
    """One arrangement, and everybody who judges it."""
    return deepcopy(made)
