"""The whole journey of the toolkit's worked example, by keyboard alone and again in a browser that runs no scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser import bolsover, journey, journey_deciding, kit, pictures
from tests.browser.hands import Keys, Pointer
from tests.browser.house import House
from tests.browser.journey import Story
from tests.evidence.samples import PDF

pytestmark = pytest.mark.browser

STEPS = (
    journey.an_idea_is_proposed,
    journey.it_is_screened,
    journey.its_figures_are_given,
    journey.it_is_assessed,
    journey.its_score_sheet_is_submitted,
    journey.a_handful_is_answered,
    journey.a_risk_is_listed,
    journey.a_section_is_handed_over,
    journey.finance_answers_and_gives_it_back,
    journey.the_rest_is_filled_in_and_submitted,
    journey_deciding.nothing_can_start_before_it_is_approved,
    journey_deciding.it_is_sent_in,
    journey_deciding.it_is_sent_back,
    journey_deciding.what_was_asked_is_changed,
    journey_deciding.it_is_signed_off_with_a_condition,
    journey_deciding.members_decide_and_the_team_receives,
    journey_deciding.its_page_says_how_it_stands,
    journey_deciding.a_duty_is_put_right_from_its_page,
)


@dataclass
class Looking:
    """Checks each page of the way, and keeps pictures in the order of the way."""

    page: Page
    seen: list[str] = field(default_factory=list)

    def looks(self, name: str) -> None:
        """The page has to be sound."""
        self.seen.append(name)
        kit.check_page(self.page, f"journey-{len(self.seen):02}-{name}")

    def shows(self, name: str) -> None:
        """A picture for the documentation."""
        pictures.take(self.page, name)


def _tell(story: Story) -> None:
    for step in STEPS:
        step(story)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """A file to attach."""
    path = tmp_path / "terms.pdf"
    path.write_bytes(PDF)
    return path


def test_the_journey_by_keyboard(house: House, page: Page, evidence: Path) -> None:
    page.set_default_timeout(10_000)
    looking = Looking(page)
    _tell(Story(house, bolsover.settled(), Keys(page), looking.looks, looking.shows, evidence))


def test_the_journey_without_scripts(house: House, plain: Page, evidence: Path) -> None:
    _tell(Story(house, bolsover.settled(), Pointer(plain), lambda name: None, lambda name: None, evidence))
