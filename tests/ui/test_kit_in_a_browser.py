"""The kit as people meet it: seen, heard, and used with a keyboard."""

from functools import partial

import pytest
from playwright.sync_api import Browser, Page
from tests.browser import keyboard
from tests.browser.kit import check_page
from tests.browser.looking import all_wrong

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "fields/empty",
    "fields/filled",
    "fields/wrong",
    "one",
    "one?sent=1",
    "conflict",
    "?words=River&band=major",
]
ERRORS = [f"error/{status}" for status in (400, 403, 404, 405, 409, 413, 500, 503)]


def _look(page: Page, kit_site: str, address: str) -> None:
    page.goto(f"{kit_site}/{address}")
    name = "".join(letter if letter.isalnum() else "-" for letter in address) or "kit"
    check_page(page, f"ui-{name}")


@pytest.mark.parametrize("some", [PAGES[:4], PAGES[4:], ERRORS])
def test_a_page_of_the_kit_has_no_fault_that_a_machine_can_find(page: Page, kit_site: str, some: list[str]) -> None:
    assert all_wrong(partial(_look, page, kit_site, address) for address in some) == []


@pytest.mark.parametrize("address", ["", "fields/wrong", "conflict"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(page: Page, kit_site: str, address: str) -> None:
    page.goto(f"{kit_site}/{address}")
    assert keyboard.faults(page) == []


def test_the_summary_of_errors_is_focused_and_each_line_leads_to_its_control(page: Page, kit_site: str) -> None:
    page.goto(f"{kit_site}/fields/wrong")
    assert page.title().startswith("Error: ")
    summary = page.locator(".govuk-error-summary")
    assert summary.evaluate("e => e === document.activeElement")
    links = summary.locator("a")
    assert links.count() == 20
    for at in range(links.count()):
        link = links.nth(at)
        target = (link.get_attribute("href") or "#?")[1:]
        link.click()
        assert page.evaluate("() => document.activeElement.id") == target, link.inner_text()
        group = page.locator(".govuk-form-group--error").filter(has=page.locator(f'[id="{target}"]'))
        assert link.inner_text() in group.first.inner_text()


def test_a_page_without_scripts_can_be_filled_in_and_shows_where_the_reason_goes(
    browser: Browser, kit_site: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{kit_site}/fields/empty")
    group = page.locator(".concordat-answer").first
    group.locator("summary").click()
    group.get_by_label("Does not apply", exact=True).check()
    group.get_by_label("Why does it not apply?").fill("It has no members")
    assert group.get_by_label("Why does it not apply?").input_value() == "It has no members"
    context.close()


def test_what_was_typed_over_two_lines_comes_back_as_two_lines(page: Page, kit_site: str) -> None:
    page.goto(f"{kit_site}/conflict")
    assert page.get_by_label("Left blank", exact=True).input_value() == "What I typed\nover two lines"


def test_a_register_on_a_narrow_screen_names_the_column_beside_each_value(page: Page, kit_site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{kit_site}/")
    cell = page.locator(".concordat-table--dense tbody td").first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"Stage: "'
