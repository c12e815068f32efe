"""On paper: what cannot be pressed there is left out, and what is read fits the sheet."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.browser import kit
from tests.browser.addresses import path_of
from tests.browser.house import House
from tests.site.walking import names

pytestmark = pytest.mark.browser
# A4 without its margins, in the pixels of a style sheet.
PAPER = {"width": 700, "height": 1000}
NOT_PRINTED = ".govuk-service-navigation, .concordat-subnav, .govuk-back-link, .govuk-skip-link, footer, form, button, .govuk-button, [class$=__actions]"
PRINTED = """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility())
  .map(e => e.outerHTML.slice(0, 120))"""
ADDRESSES = """() => [...document.querySelectorAll('a')].map(e => getComputedStyle(e, '::after').content)
  .filter(words => words.includes('http') || words.includes('/c/'))"""
# What is folded is laid out at the next frame only, so a frame is waited for.
ROWS = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  return [...document.querySelectorAll('.concordat-fold tbody tr')]
    .map(e => e.checkVisibility({contentVisibilityAuto: true}) && e.getBoundingClientRect().height > 0)
}"""


@pytest.mark.parametrize(
    "name",
    [
        "register",
        "partnership",
        "standing",
        "partnership_entry",
        "partnership_history",
        "council_standing",
        "duty",
        "joint",
    ],
)
def test_a_page_on_paper_has_what_is_read_and_nothing_that_is_pressed(house: House, page: Page, name: str) -> None:
    house.sign_in(page.context, house.furnished.everybody)
    assert house.open(page, path_of(name, dict(names())[name], house.furnished.at)) == 200
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    page.emulate_media(media="print")
    assert page.evaluate(PRINTED, NOT_PRINTED) == []
    assert page.evaluate(ADDRESSES) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"), page.evaluate(kit.TOO_WIDE)
    assert page.locator("h1").is_visible()
    kit.picture(page, f"{name}-print")


def test_on_paper_no_fold_hides_a_duty(house: House, page: Page) -> None:
    house.sign_in(page.context, house.furnished.everybody)
    house.open(page, path_of("standing", dict(names())["standing"], house.furnished.at))
    on_screen = page.evaluate(ROWS)
    assert not all(on_screen), "something is folded"
    page.emulate_media(media="print")
    assert page.evaluate(ROWS) == [True] * len(on_screen)


def test_a_link_to_a_stage_opens_its_fold(house: House, page: Page) -> None:
    house.sign_in(page.context, house.furnished.everybody)
    standing = path_of("standing", dict(names())["standing"], house.furnished.at)
    house.open(page, standing)
    folded = page.evaluate("() => document.querySelector('.concordat-fold:not([open]) > div').id")
    house.open(page, path_of("partnership", dict(names())["partnership"], house.furnished.at))
    page.locator(f'main a[href="{standing}#{folded}"]').click()
    page.wait_for_url(f"**{standing}#{folded}")
    assert page.locator(f"#{folded} tbody tr").first.is_visible()
    assert page.locator("details.concordat-fold[open] > summary").first.is_visible()
