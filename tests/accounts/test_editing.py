"""Editing: saved once, never over somebody else's work, and nothing that was typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from tests.accounts.people import person, sign_in, signed_in
from tests.page_checks import CheckedClient

from concordat.accounts import form_token, kept_input, sessions
from concordat.accounts.models import User
from concordat.councils.models import Council
from concordat.history import clock
from concordat.history.acts import INSTALLATION, SYSTEM, act
from concordat.history.models import Event, KeptInput, Submission

pytestmark = pytest.mark.django_db
PAT = "pat@example.org"


@pytest.fixture(autouse=True)
def _bench() -> None:
    with act(SYSTEM, "Council made", INSTALLATION):
        Council(slug="bench", name="Bench", policy_statement="First").save()


@pytest.fixture
def jo() -> User:
    return person()


@pytest.fixture
def client(jo: User) -> Client:
    return signed_in()


def bench() -> Council:
    return Council.objects.get(slug="bench")


def opened(client: Client, address: str = "/renaming/") -> dict[str, str]:
    """The form as a browser would send it back unchanged."""
    context = client.get(address).context
    shown = {bound.name: bound.value() or "" for bound in context["form"]}
    return {"form_token": context["form_token"], **shown}


def send(client: Client, typed: dict[str, str], address: str = "/renaming/", **changed: Any) -> Any:
    return client.post(address, {**typed, **changed})


def test_a_form_is_shown_and_saved_and_leads_on(client: Client) -> None:
    answer = send(client, opened(client), name="Hill")
    assert (answer.status_code, answer["Location"]) == (303, "/done/2/")
    assert bench().name == "Hill"
    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["Saved."]


def test_a_form_that_is_not_right_yet_comes_back_with_what_was_typed(client: Client) -> None:
    answer = send(client, opened(client), name="", note="Typed")
    assert answer.status_code == 422
    assert answer.context["form"]["note"].value() == "Typed"
    assert bench().version == 1


def test_what_a_service_refuses_stands_at_its_field_and_saves_nothing(client: Client) -> None:
    answer = send(client, opened(client), name="Nobody")
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"] == ["Somebody has to be named"]
    assert (bench().version, Submission.objects.count()) == (1, 0)


def test_a_refused_form_can_be_mended_and_sent(client: Client) -> None:
    refused = send(client, opened(client), name="Nobody")
    assert send(client, {"form_token": refused.context["form_token"]}, name="Hill", note="").status_code == 303


def test_a_form_sent_twice_acts_once_and_leads_to_the_same_place(client: Client) -> None:
    typed = {**opened(client, "/adding/"), "name": "New"}
    before = Council.objects.count(), Event.objects.count()
    first, second = send(client, typed, "/adding/"), send(client, typed, "/adding/")
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert (Council.objects.count(), Event.objects.count()) == (before[0] + 1, before[1] + 1)


def test_a_change_sent_twice_is_no_conflict_with_itself(client: Client) -> None:
    typed = {**opened(client), "name": "Hill"}
    assert [send(client, typed)["Location"], send(client, typed)["Location"]] == ["/done/2/", "/done/2/"]
    assert bench().version == 2


def test_a_form_gone_back_to_and_changed_asks_before_it_adds_another(client: Client) -> None:
    typed = opened(client, "/adding/")
    send(client, typed, "/adding/", name="One")
    asked = send(client, typed, "/adding/", name="Two")
    assert asked.status_code == 422
    assert "You sent this form before" in asked.content.decode()
    assert not Council.objects.filter(name="Two").exists()
    send(client, {"form_token": asked.context["form_token"]}, "/adding/", name="Two")
    assert Council.objects.filter(name__in=["One", "Two"]).count() == 2


def test_a_form_gone_back_to_and_changed_does_not_lose_the_second_change(client: Client) -> None:
    typed = opened(client)
    send(client, typed, name="Hill")
    again = send(client, typed, name="Dale")
    assert again.status_code == 409
    send(client, {"form_token": again.context["form_token"]}, name="Dale", note="First")
    assert bench().name == "Dale"


def test_somebody_who_was_slower_sees_original_saved_and_own_side_by_side(client: Client) -> None:
    person(PAT, "Pat Young")
    pat = signed_in(PAT)
    jos, pats = opened(client), opened(pat)
    send(pat, pats, name="Pat’s name")
    answer = send(client, jos, name="Jo’s name")
    assert answer.status_code == 409
    assert bench().name == "Pat’s name"
    assert answer.context["rows"] == [{"label": "Name", "original": "Bench", "saved": "Pat’s name", "own": "Jo’s name"}]
    assert answer.context["saved_by"] == "Pat Young"
    assert answer.context["form"]["name"].value() == "Jo’s name"


def test_what_is_wrong_is_said_after_the_other_version_was_seen_and_not_beside_it(client: Client) -> None:
    person(PAT, "Pat Young")
    pat = signed_in(PAT)
    jos, pats = opened(client), opened(pat)
    send(pat, pats, name="Pat’s name")
    shown = send(client, jos, name="")
    assert shown.status_code == 409
    assert "There is a problem" not in shown.content.decode()
    asked = send(client, {"form_token": shown.context["form_token"], "name": "", "note": "Typed"})
    assert asked.status_code == 422
    assert asked.context["form"].errors["name"]
    assert bench().name == "Pat’s name"


def test_after_a_conflict_ones_own_can_be_saved_and_a_third_change_conflicts_again(client: Client) -> None:
    typed = opened(client)
    with act(SYSTEM, "Renamed", INSTALLATION):
        row = bench()
        row.name = "Other"
        row.save()
    answer = send(client, typed, name="Own")
    token = answer.context["form_token"]
    with act(SYSTEM, "Renamed", INSTALLATION):
        row = bench()
        row.name = "Third"
        row.save()
    assert send(client, {"form_token": token, "name": "Own", "note": "First"}).status_code == 409
    assert bench().name == "Third"


def test_a_row_saved_between_the_look_and_the_save_is_a_conflict_too(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = opened(client)
    from tests.accounts import urls  # noqa: PLC0415 - patched here

    original = urls.change

    def late(request: Any, version: int, **changed: str) -> None:
        original(request, version, name="Faster", note="")
        original(request, version, **changed)

    monkeypatch.setattr(urls, "change", late)
    answer = send(client, typed, name="Slower")
    assert answer.status_code == 409
    assert Submission.objects.count() == 0


def test_a_form_of_somebody_elses_is_not_saved_but_nothing_typed_is_lost(client: Client) -> None:
    person(PAT, "Pat Young")
    typed = opened(signed_in(PAT))
    answer = send(client, typed, name="Hill")
    assert answer.status_code == 422
    assert answer.context["form"]["name"].value() == "Hill"
    assert bench().name == "Bench"
    assert form_token.read(answer.context["form_token"]) != form_token.read(typed["form_token"])


@pytest.mark.parametrize("token", ["", "made up", "WyJhIl0:1:x"])
def test_a_form_without_a_token_of_ours_is_not_saved(client: Client, token: str) -> None:
    assert send(client, {"form_token": token}, name="Hill").status_code == 422
    assert bench().name == "Bench"


# --- The session ended while somebody was typing


def away(client: Client, typed: dict[str, str], jo: User, address: str = "/renaming/", **changed: str) -> str:
    """The session has ended when the form is sent: the address where the sign-in page leads."""
    sessions.end(jo)
    asked = send(client, typed, address, **changed)
    assert (asked.status_code, asked["Location"][:23]) == (302, "/account/sign-in/?next=")
    page = client.get(asked["Location"])
    return str(page.context["redirect_field_value"])


def test_what_was_typed_when_the_session_had_ended_is_there_after_sign_in(client: Client, jo: User) -> None:
    going = away(client, opened(client), jo, name="Typed away")
    assert bench().name == "Bench"
    assert sign_in(client, next_=going)["Location"] == going
    shown = client.get(going)
    assert (shown.status_code, shown.context["form"]["name"].value()) == (200, "Typed away")
    assert "You were signed out while you were typing" in shown.content.decode()
    saved = send(client, {"form_token": shown.context["form_token"]}, going, name="Typed away", note="")
    assert (saved.status_code, bench().name) == (303, "Typed away")


def test_an_idle_session_keeps_what_was_typed_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    typed, now = opened(client), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=2))
    asked = send(client, typed, name="Typed late")
    going = client.get(asked["Location"]).context["redirect_field_value"]
    sign_in(client, next_=going)
    assert client.get(going).context["form"]["name"].value() == "Typed late"


def test_a_form_whose_session_has_ended_is_not_taken_for_one_from_elsewhere(jo: User) -> None:
    client = CheckedClient(enforce_csrf_checks=True)
    client.force_login(jo)
    page = client.get("/renaming/")
    typed = {"form_token": page.context["form_token"], "csrfmiddlewaretoken": str(page.context["csrf_token"])}
    sessions.end(jo)
    assert send(client, typed, name="Typed", note="")["Location"].startswith("/account/sign-in/")
    assert KeptInput.objects.count() == 1


def test_another_person_who_signs_in_does_not_see_what_was_typed(client: Client, jo: User) -> None:
    person(PAT, "Pat Young")
    going = away(client, opened(client), jo, name="Typed away")
    sign_in(client, PAT, next_=going)
    shown = client.get(going)
    assert shown.context["form"]["name"].value() == "Bench"
    assert "Typed away" not in shown.content.decode()


def test_what_was_typed_before_somebody_else_saved_comes_back_as_a_conflict(client: Client, jo: User) -> None:
    going = away(client, opened(client), jo, name="Typed away")
    with act(SYSTEM, "Renamed", INSTALLATION):
        row = bench()
        row.name = "Other"
        row.save()
    sign_in(client, next_=going)
    assert client.get(going).status_code == 409


def test_what_was_typed_is_kept_for_a_day_and_only_for_its_page(
    client: Client, jo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = away(client, opened(client), jo, name="Typed away")
    sign_in(client, next_=going)
    assert client.get(going.replace("renaming", "adding")).context["form"]["name"].value() in (None, "")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=25))
    assert kept_input.forget_old() == 1
    assert not KeptInput.objects.exists()


def test_the_rest_of_the_address_survives_the_sign_in(client: Client, jo: User) -> None:
    assert away(client, opened(client), jo, "/renaming/?step=2", name="Typed").startswith("/renaming/?step=2&kept=")


def test_neither_passwords_nor_forms_that_are_not_ours_are_kept(jo: User) -> None:
    token = form_token.new(jo.reference, 0, {}).signed()
    requests = RequestFactory()
    kept_input.keep(requests.post("/renaming/", {"form_token": token, "oldpassword": "secret", "name": "x"}))
    assert "secret" not in KeptInput.objects.get().typed
    assert kept_input.keep(requests.post("/renaming/", {"name": "x"})) == "/renaming/"
    assert kept_input.rescue(requests.post("/renaming/", {"name": "x"})) is None
    assert KeptInput.objects.count() == 1


def test_a_form_refused_as_from_elsewhere_can_be_rescued_by_its_own_person_only(client: Client) -> None:
    typed = opened(client)
    rescued = kept_input.rescue(RequestFactory().post("/renaming/", {**typed, "name": "Typed"}))
    assert rescued is not None
    assert client.get(rescued["Location"]).context["form"]["name"].value() == "Typed"
    person(PAT, "Pat Young")
    assert signed_in(PAT).get(rescued["Location"]).context["form"]["name"].value() == "Bench"


def test_an_upload_is_part_of_what_makes_two_sendings_the_same(client: Client) -> None:
    typed = opened(client, "/adding/")
    first = send(client, typed, "/adding/", name="One", file=SimpleUploadedFile("a.txt", b"a"))
    other = send(client, typed, "/adding/", name="One", file=SimpleUploadedFile("b.txt", b"b"))
    assert (first.status_code, other.status_code) == (303, 422)


def test_a_visitor_without_a_session_keeps_nothing_for_others(jo: User) -> None:
    visitor = CheckedClient()
    answer = visitor.post("/renaming/", {"name": "x"})
    assert answer["Location"] == "/account/sign-in/?next=%2Frenaming%2F"
