"""What a council asks of everybody who signs in, and of one member alone: the door holds to it."""

import pytest
from django.test import Client
from tests import world
from tests.register.pages.browsing import filled, saved, send, text

from concordat.accounts import sessions
from concordat.councils import members, services
from concordat.councils.models import Council, Membership
from concordat.ui.refusals import CannotDo

pytestmark = pytest.mark.django_db
HOME = "/c/ashford/"


@pytest.fixture
def council() -> Council:
    return world.council(edition=None)


@pytest.fixture
def member(council: Council) -> Membership:
    return world.member(council, "partnership_team", name="Robin Field")


def set_ways(member: Membership, *ways: str, reason: str = "") -> Membership:
    fresh = Membership.objects.get(pk=member.pk)
    return members.set_ways(
        world.command(Council.objects.get(pk=member.council_id)),
        membership=fresh,
        version=fresh.version,
        ways=list(ways),
        reason=reason,
    )


def ask_everybody(council: Council) -> None:
    services.set_second_factor(world.command(council), version=council.version, needed=True, reason="")


def sent_to_the_second_factor(client: Client, address: str = HOME) -> bool:
    response = client.get(address)
    return response.status_code == 302 and "/account/second-factor/needed/" in response.headers["Location"]


def test_a_member_of_whom_a_code_is_asked_comes_in_only_with_one(
    member: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.client(member.user)
    assert not sent_to_the_second_factor(client)
    set_ways(member, "password_and_code")
    assert sent_to_the_second_factor(client)
    monkeypatch.setattr(sessions, "has_second_factor", lambda _: True)
    assert not sent_to_the_second_factor(client)


def test_nobody_else_is_asked_for_the_code_of_that_member(council: Council, member: Membership) -> None:
    set_ways(member, "password_and_code")
    assert not sent_to_the_second_factor(world.client(world.member(council, "councillor").user))


def test_a_member_for_whom_a_password_is_enough_needs_no_code_though_everybody_else_does(
    council: Council, member: Membership
) -> None:
    ask_everybody(council)
    assert sent_to_the_second_factor(world.client(member.user))
    set_ways(member, "password", reason="Has no phone, and works in the office only")
    assert not sent_to_the_second_factor(world.client(member.user))


def test_less_than_the_council_asks_of_everybody_needs_a_reason(council: Council, member: Membership) -> None:
    ask_everybody(council)
    with pytest.raises(CannotDo, match="Say why a password is enough"):
        set_ways(member, "password", reason=" ")


def test_a_way_of_signing_in_that_there_is_not_is_refused(member: Membership) -> None:
    with pytest.raises(CannotDo, match="There is no such way of signing in"):
        set_ways(member, "carrier_pigeon")


def test_the_joint_record_asks_a_councils_people_for_what_the_council_asks() -> None:
    council = world.council("barton")
    member = world.member(council, "partnership_team")
    address = f"/j/{world.involvement(council).partnership.reference}/"
    assert not sent_to_the_second_factor(world.client(member.user), address)
    set_ways(member, "password_and_code")
    assert sent_to_the_second_factor(world.client(member.user), address)


def test_an_administrator_says_on_a_members_page_how_they_sign_in(council: Council, member: Membership) -> None:
    client = world.client(world.member(council, "administrator").user)
    page = f"/c/ashford/administration/people/{member.pk}/"
    assert "As the council asks of everybody" in text(client.get(page))
    assert filled(client, f"{page}signing-in")["ways"] == ["as_everybody"]
    saved(client, f"{page}signing-in", ways="password_and_code")
    assert filled(client, f"{page}signing-in")["ways"] == ["password_and_code"]
    assert Membership.objects.get(pk=member.pk).ways == ["password_and_code"]
    assert "A password and a code from an app" in text(client.get(page))
    saved(client, f"{page}signing-in", ways="as_everybody")
    assert Membership.objects.get(pk=member.pk).ways == []
    ask_everybody(council)
    set_ways(Membership.objects.get(user=client_user(client)), "password", reason="Tries this page out")
    refused = send(client, f"{page}signing-in", ways="password")
    assert refused.status_code == 422
    assert "Say why a password is enough for this person." in text(refused)


def client_user(client: Client) -> int:
    return int(client.session["_auth_user_id"])


def test_who_does_not_keep_the_members_does_not_change_how_they_sign_in(council: Council, member: Membership) -> None:
    client = world.client(world.member(council, "lead_officer").user)
    assert client.get(f"/c/ashford/administration/people/{member.pk}/signing-in").status_code == 403
