"""Every form that edits something, sent after somebody else has saved: both are shown, and what was typed is kept."""

from __future__ import annotations

from functools import partial
from itertools import count

import pytest
from django.test import Client
from playwright.sync_api import Page
from tests import world
from tests.browser import looking
from tests.browser.addresses import ROOMS, forms, in_parts, path_of
from tests.browser.conflicts import BY_SOMEBODY_ELSE, ONLY_ENDED
from tests.browser.hands import has_heading
from tests.browser.house import House
from tests.browser.looking import all_wrong, look, send
from tests.site.walking import names

from concordat.accounts import form_token

pytestmark = pytest.mark.browser
PARTS = in_parts(sorted(BY_SOMEBODY_ELSE), 8)
_numbers = count(1)


def test_each_form_that_edits_something_is_tried(house: House) -> None:
    client, found = world.client(house.furnished.everybody), set()
    for name, wants in [one for room in ROOMS for one in forms(room)]:
        shown = client.get(path_of(name, wants, house.furnished.at)).context or {}
        token = form_token.read(shown.get("form_token"))
        if token and token.version:
            found.add(name)
    assert found == BY_SOMEBODY_ELSE.keys() | ONLY_ENDED.keys()


def _path(house: House, name: str) -> str:
    return path_of(name, dict(names())[name], house.furnished.at)


def _save(theirs: Client, page: Page, path: str, put_in: dict[str, str]) -> None:
    """Save a form for the other person; the browser says what it would send."""
    number = next(_numbers)
    answers = {"reason": "It is better so"} | {field: words.format(n=number) for field, words in put_in.items()}
    shown = theirs.get(path).content.decode()
    answer = theirs.post(path, page.evaluate(looking.WOULD_SEND, [shown, answers]))
    assert answer.status_code == 303, f"{path}: {answer.context['form'].errors}"


def _late(house: House, page: Page, theirs: Client, name: str) -> None:
    assert house.open(page, _path(house, name)) == 200, name
    other, put_in = BY_SOMEBODY_ELSE[name]
    _save(theirs, page, _path(house, other), put_in)

    typed = page.evaluate(looking.TYPE, "Mine")
    assert send(page) == 409, name
    has_heading(page, "Somebody else changed this while you were typing")
    assert "Ali Colleague saved it" in page.locator("main").inner_text(), name
    # The form may ask more than before: what is saved now wants to know why it changes.
    kept = page.evaluate(looking.TYPED)
    assert [answer for answer in typed if answer not in kept] == [], name
    look(page, f"{name}-conflict")


@pytest.mark.parametrize("part", range(len(PARTS)))
def test_who_was_slower_sees_what_both_typed_and_loses_nothing(house: House, page: Page, part: int) -> None:
    house.sign_in(page.context, house.furnished.everybody)
    theirs = world.client(house.furnished.colleague)
    assert all_wrong(partial(_late, house, page, theirs, name) for name in PARTS[part]) == []
