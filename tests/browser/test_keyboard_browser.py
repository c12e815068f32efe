"""The walk by keyboard itself, and on a narrow screen; every page is walked in test_every_page_browser.py."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser import keyboard, kit
from tests.browser.addresses import path_of
from tests.browser.house import House

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["home", "register", "partnership", "standing", "partnership_entry", "enter"])
def test_the_keyboard_reaches_everything_on_a_narrow_screen_too(house: House, page: Page, name: str) -> None:
    wants = ("council", "reference") if name in ("partnership", "standing", "partnership_entry") else ("council",)
    house.sign_in(page.context, house.furnished.everybody)
    page.set_viewport_size(kit.NARROW)  # type: ignore[arg-type]
    assert house.open(page, path_of(name, wants, house.furnished.at)) == 200
    assert keyboard.faults(page) == []


def test_a_page_whose_focus_cannot_be_seen_or_is_caught_would_be_found(page: Page) -> None:
    page.set_content("<a href='#a'>One</a><button id='b' style='outline: none'>Two</button><a href='#c'>Three</a>")
    assert any("not marked" in one for one in keyboard.faults(page))
    page.set_content(
        "<a href='#a'>One</a><button id='b'>Two</button><a href='#c'>Three</a><script>"
        "document.getElementById('b').addEventListener('keydown', e => e.preventDefault())</script>"
    )
    found = keyboard.faults(page)
    assert any("never reaches" in one for one in found)
    assert any("is caught" in one for one in found)


def test_a_page_with_faults_that_a_machine_can_find_would_be_found(page: Page) -> None:
    page.set_content("<title>One</title><main><h1>One</h1><a href='#a'></a><p>" + "wide" * 200 + "</p></main>")
    with pytest.raises(AssertionError) as found:
        kit.check_page(page)
    assert "1280px: link-name: " in str(found.value)
    assert "320px: scrolls sideways because of" in str(found.value)
