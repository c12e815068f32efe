"""Signing in and out, and being locked out."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.accounts.people import (
    ADDRESS,
    OTHER_PASSWORD,
    PASSWORD,
    SIGN_IN,
    is_in,
    person,
    said,
    sign_in,
    signed_in,
    verbs,
    whole_record,
)
from tests.page_checks import CheckedClient

from concordat.accounts import services
from concordat.history import clock
from concordat.history.acts import SYSTEM

pytestmark = pytest.mark.django_db
WRONG = "One of them is wrong."


@pytest.fixture
def client() -> Client:
    return CheckedClient()


def test_the_right_address_and_password_let_a_person_in_and_the_record_says_by_what(client: Client) -> None:
    user = person()
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_in(client)
    assert said("Signed in") == [(user.reference, {"by": ["password"]})]


def test_an_address_is_the_same_whatever_the_case_of_its_letters(client: Client) -> None:
    person()
    assert sign_in(client, f" {ADDRESS.title()} ").status_code == 302


def test_a_wrong_password_is_told_in_the_words_of_an_unknown_address(client: Client) -> None:
    person()
    wrong, unknown = sign_in(client, password=OTHER_PASSWORD), sign_in(client, "nobody@example.org")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert WRONG in wrong.content.decode()
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_a_failed_sign_in_is_recorded_with_the_opaque_id_and_never_with_what_was_typed(client: Client) -> None:
    user = person()
    sign_in(client, password=OTHER_PASSWORD)
    sign_in(client, "typed.by.mistake@example.org", "something secret typed")
    assert said("Failed to sign in") == [(user.reference, {"at": "password"}), ("unknown", {"at": "password"})]
    assert "typed" not in whole_record()


def test_ten_wrong_tries_lock_an_address_out_even_with_the_right_password(client: Client) -> None:
    person()
    for _ in range(9):
        sign_in(client, password=OTHER_PASSWORD)
    assert sign_in(client).status_code == 302
    client.logout()
    sign_in(client, password=OTHER_PASSWORD)
    assert sign_in(client).status_code == 422
    assert verbs().count("Failed to sign in") == 10


def test_being_locked_out_says_when_to_try_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    person()
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 7, 3, 9, 30, 20, tzinfo=UTC))
    for _ in range(10):
        sign_in(client, password=OTHER_PASSWORD)
    assert "Wait until 3 July 2026 at 10:36am, then try again." in sign_in(client).content.decode()


def test_a_lock_out_ends_by_itself_after_five_minutes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    person()
    for _ in range(10):
        sign_in(client, password=OTHER_PASSWORD)
    later = datetime.now(UTC) + timedelta(minutes=5, seconds=1)  # noqa: TID251 - allauth reads this clock
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", later.timestamp)
    assert sign_in(client).status_code == 302


def test_an_unknown_address_is_locked_out_like_a_known_one_and_nobody_else_with_it(client: Client) -> None:
    person()
    for _ in range(10):
        sign_in(client, "nobody@example.org")
    assert "Wait until" in sign_in(client, "nobody@example.org").content.decode()
    assert sign_in(client).status_code == 302


def test_a_sign_in_leads_where_the_person_was_going_but_never_off_the_site(client: Client) -> None:
    person()
    assert sign_in(client, next_="/renaming/")["Location"] == "/renaming/"
    assert sign_in(CheckedClient(), next_="https://elsewhere.example/")["Location"] == "/"
    assert sign_in(CheckedClient(), next_="//elsewhere.example/")["Location"] == "/"


def test_somebody_shut_out_is_told_so_only_with_the_right_password(client: Client) -> None:
    services.disable(SYSTEM, person(), "Left the council")
    assert WRONG in sign_in(client, password=OTHER_PASSWORD).content.decode()
    told = sign_in(client)
    assert told["Location"] == "/account/ended/"
    assert not is_in(client)
    assert "has been ended" in client.get("/account/ended/").content.decode()


def test_a_page_for_people_who_have_signed_in_asks_for_that_first(client: Client) -> None:
    answer = client.get("/account/?a=1")
    assert answer["Location"] == f"{SIGN_IN}?next=%2Faccount%2F%3Fa%3D1"


def test_signing_out_asks_first_and_is_recorded() -> None:
    user = person()
    client = signed_in()
    assert client.get("/account/sign-out/").status_code == 200
    assert is_in(client)
    assert client.post("/account/sign-out/")["Location"] == "/"
    assert not is_in(client)
    assert said("Signed out") == [(user.reference, {"because": "asked to"})]


def test_nobody_signs_themselves_up(client: Client) -> None:
    for address in ("/account/sign-up/", "/account/signup/", "/accounts/signup/"):
        assert client.get(address).status_code == 404


def test_a_sign_in_page_never_answers_in_json(client: Client) -> None:
    answer = client.get(SIGN_IN, headers={"Accept": "application/json"})
    assert answer["Content-Type"].startswith("text/html")


def test_the_sign_in_form_helps_password_managers(client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert PASSWORD not in page
