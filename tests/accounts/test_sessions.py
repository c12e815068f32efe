"""How long a session lasts, and ending others."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.accounts.people import ADDRESS, is_in, person, said, sign_in, signed_in, verbs
from tests.page_checks import CheckedClient

from concordat.accounts import browsers, services, sessions
from concordat.accounts.models import Session
from concordat.history import clock
from concordat.history.acts import SYSTEM
from concordat.ui.refusals import CannotDo

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    begun = clock.now()
    now = begun

    def go(by: timedelta) -> None:
        nonlocal now
        now += by

    monkeypatch.setattr(clock, "now", lambda: now)
    return go


def test_a_session_in_which_nothing_happens_for_an_hour_ends(later: Callable[[timedelta], None]) -> None:
    user = person()
    client = signed_in()
    later(timedelta(minutes=59))
    assert is_in(client)
    later(timedelta(minutes=61))
    answer = client.get("/account/")
    assert answer["Location"].startswith("/account/sign-in/?next=")
    assert said("Signed out") == [(user.reference, {"because": "idle"})]
    assert not is_in(client)


def test_a_session_ends_after_twelve_hours_however_busy_it_was(later: Callable[[timedelta], None]) -> None:
    person()
    client = signed_in()
    for _ in range(24):
        later(timedelta(minutes=30))
        assert is_in(client)
    later(timedelta(minutes=1))
    assert not is_in(client)
    assert said("Signed out")[0][1] == {"because": "too old"}


def test_shutting_a_person_out_ends_every_session_at_once() -> None:
    user = person()
    here, there = signed_in(), signed_in()
    services.disable(SYSTEM, user, "Left the council")
    assert (is_in(here), is_in(there)) == (False, False)
    assert not Session.objects.filter(person=user).exists()


def test_letting_a_person_in_again_does_not_open_an_old_session() -> None:
    user = person()
    client = signed_in()
    services.disable(SYSTEM, user, "Left the council")
    services.enable(SYSTEM, user, "Came back")
    assert not is_in(client)
    assert sign_in(client).status_code == 302
    assert verbs().count("Enabled") == 1


def test_shutting_out_needs_a_reason_and_is_never_of_oneself() -> None:
    user = person()
    with pytest.raises(CannotDo, match="reason"):
        services.disable(SYSTEM, user, " ")
    with pytest.raises(CannotDo, match="your own"):
        services.disable(user.actor, user, "Going")
    user.refresh_from_db()
    assert user.is_active


def test_the_account_page_lists_ones_own_sessions_and_nobody_elses() -> None:
    user = person()
    person("pat@example.org", "Pat Young")
    here = CheckedClient(headers={"User-Agent": FIREFOX})
    sign_in(here)
    sign_in(CheckedClient(headers={"User-Agent": CHROME}))
    signed_in("pat@example.org")
    found = sessions.open_of(user, here.session.session_key)
    assert [(row.browser, row.this) for row in found] == [("Firefox on Windows", True), ("Chrome on Linux", False)]
    page = here.get("/account/").content.decode()
    assert "Chrome on Linux" in page
    assert not any(row.session_key in page for row in Session.objects.all())


def test_signing_out_elsewhere_leaves_this_session_and_other_people_alone() -> None:
    user = person()
    person("pat@example.org", "Pat Young")
    here, there, pat = signed_in(), signed_in(), signed_in("pat@example.org")
    page = here.get("/account/sign-out-elsewhere/")
    answer = here.post("/account/sign-out-elsewhere/", {"form_token": page.context["form_token"]})
    assert answer["Location"] == "/account/"
    assert (is_in(here), is_in(there), is_in(pat)) == (True, False, True)
    assert said("Signed out elsewhere") == [(user.reference, {"sessions": 1})]


def test_a_session_that_was_ended_elsewhere_leads_back_to_sign_in() -> None:
    user = person()
    client = signed_in()
    sessions.end(user)
    assert client.get("/renaming/")["Location"] == "/account/sign-in/?next=%2Frenaming%2F"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (CHROME, "Chrome on Linux"),
        (f"{CHROME} Edg/140.0", "Edge on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iPhone"),
        ("Something (Android 16)", "A browser on Android"),
        ("curl/8", browsers.UNKNOWN),
        ("", browsers.UNKNOWN),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(agent: str, words: str) -> None:
    assert browsers.in_words(agent) == words


def test_a_session_of_nobody_names_nobody() -> None:
    client = CheckedClient()
    client.get("/account/sign-in/")
    session = client.session
    session["a"] = 1
    session.save()
    assert list(Session.objects.values_list("person", flat=True)) == [None]
    now: datetime = clock.now()
    assert Session.objects.get().expire_date > now
    assert ADDRESS not in str(Session.objects.get())
