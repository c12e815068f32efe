"""A council under the protocol whose sign-off goes by band: who sends in, who decides, who records; one partnership."""

from copy import deepcopy
from dataclasses import dataclass

import pytest
from tests import world
from tests.answers.filling import judged
from tests.approvals.deciding import sent

from concordat.approvals.models import Matter, Papers
from concordat.councils.scope import Scope
from concordat.register.models import Involvement


@dataclass(frozen=True)
class Here:
    """A partnership; the officer who answers for it, the team, the head of service, the senior manager and who is next
    up, the clerk, the chief executive, and somebody who only reads."""

    row: Involvement
    lead: Scope
    team: Scope
    head: Scope
    senior: Scope
    director: Scope
    clerk: Scope
    chief: Scope
    reader: Scope


@pytest.fixture(scope="module")
def made(ground: None) -> Here:
    council = world.council()
    lead = world.member(council, "lead_officer", name="Lee Officer")
    row = world.involvement(council, "River Forum", lead=world.person(council, "Lee Officer", lead.user))
    others = (
        "partnership_team",
        "head_of_service",
        "senior_manager",
        "director",
        "clerk",
        "chief_executive",
        "councillor",
    )
    scopes = [world.scope(world.member(council, role, name=role.replace("_", " ").title())) for role in others]
    return Here(row, world.scope(lead), *scopes)


LIMITED = dict.fromkeys(("cost", "aims", "profile", "stakeholders", "deadlines", "track_record", "liability"), 1)
SIGN_OFF = "sign-off.limited"


@dataclass(frozen=True)
class Entry:
    """A limited partnership of which the lead officer has sent the entry in."""

    here: Here
    matter: Matter
    papers: Papers


@pytest.fixture(scope="module")
def entered(made: Here) -> Entry:
    judged(made.lead, made.row, **LIMITED)
    return Entry(made, *sent(made.lead, made.row, "entry", "score_sheet", "registration"))


@pytest.fixture
def entry(entered: Entry, db: None) -> Entry:
    """The same, for one test."""
    return deepcopy(entered)


@pytest.fixture
def here(made: Here, db: None) -> Here:
    """One partnership, and everybody who has a part in deciding on it."""
    return deepcopy(made)
