"""Two people at one form, and a session that ends while somebody types: nothing that anybody typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests import world
from tests.browser.addresses import path_of
from tests.browser.hands import Pointer, has_heading
from tests.browser.house import House, Opening
from tests.browser.looking import look
from tests.site.walking import names

from concordat.accounts.models import Session

pytestmark = pytest.mark.browser
CONFLICT = "Somebody else changed this while you were typing"
PURPOSE = "What the partnership is for, and why it exists"


def _both(house: House, someone: Opening, name: str) -> tuple[Page, Page]:
    path = path_of(name, dict(names())[name], house.furnished.at)
    mine, theirs = someone(house.furnished.everybody), someone(house.furnished.colleague)
    assert (house.open(mine, path), house.open(theirs, path)) == (200, 200)
    return mine, theirs


def test_the_slower_of_two_sees_both_texts_and_saves_their_own(house: House, someone: Opening) -> None:
    mine, theirs = _both(house, someone, "partnership_joint_edit")
    label = PURPOSE
    Pointer(theirs).fill(label, "Their purpose")
    Pointer(theirs).press("Save")
    expect(theirs.get_by_text("Their purpose")).to_be_visible()

    Pointer(mine).fill(label, "My purpose")
    Pointer(mine).press("Save")
    has_heading(mine, CONFLICT)
    expect(mine.get_by_text("Ali Colleague saved it")).to_be_visible()
    row = mine.locator("tr").filter(has_text="My purpose")
    expect(row).to_contain_text("Their purpose")
    assert mine.get_by_label(label).input_value() == "My purpose"
    look(mine, "partnership_joint_edit-conflict")

    if mine.get_by_label("It has changed").count():
        Pointer(mine).pick("It has changed")
    Pointer(mine).press("Save mine")
    expect(mine.get_by_text("My purpose")).to_be_visible()
    house.furnished.at.things["involvement"].partnership.refresh_from_db()
    assert house.furnished.at.things["involvement"].partnership.purpose == "My purpose"


def test_the_slower_of_two_may_keep_what_the_other_saved(house: House, someone: Opening) -> None:
    mine, theirs = _both(house, someone, "partnership_joint_edit")
    label = PURPOSE
    for page, words in ((theirs, "Their purpose"), (mine, "My purpose")):
        Pointer(page).fill(label, words)
        Pointer(page).press("Save")
    has_heading(mine, CONFLICT)
    Pointer(mine).press("Keep what is saved")
    assert mine.get_by_label(label).input_value() == "Their purpose"


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in_again(house: House, someone: Opening) -> None:
    colleague = house.furnished.colleague
    page = someone(colleague)
    house.open(page, path_of("partnership_joint_edit", ("council", "reference", "section"), house.furnished.at))
    label = PURPOSE
    Pointer(page).fill(label, "A long text that nobody wants to type twice")
    Session.objects.filter(person=colleague).delete()
    Pointer(page).press("Save")
    has_heading(page, "Sign in")
    look(page, "account_login-ended")
    Pointer(page).fill("Email address", colleague.email)
    Pointer(page).fill("Password", world.PASSWORD)
    Pointer(page).press("Sign in")
    expect(page.get_by_text("You were signed out while you were typing")).to_be_visible()
    assert page.get_by_label(label).input_value() == "A long text that nobody wants to type twice"
    look(page, "partnership_joint_edit-kept")
    Pointer(page).press("Save")
    expect(page.get_by_text("A long text that nobody wants to type twice")).to_be_visible()


def test_somebody_else_who_signs_in_there_does_not_see_what_was_typed(house: House, someone: Opening) -> None:
    colleague, other = house.furnished.colleague, house.furnished.everybody
    page = someone(colleague)
    house.open(page, path_of("partnership_joint_edit", ("council", "reference", "section"), house.furnished.at))
    label = PURPOSE
    Pointer(page).fill(label, "For my eyes")
    Session.objects.filter(person=colleague).delete()
    Pointer(page).press("Save")
    has_heading(page, "Sign in")
    Pointer(page).fill("Email address", other.email)
    Pointer(page).fill("Password", world.PASSWORD)
    Pointer(page).press("Sign in")
    expect(page.get_by_label(label)).to_have_value("")
    assert "For my eyes" not in page.content()
