"""Every page there is, wide, at 320 pixels and by keyboard alone: nothing that a machine can find is wrong with it."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.sync_api import Page
from tests.browser import keyboard
from tests.browser.addresses import BUTTON_ONLY, IN_A_STORY, NO_PAGE, QUERIES, ROOMS, TOO_LONG, in_parts, pages, path_of
from tests.browser.house import House
from tests.browser.looking import all_wrong, look
from tests.site.walking import Place, names

from concordat.site.access import ACCESS

pytestmark = pytest.mark.browser
PARTS = [(room, part) for room in ROOMS for part in range(len(in_parts(pages(room), 10)))]


def test_every_address_is_a_page_or_has_its_reason_for_being_none() -> None:
    known = {name for room in ROOMS for name, _ in pages(room)} | NO_PAGE.keys() | IN_A_STORY.keys()
    assert known == set(ACCESS) == {name for name, _ in names()}
    assert BUTTON_ONLY.keys() | TOO_LONG.keys() | QUERIES.keys() <= known


def _look(house: House, page: Page, name: str, path: str, state: str) -> None:
    status = house.open(page, path)
    assert status == 200, f"{name} ({state}): {status}"
    assert "/account/sign-in" not in page.url or name == "account_login", f"{name}: asked to sign in"
    look(page, f"{name}-{state}")


def _look_and_walk(house: House, page: Page, name: str, path: str) -> None:
    _look(house, page, name, path, "full")
    wrong = keyboard.faults(page)
    assert not wrong, f"{name}: " + "; ".join(wrong)


@pytest.mark.parametrize(("room", "part"), PARTS)
def test_a_page_of_a_council_that_has_one_of_everything_has_no_fault_and_needs_no_pointer(
    house: House, page: Page, room: str, part: int
) -> None:
    at = house.furnished.at
    house.sign_in(page.context, house.furnished.everybody)
    some = in_parts(pages(room), 10)[part]
    assert all_wrong(partial(_look_and_walk, house, page, name, path_of(name, w, at)) for name, w in some) == []


EMPTY = [one for room in ROOMS for one in pages(room) if one[1] == ("council",)]


@pytest.mark.parametrize("part", range(len(in_parts(EMPTY, 10))))
def test_a_page_of_a_council_that_has_only_begun_has_no_fault(house: House, page: Page, part: int) -> None:
    at = Place(house.furnished.empty, house.furnished.at.things)
    house.sign_in(page.context, house.furnished.everybody)
    some = in_parts(EMPTY, 10)[part]
    assert all_wrong(partial(_look, house, page, name, path_of(name, w, at), "empty") for name, w in some) == []


def test_a_page_that_is_open_to_all_has_no_fault_when_nobody_has_signed_in(house: House, page: Page) -> None:
    some = [(n, w) for room in ROOMS for n, w in pages(room) if ACCESS[n].who == "all"]
    at = house.furnished.at
    assert len(some) > 8
    assert all_wrong(partial(_look, house, page, name, path_of(name, w, at), "out") for name, w in some) == []
