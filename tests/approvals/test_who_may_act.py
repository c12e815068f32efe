"""Nobody acts on what they sent in: then whoever acts for the one asked, or the next one up."""

from datetime import timedelta

import pytest
from tests import world
from tests.answers.filling import judged
from tests.approvals.conftest import LIMITED, SIGN_OFF, Entry, Here
from tests.approvals.deciding import decide, give, sent

from concordat.approvals import queries
from concordat.approvals.presenters_matter import act_shown
from concordat.councils import away
from concordat.councils.adopted_rules import rules_of
from concordat.councils.models import Membership
from concordat.councils.scope import Scope
from concordat.register import responsibilities
from concordat.register.models import Person
from concordat.ui.refusals import NotAllowed

pytestmark = pytest.mark.slow


def deputy_of(who: Scope, *roles: str) -> Scope:
    """Somebody of no rank who acts for another from today on."""
    deputy = world.member(who.council, *roles, name="Dee Puty")
    member = Membership.objects.get(pk=who.membership.pk)  # type: ignore[union-attr]
    until = who.on + timedelta(days=7)
    away.set_deputy(world.command(who.council), membership=member, deputy=deputy, from_=who.on, until=until)
    away.tell_absence(world.command(who.council), membership=member, from_=who.on, until=until)
    return world.scope(deputy)


def name_head(here: Here, scope: Scope) -> None:
    """Name somebody as this partnership's head of service."""
    user = Membership.objects.get(pk=scope.membership.pk).user  # type: ignore[union-attr]
    council = here.row.council
    of = Person.objects.filter(council=council, user=user).first() or world.person(council, "Named", user)
    answers = {"person": of, "from": here.lead.on}
    responsibilities.give(
        world.command(here.row.council), involvement=here.row, role="head_of_service", answers=answers
    )


def tasks(scope: Scope) -> list[tuple[str, str]]:
    return [(item.row.task, item.how) for item in queries.waiting_for(scope)]


def test_whoever_sent_it_in_does_not_act_on_it_but_the_next_one_up_does(here: Here) -> None:
    name_head(here, here.head)
    judged(here.head, here.row, **LIMITED)
    matter, papers = sent(here.head, here.row, "entry", "score_sheet", "registration")
    assert (tasks(here.head), tasks(here.senior)) == ([], [(SIGN_OFF, "do")])
    with pytest.raises(NotAllowed, match="You sent this in"):
        give(here.head, matter, SIGN_OFF, papers)
    with pytest.raises(NotAllowed, match="The protocol asks this of"):
        give(here.director, matter, SIGN_OFF, papers)
    done = give(here.senior, matter, SIGN_OFF, papers)
    assert (done.acting_as, done.instead, done.by_id) == ("head_of_service", "senior_manager", here.senior.user_id)
    told = act_shown(rules_of(papers.adoption).edition, done)["who"]
    assert told.endswith(", for the Head of Service, who sent it in or submitted a form of it")


def test_nor_do_they_as_the_next_one_up_over_themselves(here: Here) -> None:
    both = world.scope(world.member(here.row.council, "head_of_service", "senior_manager", name="Both"))
    name_head(here, both)
    judged(both, here.row, **LIMITED)
    matter, papers = sent(both, here.row, "entry", "score_sheet", "registration")
    assert (tasks(both), tasks(here.senior)) == ([], [(SIGN_OFF, "do")])
    with pytest.raises(NotAllowed, match="You sent this in"):
        give(both, matter, SIGN_OFF, papers)


def test_nor_does_whoever_submitted_a_form_of_it(here: Here) -> None:
    both = world.scope(world.member(here.row.council, "head_of_service", "partnership_team", name="Both"))
    judged(here.lead, here.row, **LIMITED)
    matter, papers = sent(both, here.row, "entry", "score_sheet", "registration")
    assert both.user_id in queries.turn_of(queries.waiting(here.row)[0]).senders
    with pytest.raises(NotAllowed, match="submitted a form"):
        give(both, matter, SIGN_OFF, papers)
    assert give(here.head, matter, SIGN_OFF, papers).instead == ""


def test_where_nobody_who_is_asked_sent_it_in_the_next_one_up_does_not_act(entry: Entry) -> None:
    assert tasks(entry.here.senior) == []
    with pytest.raises(NotAllowed, match="The protocol asks this of"):
        give(entry.here.senior, entry.matter, SIGN_OFF, entry.papers)


def test_the_partnerships_own_head_of_service_comes_before_others_of_that_role(entry: Entry) -> None:
    own = world.scope(world.member(entry.here.row.council, "head_of_service", name="Own Head"))
    assert tasks(own) == tasks(entry.here.head) == [(SIGN_OFF, "do")]
    name_head(entry.here, own)
    assert (tasks(own), tasks(entry.here.head)) == ([(SIGN_OFF, "do")], [])
    with pytest.raises(NotAllowed):
        give(entry.here.head, entry.matter, SIGN_OFF, entry.papers)
    give(own, entry.matter, SIGN_OFF, entry.papers)


def test_named_without_the_role_somebody_neither_acts_nor_keeps_others_from_it(entry: Entry) -> None:
    name_head(entry.here, entry.here.lead)
    with pytest.raises(NotAllowed):
        give(entry.here.lead, entry.matter, SIGN_OFF, entry.papers)
    give(entry.here.head, entry.matter, SIGN_OFF, entry.papers)


def test_what_waits_for_somebody_absent_waits_for_their_deputy(entry: Entry) -> None:
    name_head(entry.here, entry.here.head)
    deputy = deputy_of(entry.here.head, "councillor")
    assert tasks(deputy) == [(SIGN_OFF, "do")]
    done = give(deputy, entry.matter, SIGN_OFF, entry.papers)
    assert (done.acting_as, done.by_id) == ("head_of_service", deputy.user_id)


def test_a_deputy_for_another_role_is_not_named_by_that(entry: Entry) -> None:
    council = entry.here.row.council
    name_head(entry.here, entry.here.head)
    member = Membership.objects.get(pk=entry.here.head.membership.pk)  # type: ignore[union-attr]
    other = world.member(council, "head_of_service", name="Other Head")
    away.set_deputy(
        world.command(council), membership=member, deputy=other, role="lead_officer", from_=entry.here.head.on
    )
    assert tasks(world.scope(other)) == []
    with pytest.raises(NotAllowed):
        give(world.scope(other), entry.matter, SIGN_OFF, entry.papers)


def test_what_was_sent_back_waits_for_the_officers_deputy_too(entry: Entry) -> None:
    decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason="Costs")
    assert tasks(deputy_of(entry.here.lead)) == [(SIGN_OFF, "send")]


def test_it_does_not_wait_for_a_deputy_in_another_role(entry: Entry) -> None:
    decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason="Costs")
    member = Membership.objects.get(pk=entry.here.lead.membership.pk)  # type: ignore[union-attr]
    council, on = entry.here.row.council, entry.here.lead.on
    for role, waits in (("head_of_service", []), ("lead_officer", [(SIGN_OFF, "send")])):
        other = world.member(council, "lead_officer", name="Dee Puty")
        away.set_deputy(world.command(council), membership=member, deputy=other, role=role, from_=on)
        assert tasks(world.scope(other)) == waits
