"""Pages that nobody asks for: refused, not found, not allowed that way, shut out for a while."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests import world
from tests.accounts.people import code
from tests.browser import keyboard
from tests.browser.addresses import path_of
from tests.browser.hands import Pointer, has_heading
from tests.browser.house import House
from tests.browser.looking import look
from tests.site.walking import names

pytestmark = pytest.mark.browser
REFUSED = ("register", "enter", "administration", "council_edit", "file_add", "standing_on")
NEVER = ("/c/ashford/register/zzzzzzzzzzzz/", "/c/nowhere/", "/c/zeal/administration/aims/nothing/end", "/nothing")


def _at(house: House, name: str) -> str:
    return path_of(name, dict(names())[name], house.furnished.at)


@pytest.mark.parametrize("name", REFUSED)
def test_who_has_no_role_is_told_why_a_page_does_not_open(house: House, page: Page, name: str) -> None:
    house.sign_in(page.context, house.furnished.nobody)
    assert house.open(page, _at(house, name)) == 403
    assert len(page.locator("main").inner_text()) > 60
    assert keyboard.faults(page) == []
    look(page, f"{name}-refused")


@pytest.mark.parametrize("path", NEVER)
def test_what_is_not_there_is_said_not_to_be_there(house: House, page: Page, path: str) -> None:
    house.sign_in(page.context, house.furnished.everybody)
    assert house.open(page, path) == 404
    assert keyboard.faults(page) == []
    look(page, "not-found")


def test_what_is_not_there_has_a_page_for_those_who_have_not_signed_in(house: House, page: Page) -> None:
    assert house.open(page, "/nothing") == 404
    look(page, "not-found-out")
    house.open(page, _at(house, "register"))
    has_heading(page, "Sign in")


def test_a_form_from_another_session_is_refused_with_what_to_do(house: House, page: Page) -> None:
    house.sign_in(page.context, house.furnished.everybody)
    house.open(page, _at(house, "account_logout"))
    page.evaluate("() => { document.querySelector('main [name=csrfmiddlewaretoken]').value = 'x'.repeat(64); }")
    page.locator("main form button").first.click()
    expect(page.locator("main")).to_contain_text("Go back, reload and send it again")
    look(page, "foreign-form")


def test_ten_wrong_passwords_shut_an_address_out_for_a_while(house: House, page: Page) -> None:
    house.open(page, "/account/sign-in/")
    hand = Pointer(page)
    for _ in range(10):
        hand.fill("Email address", house.furnished.colleague.email)
        hand.fill("Password", "not the password")
        hand.press("Sign in")
    hand.fill("Email address", house.furnished.colleague.email)
    hand.fill("Password", world.PASSWORD)
    hand.press("Sign in")
    assert "sign-in" in page.url
    house_is_shut = page.locator("main").inner_text()
    assert "too many" in house_is_shut.lower(), house_is_shut
    look(page, "account_login-shut-out")


def test_a_second_factor_is_set_up_used_and_removed(house: House, page: Page) -> None:
    colleague = house.furnished.colleague
    hand = Pointer(page)
    house.open(page, "/account/sign-in/")
    hand.fill("Email address", colleague.email)
    hand.fill("Password", world.PASSWORD)
    hand.press("Sign in")
    house.open(page, "/account/second-factor/set-up/")
    has_heading(page, "Enter your password once more")
    hand.fill("Your password", world.PASSWORD)
    hand.press("Continue")
    has_heading(page, "Set up an app for codes")
    look(page, "mfa_activate_totp-full")
    assert keyboard.faults(page) == []
    secret = "".join(page.locator(".govuk-inset-text").inner_text().removeprefix("Key: ").split())
    page.locator("main input[name=code]").fill(code(secret))
    page.locator("main form button").first.click()
    for name in ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_index"):
        assert house.open(page, _at(house, name)) == 200, name
        assert keyboard.faults(page) == []
        look(page, f"{name}-with")
    page.context.clear_cookies()
    house.open(page, "/account/sign-in/")
    hand.fill("Email address", colleague.email)
    hand.fill("Password", world.PASSWORD)
    hand.press("Sign in")
    assert "/account/code/" in page.url
    look(page, "mfa_authenticate-full")
    page.locator("main input[name=code]").fill("nonsense")
    page.locator("main form button").first.click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    look(page, "mfa_authenticate-wrong")
