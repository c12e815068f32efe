"""Every form, sent wrongly: the page says at the top what is wrong, and has no fault that a machine can find."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.addresses import ROOMS, TOO_LONG, forms, in_parts, path_of
from tests.browser.house import House
from tests.browser.looking import all_wrong, garble, look, send

from concordat.history.models import Event
from concordat.site.access import ACCESS

pytestmark = pytest.mark.browser
PARTS = [(room, part) for room in ROOMS for part in range(len(in_parts(forms(room), 10)))]


def _send_wrongly(house: House, page: Page, name: str, path: str) -> None:
    house.sign_out(page.context)
    if ACCESS[name].who != "all":
        house.sign_in(page.context, house.furnished.everybody)
    assert house.open(page, path) == 200, name
    assert garble(page, "x" * 20_001 if name in TOO_LONG else ""), f"{name}: there is nothing to fill in"
    status = send(page)
    assert status == 422, f"{name}: {status} for a form that is wrong"
    summary = page.locator(".govuk-error-summary")
    assert summary.count() == 1, f"{name}: no summary of errors"
    assert summary.locator("li").count() > 0, f"{name}: the summary names nothing"
    assert page.title().startswith("Error: "), f"{name}: the title is {page.title()}"


def _wrong(house: House, page: Page, name: str, path: str) -> None:
    _send_wrongly(house, page, name, path)
    look(page, f"{name}-wrong")


@pytest.mark.parametrize(("room", "part"), PARTS)
def test_a_form_that_is_wrong_says_so_and_its_page_has_no_fault(house: House, page: Page, room: str, part: int) -> None:
    before = Event.objects.exclude(scope="installation").count()
    at, some = house.furnished.at, in_parts(forms(room), 10)[part]
    assert all_wrong(partial(_wrong, house, page, name, path_of(name, wants, at)) for name, wants in some) == []
    assert Event.objects.exclude(scope="installation").count() == before


@pytest.mark.parametrize("room", ROOMS[:-2])
def test_a_form_that_is_wrong_says_so_without_scripts_too(house: House, browser: Browser, room: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page, at = context.new_page(), house.furnished.at
    some = [(name, path_of(name, wants, at)) for name, wants in forms(room)]
    assert all_wrong(partial(_send_wrongly, house, page, name, path) for name, path in some) == []
    context.close()


def test_each_line_of_the_summary_leads_to_the_answer_that_is_wrong(house: House, page: Page) -> None:
    house.sign_in(page.context, house.furnished.everybody)
    _send_wrongly(house, page, "enter", path_of("enter", ("council",), house.furnished.at))
    links = page.locator(".govuk-error-summary a")
    assert links.count() >= 2
    for at in range(links.count()):
        links.nth(at).click()
        target = (links.nth(at).get_attribute("href") or "#?")[1:]
        expect(page.locator(f'[id="{target}"]')).to_be_focused()
