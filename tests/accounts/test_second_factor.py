"""The second factor: set up, asked for, stood in for by recovery codes, removed."""

import time
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client, RequestFactory
from tests.accounts.people import (
    PASSWORD,
    Committing,
    code,
    is_in,
    person,
    said,
    secret_of,
    set_up_app,
    sign_in,
    signed_in,
    verbs,
)
from tests.page_checks import CheckedClient

from concordat.accounts import services, sessions
from concordat.history.acts import SYSTEM
from concordat.ui.refusals import CannotDo

pytestmark = pytest.mark.django_db
CODE, SET_UP, NEEDED = "/account/code/", "/account/second-factor/set-up/", "/account/second-factor/needed/"


@pytest.fixture(autouse=True)
def _one_half_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code does not change while a test runs."""
    now = time.time()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: now))


def strong(client: Client) -> bool:
    """Whether the door takes this browser's session for one with a second factor."""
    return client.get(f"{NEEDED}?next=/renaming/")["Location"] == "/renaming/"


@pytest.fixture
def with_app(django_capture_on_commit_callbacks: Committing) -> tuple[Client, str]:
    """A person with an app, and the browser in which they set it up."""
    person()
    client = signed_in()
    secret, _ = set_up_app(client, django_capture_on_commit_callbacks)
    return client, secret


def test_setting_up_an_app_asks_for_the_password_once_more() -> None:
    person()
    answer = signed_in().get(SET_UP)
    assert answer["Location"].startswith("/account/password/again/?next=")


def test_setting_up_an_app_makes_this_session_strong_and_keeps_where_it_was_going(
    django_capture_on_commit_callbacks: Committing,
) -> None:
    user = person()
    client = signed_in()
    page = client.get(f"{NEEDED}?next=/renaming/")
    assert f"{SET_UP}?next=%2Frenaming%2F" in page.content.decode()
    _, answer = set_up_app(client, django_capture_on_commit_callbacks, next_="/renaming/")
    assert answer["Location"] == "/account/recovery-codes/?next=%2Frenaming%2F"
    codes = client.get(answer["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert 'href="/renaming/"' in codes.content.decode()
    assert strong(client)
    assert said("Second factor added") == [(user.reference, {"kind": kind}) for kind in ("totp", "recovery_codes")]
    assert mail.outbox[-1].subject == "A second factor was added to your sign-in"


def test_a_wrong_first_code_sets_nothing_up() -> None:
    user = person()
    client = signed_in()
    client.post("/account/password/again/?next=/account/", {"password": PASSWORD})
    client.get(SET_UP)
    assert client.post(SET_UP, {"code": "000000"}).status_code == 422
    assert not Authenticator.objects.filter(user=user).exists()


def test_a_password_alone_does_not_let_in_a_person_who_has_an_app(with_app: tuple[Client, str]) -> None:
    client = CheckedClient()
    assert sign_in(client)["Location"] == CODE
    assert not is_in(client)
    assert client.post(CODE, {"code": code(with_app[1])})["Location"] == "/"
    assert strong(client)
    assert said("Signed in")[-1][1] == {"by": ["password", "totp"]}


def test_the_code_page_keeps_where_the_person_was_going(with_app: tuple[Client, str]) -> None:
    client = CheckedClient()
    sign_in(client, next_="/renaming/")
    assert client.post(CODE, {"code": code(with_app[1])})["Location"] == "/renaming/"


def test_a_code_works_once(with_app: tuple[Client, str]) -> None:
    once = code(with_app[1])
    first, second = CheckedClient(), CheckedClient()
    sign_in(first)
    sign_in(second)
    assert first.post(CODE, {"code": once}).status_code == 302
    assert second.post(CODE, {"code": once}).status_code == 422


def test_a_recovery_code_stands_in_for_the_app_once(with_app: tuple[Client, str]) -> None:
    spare = with_app[0].get("/account/recovery-codes/").context["unused_codes"][0]
    client = CheckedClient()
    sign_in(client)
    assert client.post(CODE, {"code": spare}).status_code == 302
    assert said("Signed in")[-1][1] == {"by": ["password", "recovery_codes"]}
    again = CheckedClient()
    sign_in(again)
    assert again.post(CODE, {"code": spare}).status_code == 422


def test_wrong_codes_are_recorded_and_ten_of_them_lock_out(with_app: tuple[Client, str]) -> None:
    client = CheckedClient()
    sign_in(client)
    for _ in range(10):
        assert client.post(CODE, {"code": "000000"}).status_code == 422
    assert "Wait until" in client.post(CODE, {"code": code(with_app[1])}).content.decode()
    assert not is_in(client)
    assert [at for _, at in said("Failed to sign in")] == [{"at": "code"}] * 10


def test_a_code_form_without_a_code_is_only_not_right_yet(with_app: tuple[Client, str]) -> None:
    client = CheckedClient()
    sign_in(client)
    assert client.post(CODE, {"credential": "{}"}).status_code == 422


def test_the_code_page_opens_to_nobody_who_has_not_given_a_password() -> None:
    assert CheckedClient().get(CODE)["Location"].startswith("/account/sign-in/")


def test_a_session_from_before_the_app_is_asked_for_a_code(with_app: tuple[Client, str]) -> None:
    user = Authenticator.objects.filter(type="totp").get().user
    client = CheckedClient()
    client.force_login(user)
    page = client.get(f"{NEEDED}?next=/renaming/").content.decode()
    assert "Enter a code" in page
    answer = client.post("/account/second-factor/again/?next=/renaming/", {"code": code(secret_of(user))})
    assert answer["Location"] == "/renaming/"
    assert strong(client)


def test_removing_the_app_weakens_this_session_and_ends_the_others(
    with_app: tuple[Client, str], django_capture_on_commit_callbacks: Committing
) -> None:
    here, secret = with_app
    there = CheckedClient()
    sign_in(there)
    there.post(CODE, {"code": code(secret)})
    assert strong(there)
    with django_capture_on_commit_callbacks(execute=True):
        assert here.post("/account/second-factor/remove/")["Location"] == "/account/second-factor/"
    assert is_in(here)
    assert here.get(NEEDED).status_code == 200
    assert not is_in(there)
    assert verbs().count("Second factor removed") == 2
    assert sign_in(CheckedClient())["Location"] == "/"


def test_an_installer_takes_away_a_lost_second_factor_with_a_reason_and_the_person_is_told(
    with_app: tuple[Client, str], django_capture_on_commit_callbacks: Committing
) -> None:
    user = Authenticator.objects.get(type="totp").user
    for actor, reason, words in ((SYSTEM, " ", "reason"), (user.actor, "Lost it", "your own")):
        with pytest.raises(CannotDo, match=words):
            services.remove_second_factor(actor, user, reason)
    with django_capture_on_commit_callbacks(execute=True):
        services.remove_second_factor(SYSTEM, user, "Phone lost; known in person")
    assert not is_in(with_app[0])
    assert sign_in(CheckedClient())["Location"] == "/"
    assert mail.outbox[-1].subject == "The second factor was removed from your sign-in"
    assert said("Second factor taken away")[0][0] == user.reference
    with pytest.raises(CannotDo, match="no second factor"):
        services.remove_second_factor(SYSTEM, user, "Again")


def test_new_recovery_codes_replace_the_old(
    with_app: tuple[Client, str], django_capture_on_commit_callbacks: Committing
) -> None:
    client, _ = with_app
    old = client.get("/account/recovery-codes/").context["unused_codes"]
    assert client.get("/account/recovery-codes/new/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/recovery-codes/new/")
    assert not set(old) & set(client.get("/account/recovery-codes/").context["unused_codes"])
    assert verbs().count("Recovery codes made") == 1


def test_the_secret_can_be_scanned_or_typed_and_the_pages_are_not_kept(
    django_capture_on_commit_callbacks: Committing,
) -> None:
    person()
    client = signed_in()
    client.post(client.get(SET_UP)["Location"], {"password": PASSWORD})
    page = client.get(SET_UP)
    groups = page.context["secret"]
    assert groups.replace(" ", "") == page.context["form"].secret
    assert groups in page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert page["Cache-Control"]


def test_a_council_that_asks_for_a_second_factor_sends_a_weak_session_to_the_page_that_says_so() -> None:
    user = person()
    request = RequestFactory().get("/c/ashford/?a=1")
    request.user, request.session = user, signed_in().session
    assert sessions.too_weak(request, second_factor=False) is None
    answer = sessions.too_weak(request, second_factor=True)
    assert answer is not None
    assert answer["Location"] == "/account/second-factor/needed/?next=%2Fc%2Fashford%2F%3Fa%3D1"


def test_the_page_of_a_second_factor_leads_nowhere_off_the_site() -> None:
    person()
    page = signed_in().get(f"{NEEDED}?next=https://elsewhere.example/")
    assert "elsewhere" not in page.content.decode()
