"""A council under the protocol whose forms go by band: one limited partnership, and those who fill in its forms."""

from copy import deepcopy
from dataclasses import dataclass

import pytest
from tests import world
from tests.answers.filling import LIMITED, judged

from concordat.councils.models import Membership
from concordat.councils.scope import Scope
from concordat.register.models import Involvement


@dataclass(frozen=True)
class Here:
    """A partnership in the limited band; the officer who answers for it, the team, a finance officer who has nothing
    to do with it, somebody who only reads; and a council that is no part of it."""

    row: Involvement
    lead: Scope
    team: Scope
    finance: Scope
    reader: Scope
    elsewhere: Scope

    @property
    def helper(self) -> Membership:
        """The finance officer, as one to whom something can be handed."""
        assert self.finance.membership is not None
        return self.finance.membership


@pytest.fixture(scope="module")
def made(ground: None) -> Here:
    council, other = world.council(), world.council("barford")
    lead = world.member(council, "lead_officer", name="Lee Officer")
    row = world.involvement(council, "River Forum", lead=world.person(council, "Lee Officer", lead.user))
    judged(world.scope(lead), row, **LIMITED)
    return Here(
        row,
        lead=world.scope(lead),
        team=world.scope(world.member(council, "partnership_team", name="Terry Team")),
        finance=world.scope(world.member(council, "finance", name="Fran Finance")),
        reader=world.scope(world.member(council, "councillor", name="Chris Councillor")),
        elsewhere=world.scope(world.member(other, "partnership_team")),
    )


@pytest.fixture
def here(made: Here, db: None) -> Here:
    """One partnership, and everybody who has a part in its forms."""
    return deepcopy(made)
