"""What comes of signing in: passwords forgotten and shut out, and a second factor from setting it up to removing it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from tests import world
from tests.accounts.people import OTHER_PASSWORD, code
from tests.browser import keyboard
from tests.browser.addresses import path_of
from tests.browser.hands import Pointer, has_heading
from tests.browser.house import House
from tests.browser.looking import look
from tests.site.walking import names

pytestmark = pytest.mark.browser


def _open(house: House, page: Page, name: str) -> None:
    assert house.open(page, path_of(name, dict(names())[name], house.furnished.at)) == 200, name


def _look_and_walk(page: Page, picture: str) -> None:
    assert keyboard.faults(page) == []
    look(page, picture)


def _sign_in(house: House, page: Page, password: str = world.PASSWORD) -> None:
    _open(house, page, "account_login")
    hand = Pointer(page)
    hand.fill("Email address", house.furnished.colleague.email)
    hand.fill("Password", password)
    hand.press("Sign in")


def _answer(page: Page, text: str) -> None:
    page.locator("main input[name=code]").fill(text)
    page.locator("main form button").first.click()


def test_ten_wrong_passwords_shut_an_address_out_for_a_while(house: House, page: Page) -> None:
    for _ in range(10):
        _sign_in(house, page, "not the password")
    _sign_in(house, page)
    assert "sign-in" in page.url
    house_is_shut = page.locator("main").inner_text()
    assert "too many" in house_is_shut.lower(), house_is_shut
    look(page, "account_login-shut-out")


def test_somebody_who_forgot_their_password_chooses_another_by_the_link_they_are_sent(house: House, page: Page) -> None:
    mail.outbox = []
    hand = Pointer(page)
    _open(house, page, "account_reset_password")
    hand.fill("Email address", house.furnished.colleague.email)
    page.locator("main form button").first.click()
    page.wait_for_url("**/sent/")
    [letter] = mail.outbox
    found = re.search(r"https?://\S+", str(letter.body))
    assert found
    assert house.open(page, urlsplit(found[0]).path) == 200
    has_heading(page, "Choose a new password")
    _look_and_walk(page, "account_reset_password_from_key-full")
    hand.fill("New password", OTHER_PASSWORD)
    hand.press("Save password")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    look(page, "account_reset_password_from_key-wrong")
    for label in ("New password", "New password again"):
        page.get_by_label(label, exact=True).fill(OTHER_PASSWORD)
    hand.press("Save password")
    page.wait_for_url("**/reset/done/")
    _sign_in(house, page, OTHER_PASSWORD)
    assert "sign-in" not in page.url


@pytest.mark.parametrize("name", ["account_reset_password_from_key", "accept_invitation"])
def test_a_link_that_no_longer_works_says_so(house: House, page: Page, name: str) -> None:
    house.open(page, path_of(name, dict(names())[name], house.furnished.at))
    expect(page.locator("h1")).to_contain_text("no longer works")
    _look_and_walk(page, f"{name}-over")


def _set_up(house: House, page: Page) -> list[str]:
    """Set up an app; the recovery codes."""
    _open(house, page, "mfa_activate_totp")
    has_heading(page, "Enter your password once more")
    Pointer(page).fill("Your password", world.PASSWORD)
    Pointer(page).press("Continue")
    has_heading(page, "Set up an app for codes")
    _look_and_walk(page, "mfa_activate_totp-full")
    _answer_wrongly(page, "mfa_activate_totp")
    secret = "".join(page.locator(".govuk-inset-text").inner_text().removeprefix("Key: ").split())
    _answer(page, code(secret))
    has_heading(page, "Your recovery codes")
    return page.locator("main li code").all_inner_texts()


def _answer_wrongly(page: Page, name: str) -> None:
    _answer(page, "nonsense")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    look(page, f"{name}-wrong")


def test_a_second_factor_is_set_up_used_asked_for_again_and_removed(house: House, page: Page) -> None:
    _sign_in(house, page)
    spare = _set_up(house, page)
    for name in ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_index"):
        _open(house, page, name)
        _look_and_walk(page, f"{name}-with")

    house.sign_out(page.context)
    _sign_in(house, page)
    assert "/account/code/" in page.url
    _look_and_walk(page, "mfa_authenticate-full")
    _answer_wrongly(page, "mfa_authenticate")
    _answer(page, spare[0])
    expect(page.locator("h1")).not_to_have_text("Enter a code")

    _open(house, page, "mfa_deactivate_totp")
    has_heading(page, "Enter your password once more")
    Pointer(page).follow("Use a code instead")
    has_heading(page, "Enter a code")
    _look_and_walk(page, "mfa_reauthenticate-full")
    _answer_wrongly(page, "mfa_reauthenticate")
    _answer(page, spare[1])
    has_heading(page, "Remove your second factor")
    page.locator("main form button").first.click()
    has_heading(page, "Your second factor")
    expect(page.locator("main")).to_contain_text("You sign in with your password alone")
