"""What every test in a browser shares: the browser, the checks of a page, and pictures of it.

A folder's conftest takes the fixtures in:  from tests.browser.kit import browser, page  # noqa: F401
"""

from __future__ import annotations

import os
import shutil
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / ".cache/screens"
AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 800}
# Without a sandbox, since tests run as root in a container; without the shared memory that containers keep small.
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb"]

# `target-size` is the one rule of WCAG 2.2 in axe, and off unless asked for. No rule is left out, by tag or by name.
# Only what is wrong comes back: handing over all that is right takes longer than looking for it.
RUN_AXE = """() => axe.run(document, {rules: {'target-size': {enabled: true}}, resultTypes: ['violations']})
  .then(({violations}) => violations.flatMap(one =>
    one.nodes.map(node => `${one.id}: ${one.help}: ${node.html.slice(0, 160)}`)))"""

# Elements whose box ends right of the window, to name the culprit.
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1 && getComputedStyle(e).position !== 'absolute')
  .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
INLINE = """() => [...document.querySelectorAll('style, script:not([src]), [style], [onclick], [onchange]')]
  .map(e => e.outerHTML.slice(0, 120))"""
UNLABELLED = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
  .filter(e => !e.labels?.length && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby'))
  .map(e => e.outerHTML.slice(0, 120))"""


def executable() -> str | None:
    """The machine's chromium: from CHROMIUM, then Debian's, first the one that never opens a window, which is quicker;
    None lets playwright use its own."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")


class _Shared:
    """The one browser of this process. Each folder has a fixture for it, and Playwright can be started only once."""

    playwright: Playwright | None = None
    started: Browser | None = None
    users = 0

    def take(self) -> Browser:
        if self.playwright is None or self.started is None:
            self.playwright = sync_playwright().start()
            self.started = self.playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        self.users += 1
        return self.started

    def give_back(self) -> None:
        self.users -= 1
        if self.users == 0 and self.playwright is not None and self.started is not None:
            self.started.close()
            self.playwright.stop()
            self.playwright = self.started = None


_shared = _Shared()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the session. A test that has a page takes the fixture ``page``."""
    # Playwright keeps a loop running in this thread, and Django would refuse the database to it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield _shared.take()
    _shared.give_back()


def window(browser: Browser) -> BrowserContext:
    """A window with cookies of its own. Each page in it has axe from the start, which is quicker than bringing it."""
    context = browser.new_context(viewport=WIDE, locale="en-GB", timezone_id="Europe/London")  # type: ignore[arg-type]
    context.add_init_script(AXE)
    return context


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a context of its own. It fails the test at its end if a script failed or the policy refused anything."""
    context = window(browser)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if _is_our_fault(said.type, said.text) else None)
    opened.on(
        "response", lambda got: wrong.append(f"{got.status} {got.url}") if _is_lost(got.url, got.status) else None
    )
    yield opened
    context.close()
    assert wrong == []


def _is_our_fault(kind: str, text: str) -> bool:
    """A page that is meant to be 403 or 404 is no error of a script's."""
    return kind == "error" and not text.startswith("Failed to load resource")


def _is_lost(url: str, status: int) -> bool:
    return "/static/" in url and status >= 400


def violations(page: Page) -> list[str]:
    """What axe finds wrong, one line an element: the rule, what it says, where. The page is in a ``window``."""
    found: list[str] = page.evaluate(RUN_AXE)
    return found


def check_page(page: Page, name: str = "") -> None:
    """Fail with a list of all that is wrong with the page as it stands, wide and at 320 pixels.

    With ``name`` a picture of the whole is kept under it in .cache/screens as well, for people to look at.

    Asked: axe's default rules with target-size; no sideways scrolling; a title that contains the one h1; no script or
    style within the page; a label for every control. The window is left wide.
    """
    inline = [f"inline: {html}" for html in page.evaluate(INLINE)]
    unlabelled = [f"no label: {html}" for html in page.evaluate(UNLABELLED)]
    wrong = [*inline, *unlabelled, *_headings(page)]
    for size, suffix in ((WIDE, "wide"), (NARROW, "narrow")):
        if page.viewport_size != size:
            page.set_viewport_size(size)  # type: ignore[arg-type]
        if name:
            picture(page, f"{name}-{suffix}")
        wrong += [f"{size['width']}px: {line}" for line in violations(page)]
        if page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"{size['width']}px: scrolls sideways because of {page.evaluate(TOO_WIDE)}")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    assert not wrong, f"{page.url}\n" + "\n".join(wrong)


def _headings(page: Page) -> list[str]:
    headings = page.locator("h1").all_inner_texts()
    if len(headings) != 1:
        return [f"{len(headings)} headings of the first order"]
    title = page.title().casefold()
    words = " ".join(headings[0].split()).casefold()
    return [] if words in title else [f"the title “{title}” does not contain the heading “{words}”"]


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page in .cache/screens.

    Playwright makes its own as small as can be, which takes twice as long.
    """
    SCREENS.mkdir(parents=True, exist_ok=True)
    chromium = page.context.new_cdp_session(page)
    whole = {**chromium.send("Page.getLayoutMetrics")["cssContentSize"], "scale": 1}
    shot = {"captureBeyondViewport": True, "optimizeForSpeed": True, "clip": whole}
    made = chromium.send("Page.captureScreenshot", shot)["data"]
    chromium.detach()
    (SCREENS / f"{name}.png").write_bytes(b64decode(made))
