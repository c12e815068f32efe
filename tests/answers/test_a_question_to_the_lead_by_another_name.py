"""A question waits for the lead officer also where the protocol calls that role by a name of its own."""

import pytest
from tests import world

from concordat.answers import sharing
from concordat.answers.waiting import queries_for
from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.register import responsibilities
from concordat.register.models import Involvement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EDITION, ITS_LEAD, FORM, QUESTION = "northamptonshire/2009", "representative", "checklist", "benefits"


def responsible(council: Council, row: Involvement, role: str, name: str) -> Scope:
    """Somebody who answers for the partnership in a role of the edition."""
    member = world.member(council, "lead_officer", name=name)
    answers = {"person": world.person(council, name, member.user), "from": row.entered_on}
    responsibilities.give(world.command(council), involvement=row, role=role, answers=answers)
    return world.scope(member)


def test_a_question_waits_for_whoever_leads_by_the_protocols_own_name_and_not_for_all_who_are_responsible() -> None:
    council = world.council("castleton", EDITION)
    row = world.involvement(council)
    lead, other = (responsible(council, row, role, role) for role in (ITS_LEAD, "director"))
    team = world.scope(world.member(council, "partnership_team"))
    sharing.ask(team, involvement=row, form=FORM, question=QUESTION, words="Is that so?")
    assert [bool(queries_for(who)) for who in (lead, other)] == [True, False]
