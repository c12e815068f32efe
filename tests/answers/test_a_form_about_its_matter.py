"""A form may ask what started the business it is for, and why: it is filled in from the matter that asks for it."""

import pytest
from tests import world
from tests.answers.filling import fill

from concordat.answers import queries, submitting
from concordat.answers.models import Submitted
from concordat.proposals.proposing import propose
from concordat.register.fact_text import from_text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM = "checklist"


def test_a_checklist_says_what_started_its_matter_and_why_and_can_be_submitted() -> None:
    council = world.council("castleton", "chesterfield/2019")
    scope = world.scope(world.member(council, "lead_officer", name="Lee"))
    lead = world.person(council, "Lee", scope.membership.user)  # type: ignore[union-attr]
    row = propose(scope, name="Town Centre", entered_on=scope.on, lead_officer=lead, why="Shops stand empty")
    found = queries.filled(scope, row, FORM)
    assert {"new-or-changed", "why"} <= set(found.state.answered)
    assert "what-changed" not in found.state.asked
    fill(scope, row, FORM)
    submitting.submit(scope, involvement=row, form=FORM)
    said = from_text(Submitted.objects.get(involvement=row).answers)
    assert (said["matter.start"], said["matter.reason"]) == ("entry", "Shops stand empty")
