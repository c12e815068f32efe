"""A council and the people who keep its records, one partnership entered, and another council that has a part in it."""

from copy import deepcopy
from dataclasses import dataclass

import pytest
from tests import world

from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.records.queries import Side
from concordat.register import entering, joint_record
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


@dataclass(frozen=True)
class There:
    """The other council's part in the same partnership, and its team."""

    row: Involvement
    team: Scope

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


@pytest.fixture(scope="module")
def made_there(made: Here) -> There:
    council = world.council("barton")
    team = world.scope(world.member(council, "partnership_team", name="Toni Barton"))
    partnership = made.row.partnership
    opened = joint_record.open_to(made.team, partnership=partnership, version=partnership.version, whom="all")
    joined = entering.join(team, partnership=opened, entered_on=clock.today())
    return There(Involvement.objects.select_related("partnership__steward", "council").get(pk=joined.pk), team)


@pytest.fixture
def here(made: Here, db: None) -> Here:
    """One partnership, and everybody who keeps or reads its records."""
    return deepcopy(made)


@pytest.fixture
def there(made_there: There, db: None) -> There:
    """Another council in it, which sees the joint record and keeps its own."""
    return deepcopy(made_there)
