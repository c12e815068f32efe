"""``?next=``: an edit page leads on and back to where one came from, within the same council's part, and nowhere else."""

from __future__ import annotations

from types import SimpleNamespace
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.conf import settings
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import filled, saved, send, text

from concordat.register import record
from concordat.register.models import Involvement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ELSEWHERE = [
    "https://evil.example/c/ashford/",
    "//evil.example/c/ashford/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/c/ashford/\\evil.example",
    "/c/ashford/../../account/sign-out",
    "/c/ashford/%2e%2e/barton/",
    "/c/ashford/.%2E/barton/",
    "/c/ashford/register/./../../barton/",
    "/c/ashford/\t/evil",
    "\t/c/ashford/",
    " /c/ashford/",
    "/c/ashford/\nregister",
    "/c/ashfordx/",
    "/c/ashford",
    "/c/barton/register/",
    "/j/abcdef/",
    "/account/sign-out",
    "c/ashford/register/",
    "javascript:alert(1)",
    "/c/ashford/" + "x" * 1000,
]


def edit(here: SimpleNamespace) -> str:
    return f"/c/ashford/register/{here.entry.reference}/reference"


def towards(here: SimpleNamespace, to: str) -> str:
    return f"{edit(here)}?next={quote(to, safe='')}"


@pytest.fixture
def on(here: SimpleNamespace) -> str:
    """Where somebody came from."""
    return f"/c/ashford/register/{here.entry.reference}/forms/registration/entry/?a=b&c=d#question-name"


def test_what_was_saved_leads_on_and_a_second_sending_leads_there_too(
    here: SimpleNamespace, team: CheckedClient, on: str
) -> None:
    url = towards(here, on)
    sent = filled(team, url, own_reference="P7")
    first, second = team.post(url, sent), team.post(url, sent)
    assert [(one.status_code, one["Location"]) for one in (first, second)] == [(303, on), (303, on)]


def test_the_back_link_and_cancel_lead_there(here: SimpleNamespace, team: CheckedClient, on: str) -> None:
    page = text(team.get(towards(here, on))).replace("&amp;", "&")
    assert page.count(f'href="{on}"') == 2


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nothing_elsewhere_is_ever_followed_or_linked(here: SimpleNamespace, team: CheckedClient, to: str) -> None:
    url = towards(here, to)
    page = team.get(url)
    home = f"/c/ashford/register/{here.entry.reference}/entry/#own-entry"
    assert page.context["back"]["href"] == home
    assert saved(team, url, own_reference="P7") == home


def test_a_form_that_is_wrong_leads_on_once_it_is_right(here: SimpleNamespace, team: CheckedClient, on: str) -> None:
    url = towards(here, on)
    wrong = send(team, url, own_reference="x" * 500)
    assert wrong.status_code == 422
    assert wrong.context["back"]["href"] == on
    assert team.post(url, {"form_token": wrong.context["form_token"], "own_reference": "P8"})["Location"] == on


def test_a_conflict_keeps_the_way_on_and_in_what_is_kept_of_the_others(
    here: SimpleNamespace, team: CheckedClient, on: str
) -> None:
    url = towards(here, on)
    sent = filled(team, url, own_reference="Mine")
    row = Involvement.objects.select_related("partnership", "council").get(pk=here.entry.pk)
    said = {"involvement.evidence_file_place": "Room 4"}
    record.answer(here.team, involvement=row, answers=said, version=row.version)
    late = team.post(url, sent)
    assert late.status_code == 409
    assert late.context["back"]["href"] == late.context["keep_href"] == towards(here, on)
    assert team.post(url, {**sent, "form_token": late.context["form_token"]})["Location"] == on


def test_after_an_ended_session_what_was_typed_is_kept_and_the_way_on_too(
    here: SimpleNamespace, team: CheckedClient, on: str
) -> None:
    url = towards(here, on)
    sent = filled(team, url, own_reference="Typed")
    user = here.team.membership.user
    del team.cookies[settings.SESSION_COOKIE_NAME]
    answer = team.post(url, sent)
    assert answer.status_code == 302
    team.force_login(user)
    asked = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    page = team.get(asked)
    assert page.context["form"]["own_reference"].value() == "Typed"
    assert page.context["back"]["href"] == on
    token = {"form_token": page.context["form_token"]}
    assert team.post(asked, {**sent, **token})["Location"] == on


def test_a_search_before_an_edit_page_hands_the_way_on(here: SimpleNamespace, team: CheckedClient, on: str) -> None:
    search = f"/c/ashford/register/{here.entry.reference}/partners/find?next={quote(on, safe='')}"
    page = text(team.get(search)).replace("&amp;", "&")
    assert f'name="next" value="{on}"' in page
