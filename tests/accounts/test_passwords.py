"""Choosing passwords: after an invitation, while signed in, and by mail."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from tests.accounts.people import (
    ADDRESS,
    OTHER_PASSWORD,
    PASSWORD,
    Committing,
    is_in,
    person,
    said,
    set_up_app,
    sign_in,
    signed_in,
    verbs,
)
from tests.page_checks import CheckedClient

from concordat.accounts import services
from concordat.accounts.models import User
from concordat.history import clock
from concordat.history.acts import Actor
from concordat.ui.refusals import CannotDo

pytestmark = pytest.mark.django_db
ADMINISTRATOR = Actor("kr7", "Kim Reed")


@pytest.fixture
def client() -> Client:
    return CheckedClient()


def link_in(message: Any) -> str:
    """The address in a mail, as the browser asks for it."""
    found = re.search(r"http://localhost:8000(\S+)", str(message.body))
    assert found
    return found[1]


def invited(committing: Committing) -> tuple[User, str]:
    with committing(execute=True):
        user = services.invite(ADMINISTRATOR, email=ADDRESS, name="Jo Miller")
    return user, link_in(mail.outbox[-1])


def choose(client: Client, link: str, password: str = PASSWORD, again: str = "") -> Any:
    return client.post(link, {"password1": password, "password2": again or password})


def test_an_invited_person_chooses_a_password_and_signs_in(
    client: Client, django_capture_on_commit_callbacks: Committing
) -> None:
    user, link = invited(django_capture_on_commit_callbacks)
    assert mail.outbox[0].to == [ADDRESS]
    assert not services.has_accepted(user)
    assert choose(client, link).status_code == 303
    assert not is_in(client)
    assert sign_in(client).status_code == 302
    assert verbs() == ["Invited", "Invitation accepted", "Signed in"]
    assert said("Invited")[0][0] == user.reference


def test_an_invitation_works_once(client: Client, django_capture_on_commit_callbacks: Committing) -> None:
    _, link = invited(django_capture_on_commit_callbacks)
    choose(client, link)
    assert client.get(link).status_code == 404
    assert choose(client, link, OTHER_PASSWORD).status_code == 404
    assert sign_in(client).status_code == 302


def test_an_invitation_lasts_seven_days(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Committing
) -> None:
    _, link = invited(django_capture_on_commit_callbacks)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=7, seconds=-2))
    assert client.get(link).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=7, seconds=2))
    assert client.get(link).status_code == 404


def test_a_newer_invitation_replaces_the_older_and_makes_no_second_person(
    client: Client, django_capture_on_commit_callbacks: Committing
) -> None:
    user, first = invited(django_capture_on_commit_callbacks)
    again, second = invited(django_capture_on_commit_callbacks)
    assert again.pk == user.pk
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_an_invitation_that_was_tampered_with_does_not_open(
    client: Client, django_capture_on_commit_callbacks: Committing
) -> None:
    _, link = invited(django_capture_on_commit_callbacks)
    assert client.get(link[:-3] + "AA/").status_code == 404
    assert client.get("/account/invitation/anything/").status_code == 404


def test_shutting_an_invited_person_out_ends_the_invitation(
    client: Client, django_capture_on_commit_callbacks: Committing
) -> None:
    user, link = invited(django_capture_on_commit_callbacks)
    services.disable(ADMINISTRATOR, user, "Invited by mistake")
    assert client.get(link).status_code == 404
    with pytest.raises(CannotDo, match="was ended"):
        services.invite(ADMINISTRATOR, email=ADDRESS, name="Jo Miller")


def test_somebody_who_signs_in_already_is_found_again_and_sent_nothing() -> None:
    user = person()
    assert services.invite(ADMINISTRATOR, email=f" {ADDRESS.upper()} ", name="Another name") == user
    assert mail.outbox == []
    assert "Invited" not in verbs()


def test_no_mail_goes_out_for_an_invitation_that_was_not_kept(db: None) -> None:
    with pytest.raises(CannotDo, match="email address"):
        services.invite(ADMINISTRATOR, email="not an address", name="Jo Miller")
    with pytest.raises(CannotDo, match="name"):
        services.invite(ADMINISTRATOR, email=ADDRESS, name=" ")
    assert (mail.outbox, User.objects.count()) == ([], 0)


@pytest.mark.parametrize("weak", ["short", "123456789012", "qwertyqwerty", "jo.miller@example.org", "jo miller 12"])
def test_a_weak_password_is_refused_wherever_one_is_chosen(
    client: Client, django_capture_on_commit_callbacks: Committing, weak: str
) -> None:
    _, link = invited(django_capture_on_commit_callbacks)
    assert choose(client, link, weak).status_code == 422
    with pytest.raises(CannotDo):
        services.create_admin("pat@example.org", "Jo Miller", weak if "@" not in weak else "pat@example.org")
    choose(client, link)
    sign_in(client)
    assert change(client, weak).status_code == 422


def test_two_different_new_passwords_are_refused(
    client: Client, django_capture_on_commit_callbacks: Committing
) -> None:
    _, link = invited(django_capture_on_commit_callbacks)
    answer = choose(client, link, PASSWORD, OTHER_PASSWORD)
    assert answer.status_code == 422
    assert "Enter the same password in both boxes" in answer.content.decode()
    assert PASSWORD not in answer.content.decode()


def change(client: Client, new: str, old: str = PASSWORD) -> Any:
    return client.post("/account/password/", {"oldpassword": old, "password1": new, "password2": new})


def test_changing_the_password_needs_the_one_in_use() -> None:
    person()
    client = signed_in()
    assert change(client, OTHER_PASSWORD, old="not the password").status_code == 422
    assert "Password changed" not in verbs()


def test_changing_the_password_ends_every_other_session_and_tells_the_person() -> None:
    user = person()
    here, there = signed_in(), signed_in()
    assert change(here, OTHER_PASSWORD)["Location"] == "/account/"
    assert (is_in(here), is_in(there)) == (True, False)
    assert sign_in(CheckedClient(), password=OTHER_PASSWORD).status_code == 302
    assert said("Password changed")[0][0] == user.reference
    assert mail.outbox[-1].subject == "Your password was changed"


def ask_by_mail(client: Client, address: str = ADDRESS) -> Any:
    return client.post("/account/password/forgotten/", {"email": address})


def reset(client: Client, link: str, password: str = OTHER_PASSWORD) -> Any:
    form = client.get(link)
    return client.post(form["Location"], {"password1": password, "password2": password})


def test_a_forgotten_password_is_replaced_through_a_link_in_a_mail(client: Client) -> None:
    user = person()
    there = signed_in()
    ask_by_mail(client)
    assert reset(client, link_in(mail.outbox[0])).status_code == 302
    assert not is_in(there)
    assert sign_in(client, password=OTHER_PASSWORD).status_code == 302
    assert said("Password reset by mail")[0][0] == user.reference


def test_whoever_was_invited_can_come_in_by_a_new_password_too_and_set_up_an_app(
    client: Client, django_capture_on_commit_callbacks: Committing
) -> None:
    invited(django_capture_on_commit_callbacks)
    ask_by_mail(client)
    reset(client, link_in(mail.outbox[-1]))
    assert sign_in(client, password=OTHER_PASSWORD).status_code == 302
    set_up_app(client, django_capture_on_commit_callbacks, OTHER_PASSWORD)
    assert "Second factor added" in verbs()


def test_the_link_for_a_new_password_works_once_and_its_secret_leaves_the_address(client: Client) -> None:
    person()
    ask_by_mail(client)
    link = link_in(mail.outbox[0])
    moved = client.get(link)["Location"]
    assert moved.endswith("-set-password/")
    reset(client, link)
    over = CheckedClient().get(link)
    assert "This link no longer works" in over.content.decode()


def test_asking_for_a_new_password_tells_nobody_who_is_known(client: Client) -> None:
    person()
    services.disable(ADMINISTRATOR, person("gone@example.org", "Pat Young"), "Left")
    answers = [ask_by_mail(client, address) for address in (ADDRESS, "nobody@example.org", "gone@example.org")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/account/password/forgotten/sent/")
    }
    assert [message.to for message in mail.outbox] == [[ADDRESS]]


def test_the_link_in_a_mail_is_the_sites_own_whatever_host_was_asked(client: Client) -> None:
    person()
    client.post("/account/password/forgotten/", {"email": ADDRESS}, headers={"Host": "127.0.0.1:8000"})
    assert "http://localhost:8000/account/password/reset/" in mail.outbox[0].body


def test_mails_are_plain_text_and_name_neither_machine_nor_browser(client: Client) -> None:
    person()
    client = signed_in()
    ask_by_mail(client)
    change(client, OTHER_PASSWORD)
    for message in mail.outbox:
        assert not getattr(message, "alternatives", [])
        assert "127.0.0.1" not in message.body
        assert len(message.body) < 600
        assert "Jo Miller" not in message.body


def test_an_admin_made_at_the_command_line_is_an_installer_and_can_sign_in(client: Client) -> None:
    made = services.create_admin(ADDRESS, "Jo Miller", PASSWORD)
    assert made.installer
    assert sign_in(client).status_code == 302
    with pytest.raises(CannotDo, match="already"):
        services.create_admin(ADDRESS.upper(), "Jo Miller", PASSWORD)
