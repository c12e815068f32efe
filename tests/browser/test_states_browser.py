"""Pages that nobody asks for: refused, not found, sent from elsewhere."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect
from tests.browser import keyboard
from tests.browser.addresses import path_of
from tests.browser.hands import Pointer, has_heading
from tests.browser.house import House
from tests.browser.looking import look
from tests.site.walking import names

pytestmark = pytest.mark.browser
REFUSED = (
    "register",
    "enter",
    "administration",
    "council_edit",
    "file_add",
    "partnership_entry",
    "standing",
    "standing_on",
)
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


@pytest.mark.parametrize("status", [400, 405, 409, 413, 500, 503])
def test_what_went_wrong_has_a_page_like_any_other(house: House, page: Page, status: int) -> None:
    """Shown as the site renders it: what would bring it about is tried elsewhere, without a browser."""
    html = render_to_string(f"ui/errors/{status}.html", {"request_id": "0123456789abcdef"})
    page.route("**/wrong", lambda route: route.fulfill(status=status, content_type="text/html", body=html))
    assert house.open(page, "/wrong") == status
    look(page, f"error-{status}")


def test_a_form_from_another_session_is_refused_with_what_to_do(house: House, page: Page) -> None:
    house.sign_in(page.context, house.furnished.everybody)
    house.open(page, _at(house, "account_logout"))
    page.evaluate("() => { document.querySelector('main [name=csrfmiddlewaretoken]').value = 'x'.repeat(64); }")
    page.locator("main form button").first.click()
    expect(page.locator("main")).to_contain_text("Go back, reload and send it again")
    look(page, "foreign-form")


def test_a_filter_is_saved_under_a_name_used_and_deleted(house: House, page: Page) -> None:
    house.sign_in(page.context, house.furnished.everybody)
    assert house.open(page, f"{_at(house, 'register')}?q=ashford") == 200
    look(page, "register-filtered")
    hand = Pointer(page)
    hand.follow("Save this filter")
    hand.fill("Name", "Ours")
    hand.press("Save")
    page.get_by_role("link", name="Ours", exact=True).wait_for()
    look(page, "register-saved")
    hand.follow("Delete the filter Ours")
    has_heading(page, "Delete the filter “Ours”")
    assert keyboard.faults(page) == []
    look(page, "filter_delete-full")
    hand.press("Delete")
    has_heading(page, "Register")
    assert page.get_by_role("link", name="Ours", exact=True).count() == 0
