"""Two ways of using a page: by keyboard alone, and with a pointer. A journey is told once and made by either."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTime

# The words by which a person knows the control that has the focus.
FOCUSED_WORDS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const words = e.labels?.length ? e.labels[0].textContent : e.getAttribute('aria-label') || e.textContent;
  const tidy = text => text.replace(/\\s+/g, ' ').trim();
  const group = e.closest('fieldset')?.querySelector('legend')?.textContent || '';
  return {words: tidy(words), group: tidy(group), href: e.getAttribute('href') || '', type: e.type || e.localName,
          button: e.matches('button, [role=button]') ? 'yes' : ''}; }"""
# How many arrows lead down from the radio that has the focus to the one with these words, less than none where it stands
# above; null where it is not in its group.
AWAY = """words => {
  const e = document.activeElement;
  if (!e || e.type !== 'radio') return null;
  const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(e.name)}"]`)];
  const to = group.findIndex(one => one.labels[0].textContent.trim() === words);
  return to < 0 ? null : to - group.indexOf(e); }"""


class Hand(Protocol):
    """What somebody does on a page, by the words that stand there."""

    page: Page

    def fill(self, label: str, text: str) -> None:
        """Type into a field."""

    def pick(self, label: str) -> None:
        """Choose a radio or tick a box."""

    def answer(self, question: str, choice: str) -> None:
        """Choose the radio or tick the box of a group with this question over it."""

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""

    def day(self, question: str, day: date) -> None:
        """Type a day into the three boxes under a question."""

    def attach(self, label: str, path: Path) -> None:
        """Choose a file."""

    def unfold(self, words: str) -> None:
        """Open what is folded."""

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
        self._pick(label, lambda now: True)

    def answer(self, question: str, choice: str) -> None:
        """The same, in the group with this question."""
        self._pick(choice, lambda now: now["group"].startswith(question))

    def choose(self, label: str, option: str) -> None:
        """Tab to a list and type what is looked for in it, as one does who knows it."""
        self._go_to(lambda now: now["words"].startswith(label) and now["type"] == "select-one", label)
        self.page.keyboard.type(option)

    def day(self, question: str, day: date) -> None:
        """Tab to each of the three boxes."""
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self._go_to(partial(_is_box, question, label), f"{question} {label}")
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(str(number))

    def attach(self, label: str, path: Path) -> None:
        """Tab to it and press Space, and take the file in the window that opens."""
        self._go_to(lambda now: now["words"].startswith(label) and now["type"] == "file", label)
        for _ in range(3):
            # On a busy machine the browser may have lost the key by the time it asks whether somebody pressed it.
            try:
                with self.page.expect_file_chooser(timeout=5_000) as opened:
                    self.page.keyboard.press("Space")
            except NotInTime:
                continue
            opened.value.set_files(path)
            return
        raise AssertionError(f"No window opened for “{label}”.")

    def unfold(self, words: str) -> None:
        """Tab to it and press Enter."""
        self._go_to(lambda now: now["type"] == "summary" and now["words"] == words, words)
        self.page.keyboard.press("Enter")

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

    def _pick(self, label: str, is_there: Callable[[dict[str, str]], bool]) -> None:
        """To the group by Tab, and to the choice by the arrows."""
        self._go_to(lambda now: is_there(now) and (_is_choice(now, label) or self._away(label) is not None), label)
        away = self._away(label)
        for _ in range(abs(away or 0)):
            self.page.keyboard.press("ArrowDown" if away and away > 0 else "ArrowUp")
        if not away:
            self.page.keyboard.press("Space")

    def _away(self, label: str) -> int | None:
        found: int | None = self.page.evaluate(AWAY, label)
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

    def answer(self, question: str, choice: str) -> None:
        """Click it in its group."""
        self._group(question).get_by_label(choice, exact=True).first.check()

    def choose(self, label: str, option: str) -> None:
        """Choose the first that begins so."""
        field = self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first
        options = [text.strip() for text in field.locator("option").all_inner_texts()]
        field.select_option(label=next(text for text in options if text.startswith(option)))

    def day(self, question: str, day: date) -> None:
        """Click into each box and type."""
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self._group(question).get_by_label(label, exact=True).fill(str(number))

    def attach(self, label: str, path: Path) -> None:
        """Choose it in the window that opens."""
        self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first.set_input_files(path)

    def unfold(self, words: str) -> None:
        """Click on it."""
        self.page.locator("summary").filter(has_text=words).first.click()

    def _group(self, question: str) -> Locator:
        return self.page.get_by_role("group", name=re.compile(rf"^\s*{re.escape(question)}")).first

    def press(self, words: str) -> None:
        """Click a button."""
        self.page.get_by_role("button", name=words, exact=True).first.click()

    def follow(self, words: str = "", *, to: str = "") -> None:
        """Click a link."""
        # The text as it stands in the page: a name made for a reader has a space before what only a reader hears.
        text = re.compile(r"^\s*" + r"\s+".join(map(re.escape, words.split())) + r"\s*$")
        by_words = self.page.locator("a").filter(has_text=text, visible=True)
        (by_words if words else self.page.locator(f'a[href$="{to}"]')).first.click()


_TYPED = ("text", "email", "password", "textarea", "search")


def _is_box(question: str, label: str, now: dict[str, str]) -> bool:
    return now["words"] == label and now["group"].startswith(question)


def _is_choice(now: dict[str, str], label: str) -> bool:
    return now["type"] == "checkbox" and now["words"] == label


def has_heading(page: Page, words: str) -> None:
    """Fail unless the page's heading becomes this."""
    expect(page.locator("h1")).to_have_text(words)
