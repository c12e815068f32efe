"""Who is told that something waits to be put down: the clerk for a body; for others those whose partnership it is."""

import pytest
from django.core import mail
from tests import world
from tests.approvals.deciding import sent
from tests.approvals.test_who_may_act import deputy_of

from concordat.accounts.models import User
from concordat.approvals import mailing, queries
from concordat.approvals.models import Matter
from concordat.councils.models import Council, Membership
from concordat.councils.scope import Scope
from concordat.register import responsibilities
from concordat.register.models import Involvement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def council() -> Council:
    """A council whose protocol asks all partners before it leaves."""
    return world.council("castleton", "chesterfield/2019")


def leaving(of: Council, lead: Membership) -> tuple[Involvement, Matter]:
    """A partnership that its lead officer wants to leave."""
    person = world.person(of, lead.user.name, lead.user)
    row = world.involvement(of, "Town Centre", lead=person, involvement__applied_by_choice=True)
    return row, sent(world.scope(lead), row, "exit")[0]


def told(matter: Matter) -> set[str]:
    """Who was sent a mail when the worker came by."""
    mail.outbox.clear()
    mailing.tell.func(matter.pk)
    return {one.to[0] for one in mail.outbox}


def records(who: Membership) -> list[str]:
    return [item.how for item in queries.waiting_for(world.scope(who))]


def test_of_what_partners_say_the_partnerships_own_lead_officer_is_told_and_no_other() -> None:
    here = council()
    lead, other = (world.member(here, "lead_officer", name=name) for name in ("Lee Officer", "Another Lead"))
    world.member(here, "clerk")
    _, matter = leaving(here, lead)
    assert (records(lead), records(other)) == (["record"], [])
    assert told(matter) == {lead.user.email}
    assert told(matter) == set()


def test_while_they_are_away_their_deputy_is_told_instead() -> None:
    here = council()
    lead = world.member(here, "lead_officer", name="Lee Officer")
    person = world.person(here, "Lee Officer", lead.user)
    row = world.involvement(here, "Town Centre", lead=person, involvement__applied_by_choice=True)
    deputy: Scope = deputy_of(world.scope(lead), "legal")
    matter, _ = sent(world.scope(lead), row, "exit")
    assert told(matter) == {User.objects.get(pk=deputy.user_id or 0).email}


def test_without_a_lead_officer_who_signs_in_whoever_else_is_responsible_is_told() -> None:
    here = council()
    head, _ = (world.member(here, "head_of_service", name=name) for name in ("Own Head", "Another Head"))
    world.member(here, "lead_officer", name="Another Lead")
    row = world.involvement(here, "Town Centre", involvement__applied_by_choice=True)
    answers = {"person": world.person(here, "Own Head", head.user), "from": row.entered_on}
    responsibilities.give(world.command(here), involvement=row, role="head_of_service", answers=answers)
    matter, _ = sent(world.command(here), row, "exit")
    assert told(matter) == {head.user.email}
