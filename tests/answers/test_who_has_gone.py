"""Who no longer works for the council is told nothing more, and what waited for them waits for somebody who is there."""

from typing import Any

import pytest
from tests import world
from tests.answers.conftest import Here
from tests.answers.test_sharing import hand
from tests.answers.test_who_is_told import address, ask, told, waits_for

from concordat.answers import mailing, sharing
from concordat.councils import members
from concordat.councils.models import Membership
from concordat.councils.scope import Scope
from concordat.register import responsibilities

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def gone(who: Scope) -> None:
    """They leave the council today; they may still work for another, and sign in."""
    member = Membership.objects.get(pk=who.membership.pk)  # type: ignore[union-attr]
    members.end_membership(world.command(who.council), membership=member, version=member.version, until=who.on)


def responsible(here: Here, role: str, name: str) -> Scope:
    """Somebody of a role who answers for the partnership from today on."""
    council, member = here.row.council, world.member(here.row.council, role, name=name)
    answers = {"person": world.person(council, name, member.user), "from": here.lead.on}
    responsibilities.give(world.command(council), involvement=here.row, role="head_of_service", answers=answers)
    return world.scope(member)


def handed(here: Here) -> tuple[Any, int, Scope]:
    return mailing.tell_section, hand(here).pk, here.finance


def given_back(here: Here) -> tuple[Any, int, Scope]:
    row = hand(here)
    sharing.end(here.finance, handed=row, version=row.version)
    return mailing.tell_back, row.pk, here.lead


def asked(here: Here) -> tuple[Any, int, Scope]:
    return mailing.tell_query, ask(here.finance, here).pk, here.lead


def replied(here: Here) -> tuple[Any, int, Scope]:
    row = ask(here.finance, here)
    sharing.reply(here.team, query=row, version=row.version, words="It is.")
    return mailing.tell_reply, row.pk, here.finance


@pytest.mark.parametrize("told_of", [handed, given_back, asked, replied])
def test_whoever_went_before_the_worker_came_is_told_nothing(here: Here, told_of: Any) -> None:
    task, pk, who = told_of(here)
    gone(who)
    assert address(who) not in told(task, pk)


def test_a_question_waits_for_whoever_leads_now_and_not_for_who_went(here: Here) -> None:
    row = ask(here.finance, here)
    new = responsible(here, "lead_officer", "New Lead")
    assert waits_for(here.lead, new) == [True, False]
    gone(here.lead)
    assert waits_for(here.lead, new, here.team) == [False, True, False]
    assert told(mailing.tell_query, row.pk) == [address(new)]


def test_a_section_in_the_hands_of_who_went_keeps_nobody_else_from_a_question(here: Here) -> None:
    hand(here)
    gone(here.finance)
    other = responsible(here, "legal", "Lea Gal")
    ask(here.lead, here)
    assert waits_for(here.finance, other) == [False, True]


def test_where_nobody_who_is_responsible_is_left_it_waits_for_the_partnership_team(here: Here) -> None:
    row = ask(here.finance, here)
    gone(here.lead)
    assert waits_for(here.lead, here.team, here.reader, here.elsewhere) == [False, True, False, False]
    assert told(mailing.tell_query, row.pk) == [address(here.team)]
