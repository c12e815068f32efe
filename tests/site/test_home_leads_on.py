"""What waits on the home page: the link says what to do, below it what is asked, and the name leads to the partnership."""

import pytest
from tests import world
from tests.answers.filling import LIMITED, judged
from tests.approvals.deciding import sent

from concordat.councils.scope import Scope
from concordat.register.models import Involvement
from concordat.site.presenters import waiting_table
from concordat.ui.tables import Cell

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_name_leads_to_the_partnership_and_the_link_says_what_to_do(waits: tuple[Scope, Involvement]) -> None:
    head, row = waits
    [[name, told, _]] = waiting_table(head).rows
    assert isinstance(name, Cell)
    assert isinstance(told, Cell)
    assert (name.text, name.href) == ("River Forum", f"/c/{row.council.slug}/register/{row.reference}/")
    assert told.text == "Look at the papers and decide"
    assert told.hint == "The head of service signs a limited partnership off."


@pytest.fixture
def waits() -> tuple[Scope, Involvement]:
    """A head of service for whom an entry waits, and the partnership."""
    council = world.council()
    lead = world.member(council, "lead_officer", name="Lee Officer")
    head = world.scope(world.member(council, "head_of_service", name="Hetty Head"))
    row = world.involvement(council, "River Forum", lead=world.person(council, "Lee Officer", lead.user))
    officer = world.scope(lead)
    judged(officer, row, **LIMITED)
    sent(officer, row, "entry", "score_sheet", "registration")
    return head, row
