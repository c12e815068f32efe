"""Three whole journeys, each by keyboard alone and again in a browser that runs no scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect
from tests import world
from tests.browser import kit
from tests.browser.hands import Hand, Keys, Pointer, has_heading
from tests.browser.house import House

from concordat.accounts.models import User
from concordat.register.models import Involvement

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture(params=["keys", "no scripts"])
def hand(request: pytest.FixtureRequest) -> Hand:
    """Both ways."""
    if request.param == "keys":
        return Keys(request.getfixturevalue("page"))
    return Pointer(request.getfixturevalue("plain"))


def sign_in(house: House, hand: Hand, user: User) -> None:
    """From the front door to the council's home."""
    house.open(hand.page, "/")
    hand.press("Sign in")
    hand.fill("Email address", user.email)
    hand.fill("Password", world.PASSWORD)
    hand.press("Sign in")
    has_heading(hand.page, "Home")


def test_somebody_signs_in_and_out_again(house: House, hand: Hand) -> None:
    sign_in(house, hand, house.furnished.colleague)
    hand.follow("Sign out")
    has_heading(hand.page, "Do you want to sign out?")
    hand.press("Sign out")
    assert urlsplit(hand.page.url).path == "/"
    house.open(hand.page, "/c/ashford/")
    has_heading(hand.page, "Sign in")


def test_a_wrong_password_is_told_and_the_right_one_still_lets_in(house: House, hand: Hand) -> None:
    house.open(hand.page, "/account/sign-in/")
    hand.fill("Email address", house.furnished.colleague.email)
    hand.fill("Password", "not the password")
    hand.press("Sign in")
    expect(hand.page.locator(".govuk-error-summary")).to_be_visible()
    hand.fill("Password", world.PASSWORD)
    hand.press("Sign in")
    has_heading(hand.page, "Home")


@pytest.mark.on_both
def test_somebody_enters_a_partnership_and_answers_two_subjects(house: House, hand: Hand) -> None:
    sign_in(house, hand, house.furnished.colleague)
    hand.follow("Register")
    hand.press("Propose or enter a partnership")
    hand.fill("Name of the partnership", "Warm Homes Together")
    hand.fill("What is it for?", "Warmer homes for tenants")
    hand.pick("It is running already")
    hand.press("Save and continue")
    has_heading(hand.page, "Warm Homes Together")
    row = Involvement.objects.get(partnership__name="Warm Homes Together")
    assert row.partnership.purpose == "Warmer homes for tenants"

    hand.follow("Register entry")
    hand.follow(to=f"/{row.reference}/edit/stage#id_involvement--stage")
    hand.pick("Reviewing")
    hand.pick("It has changed")
    hand.press("Save")
    expect(hand.page.locator("#own-stage").get_by_text("Reviewing", exact=True)).to_be_visible()

    hand.follow(to=f"/{row.reference}/edit/part#id_involvement--council-role-described")
    hand.fill("The council's part, in words", "We insulate the homes")
    hand.press("Save")
    expect(hand.page.get_by_text("We insulate the homes")).to_be_visible()
    row.refresh_from_db()
    assert (row.stage, row.council_role_described) == ("reviewing", "We insulate the homes")

    hand.follow("Overview")
    has_heading(hand.page, "Warm Homes Together")
    expect(hand.page.locator(".govuk-tag").filter(has_text="Stage: reviewing").first).to_be_visible()


def test_somebody_invites_a_person_who_chooses_a_password_and_is_in(house: House, hand: Hand) -> None:
    mail.outbox = []
    sign_in(house, hand, house.furnished.at.things["member"].user)
    hand.follow("Administration")
    hand.follow("People and roles")
    hand.press("Invite somebody")
    hand.fill("Full name", "Kim Newcomer")
    hand.fill("Email address", "kim.newcomer@example.org")
    hand.pick("Lead officer")
    hand.press("Send invitation")
    has_heading(hand.page, "Kim Newcomer")
    [letter] = mail.outbox
    assert letter.to == ["kim.newcomer@example.org"]

    hand.page.context.clear_cookies()
    found = re.search(r"https?://\S+", str(letter.body))
    assert found
    assert house.open(hand.page, urlsplit(found[0]).path) == 200
    if isinstance(hand, Keys):
        kit.check_page(hand.page, "accept_invitation")
    hand.fill("Password", "violin tractor seventeen")
    hand.fill("Password again", "violin tractor seventeen")
    hand.press("Save password")
    expect(hand.page.locator("h1")).not_to_have_text("Choose your password")
    house.open(hand.page, "/c/ashford/")
    if "sign-in" in hand.page.url:
        hand.fill("Email address", "kim.newcomer@example.org")
        hand.fill("Password", "violin tractor seventeen")
        hand.press("Sign in")
    has_heading(hand.page, "Home")
