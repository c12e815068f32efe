"""Every page by keyboard alone: everything is reached in order, seen when reached, and left again."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.sync_api import Page
from tests.browser import keyboard, kit
from tests.browser.addresses import ROOMS, in_parts, pages, path_of
from tests.browser.house import House
from tests.browser.looking import all_wrong

pytestmark = pytest.mark.browser
PARTS = [(room, part) for room in ROOMS for part in range(len(in_parts(pages(room), 15)))]


def _walk(house: House, page: Page, name: str, path: str) -> None:
    assert house.open(page, path) == 200, name
    wrong = keyboard.faults(page)
    assert not wrong, f"{name}: " + "; ".join(wrong)


@pytest.mark.parametrize(("room", "part"), PARTS)
def test_the_keyboard_reaches_everything_in_order_and_is_never_caught(
    house: House, page: Page, room: str, part: int
) -> None:
    house.sign_in(page.context, house.furnished.everybody)
    at, some = house.furnished.at, in_parts(pages(room), 15)[part]
    assert all_wrong(partial(_walk, house, page, name, path_of(name, wants, at)) for name, wants in some) == []


@pytest.mark.parametrize("name", ["home", "register", "partnership", "enter"])
def test_the_keyboard_reaches_everything_on_a_narrow_screen_too(house: House, page: Page, name: str) -> None:
    wants = ("council", "reference") if name == "partnership" else ("council",)
    house.sign_in(page.context, house.furnished.everybody)
    page.set_viewport_size(kit.NARROW)  # type: ignore[arg-type]
    _walk(house, page, name, path_of(name, wants, house.furnished.at))


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
