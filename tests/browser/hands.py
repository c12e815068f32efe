"""Two ways of using a page: by keyboard alone, and with a pointer. A journey is told once and made by either."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from playwright.sync_api import Page, expect

# The words by which a person knows the control that has the focus.
FOCUSED_WORDS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const words = e.labels?.length ? e.labels[0].textContent : e.getAttribute('aria-label') || e.textContent;
  return {words: words.replace(/\\s+/g, ' ').trim(), href: e.getAttribute('href') || '', type: e.type || e.localName,
          button: e.matches('button, [role=button]') ? 'yes' : ''}; }"""
# How many arrows lead from the radio that has the focus to the one with these words; -1 where it is not in its group.
AWAY = """words => {
  const e = document.activeElement;
  if (!e || e.type !== 'radio') return -1;
  const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(e.name)}"]`)];
  const to = group.findIndex(one => one.labels[0].textContent.trim() === words);
  return to < 0 ? -1 : to - group.indexOf(e); }"""


class Hand(Protocol):
    """What somebody does on a page, by the words that stand there."""

    page: Page

    def fill(self, label: str, text: str) -> None:
        """Type into a field."""

    def pick(self, label: str) -> None:
        """Choose a radio or tick a box."""

    def press(self, words: str) -> None:
        """Press a button, or a link that looks like one."""

    def follow(self, words: str = "", *, to: str = "") -> None:
        """Follow a link, known by its words or by the end of where it leads."""


class Keys:
    """Somebody who has a keyboard and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, label: str, text: str) -> None:
        """Tab to a field, empty it and type."""
        self._go_to(lambda now: now["words"].startswith(label) and now["type"] in _TYPED, label)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def pick(self, label: str) -> None:
        """Tab to a box and press Space, or to a group and use the arrows."""
        self._go_to(lambda now: _is_choice(now["type"], now["words"], label) or self._away(label) >= 0, label)
        away = self._away(label)
        for _ in range(away):
            self.page.keyboard.press("ArrowDown")
        if away <= 0:
            self.page.keyboard.press("Space")

    def press(self, words: str) -> None:
        """Tab to a button and press Enter."""
        self._go_to(lambda now: now["words"] == words and bool(now["button"]), words)
        self._enter()

    def follow(self, words: str = "", *, to: str = "") -> None:
        """Tab to a link and press Enter."""
        self._go_to(lambda now: now["words"] == words if words else now["href"].endswith(to), words or to)
        self._enter()

    def _enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _away(self, label: str) -> int:
        found: int = self.page.evaluate(AWAY, label)
        return found

    def _go_to(self, is_there: Callable[[dict[str, str]], bool], what: str) -> None:
        for _ in range(250):
            now = self.page.evaluate(FOCUSED_WORDS)
            if now is not None and is_there(now):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: Tab does not come to “{what}”")


class Pointer:
    """Somebody with a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, label: str, text: str) -> None:
        """Click into a field and type."""
        self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first.fill(text)

    def pick(self, label: str) -> None:
        """Click a radio or a box."""
        self.page.get_by_label(label, exact=True).first.check()

    def press(self, words: str) -> None:
        """Click a button."""
        self.page.get_by_role("button", name=words, exact=True).click()

    def follow(self, words: str = "", *, to: str = "") -> None:
        """Click a link."""
        by_words = self.page.get_by_role("link", name=words, exact=True)
        (by_words if words else self.page.locator(f'a[href$="{to}"]')).first.click()


_TYPED = ("text", "email", "password", "textarea", "search")


def _is_choice(kind: str, words: str, label: str) -> bool:
    return kind == "checkbox" and words == label


def has_heading(page: Page, words: str) -> None:
    """Fail unless the page's heading becomes this."""
    expect(page.locator("h1")).to_have_text(words)
