"""What every test in a browser shares: the browser, the checks of a page, and pictures of it.

A folder's conftest takes the fixtures in:  from tests.browser.kit import browser, page  # noqa: F401
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ROOT / ".cache/screens"
AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 800}
# Without a sandbox, since tests run as root in a container; without the shared memory that containers keep small.
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb"]

# `target-size` is the one rule of WCAG 2.2 in axe, and off unless asked for. No rule is left out, by tag or by name.
RUN_AXE = "() => axe.run(document, {rules: {'target-size': {enabled: true}}})"

# Elements whose box ends right of the window, to name the culprit.
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1 && getComputedStyle(e).position !== 'absolute')
  .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
INLINE = """() => [...document.querySelectorAll('style, script:not([src]), [style], [onclick], [onchange]')]
  .map(e => e.outerHTML.slice(0, 120))"""
UNLABELLED = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
  .filter(e => !e.labels?.length && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby'))
  .map(e => e.outerHTML.slice(0, 120))"""
REACHABLE = """() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled);
  // Of a group of radios the keyboard reaches one, and the arrows reach the rest.
  const seen = new Set();
  return all.filter(e => e.type !== 'radio' || !seen.has(e.name) && seen.add(e.name)).length; }"""
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  window.kitIds ??= new Map();
  const group = e.type === 'radio' ? 'radio:' + e.name : e;
  if (!window.kitIds.has(group)) window.kitIds.set(group, window.kitIds.size);
  const box = (e.labels?.[0] && (e.type === 'radio' || e.type === 'checkbox') ? e.labels[0] : e).getBoundingClientRect();
  const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
  const covered = top && !e.contains(top) && !top.contains(e) && !(e.labels && [...e.labels].some(l => l.contains(top)));
  const s = getComputedStyle(e), b = e.labels?.[0] ? getComputedStyle(e.labels[0], '::before') : s;
  const marked = [s, b].some(c => c.outlineStyle !== 'none' || c.boxShadow !== 'none');
  return {id: window.kitIds.get(group), html: e.outerHTML.slice(0, 120), covered: !!covered, marked}; }"""


def executable() -> str | None:
    """The machine's chromium: from CHROMIUM, then Debian's; None lets playwright use its own."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a context of its own. It fails the test at its end if a script failed or the policy refused anything."""
    context = browser.new_context(viewport=WIDE, locale="en-GB", timezone_id="Europe/London")  # type: ignore[arg-type]
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
    """What axe finds wrong, one line an element: the rule, what it says, where."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(RUN_AXE)
    return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def check_page(page: Page, picture: str = "") -> None:
    """Fail with a list of all that is wrong with the page as it stands, wide and at 320 pixels.

    With ``picture`` it is shot under that name as well, in the same round.

    Asked: axe's default rules with target-size; no sideways scrolling; a title that contains the one h1; no script or
    style within the page; a label for every control. The window is left wide.
    """
    inline = [f"inline: {html}" for html in page.evaluate(INLINE)]
    unlabelled = [f"no label: {html}" for html in page.evaluate(UNLABELLED)]
    wrong = [*inline, *unlabelled, *_headings(page)]
    for size, suffix in ((WIDE, "wide"), (NARROW, "narrow")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        if picture:
            _picture(page, f"{picture}-{suffix}")
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


def check_keyboard(page: Page, at_most: int = 400) -> None:
    """Fail unless Tab reaches every control and link that is seen, each marked when reached and not covered."""
    expected = page.evaluate(REACHABLE)
    # From the top, wherever the page put the focus when it opened.
    page.evaluate("""() => {
        const body = document.body;
        body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); window.scrollTo(0, 0); }""")
    reached: dict[int, dict[str, Any]] = {}
    for _ in range(at_most):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now is None or (now["id"] in reached and len(reached) >= expected):
            break
        reached[now["id"]] = now
    assert len(reached) >= expected, f"{page.url}: Tab reaches {len(reached)} of {expected}"
    bad = [one["html"] for one in reached.values() if one["covered"] or not one["marked"]]
    assert not bad, f"{page.url}: focus cannot be seen on\n" + "\n".join(bad)


def shoot(page: Page, name: str) -> None:
    """Pictures of the whole page, wide and narrow, in .cache/screens: for people to look at."""
    for size, suffix in ((NARROW, "narrow"), (WIDE, "wide")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        _picture(page, f"{name}-{suffix}")


def _picture(page: Page, name: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True, caret="initial")
