"""A partner's people who sign in here: invited, listed and ended on the partner's page, by who keeps the joint record."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from tests import world
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import day, saved, send, text

from concordat.history import clock
from concordat.history.models import Event
from concordat.register import joint, organisations, parties, party_people
from concordat.register.models import Party, PartyMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(here: SimpleNamespace) -> Party:
    new = organisations.New("Valley NHS Trust", "other_public", apart=True)
    return parties.add(here.team, partnership=here.entry.partnership, organisation=new)


@pytest.fixture
def at(here: SimpleNamespace, partner: Party) -> str:
    return f"/c/ashford/register/{here.entry.reference}/partners/{partner.reference}/"


def test_somebody_of_a_partner_is_invited_and_stands_on_its_page(
    team: CheckedClient, at: str, partner: Party, django_capture_on_commit_callbacks: object
) -> None:
    assert "Nobody of this partner signs in here." in text(team.get(at))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        leads = saved(team, f"{at}people/invite", name="Val Valley", email="val@example.org")
    assert leads == f"{at}#party-people"
    row = PartyMember.objects.get(party=partner)
    assert (row.user.email, row.from_day) == ("val@example.org", clock.today())
    assert "val@example.org" in text(team.get(at))
    assert [message.to for message in mail.outbox] == [["val@example.org"]]
    assert Event.objects.filter(verb="Partner’s person let in").exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": "", "email": "val@example.org"}, "Enter the person’s full name"),
        ({"name": "Val", "email": ""}, "Enter the person’s email address"),
        ({"name": "Val", "email": "val at example"}, "Enter an email address in the correct format"),
    ],
)
def test_an_invitation_says_what_is_missing_or_wrong(
    team: CheckedClient, at: str, given: dict[str, str], says: str
) -> None:
    refused = send(team, f"{at}people/invite", **given)
    assert refused.status_code == 422
    assert says in text(refused)
    assert not PartyMember.objects.exists()


def test_nobody_is_let_in_twice_at_a_time(here: SimpleNamespace, team: CheckedClient, at: str, partner: Party) -> None:
    user = world.user("Val Valley")
    party_people.let_in(here.team, party=partner, user=user, from_=clock.today())
    refused = send(team, f"{at}people/invite", name="Val Valley", email=user.email)
    assert refused.status_code == 422
    assert "Val Valley can see this partnership already." in text(refused)


def test_the_people_of_a_partner_that_is_a_council_here_are_not_invited(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    ours = Party.objects.get(partnership=here.entry.partnership, organisation__council=here.council)
    page = f"/c/ashford/register/{here.entry.reference}/partners/{ours.reference}/"
    assert "party-people" not in text(team.get(page))
    refused = send(team, f"{page}people/invite", name="Val", email="val@example.org")
    assert refused.status_code == 422
    assert "Its own people sign in as such." in text(refused)


def test_somebody_who_is_ended_sees_the_joint_record_no_longer(
    here: SimpleNamespace, team: CheckedClient, at: str, partner: Party
) -> None:
    user, today = world.user("Val Valley"), clock.today()
    row = party_people.let_in(here.team, party=partner, user=user, from_=today - timedelta(days=9))
    reference = here.entry.partnership.reference
    assert joint.entry(user, reference) is not None
    too_early = send(team, f"{at}people/{row.pk}/end", **day("until", "1 1 2020"))
    assert too_early.status_code == 422
    until = f"{today.day} {today.month} {today.year}"
    saved(team, f"{at}people/{row.pk}/end", reason="Left the trust", **day("until", until))
    assert joint.entry(user, reference) is None
    assert f"people/{row.pk}/end" not in text(team.get(at))


def test_people_of_another_partner_are_not_found_at_this_one(
    here: SimpleNamespace, team: CheckedClient, at: str
) -> None:
    new = organisations.New("Hill Trust", "voluntary", apart=True)
    other = parties.add(here.team, partnership=here.entry.partnership, organisation=new)
    row = party_people.let_in(here.team, party=other, user=world.user(), from_=clock.today())
    assert team.get(f"{at}people/{row.pk}/end").status_code == 404


def test_who_does_not_keep_the_joint_record_neither_sees_nor_changes_the_list(
    here: SimpleNamespace, reader: CheckedClient, at: str, partner: Party
) -> None:
    party_people.let_in(here.team, party=partner, user=world.user("Val Valley"), from_=clock.today())
    assert "Val Valley" not in text(reader.get(at))
    assert reader.get(f"{at}people/invite").status_code == 403


def test_the_history_of_the_stewards_part_tells_who_was_let_in(
    here: SimpleNamespace, team: CheckedClient, partner: Party
) -> None:
    party_people.let_in(here.team, party=partner, user=world.user("Val Valley"), from_=clock.today())
    page = text(team.get(f"/c/ashford/register/{here.entry.reference}/history"))
    assert "Partner’s person let in" in page
    assert "Signs in for a partner" in page
