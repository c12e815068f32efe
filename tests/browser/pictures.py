"""The pictures that README and the tutorial show, taken by the journey itself, so that they show what there is."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import FloatRect, Page
from tests.browser.kit import ROOT, SCREENS, WIDE

IMAGES = ROOT / "docs/images"
WIDTH, HEIGHT = 1000, 680
MOST_BYTES = 120_000
WANTED = "CONCORDAT_PICTURES"


def folder() -> Path:
    """Where they go: among the documentation where they were asked for (`make pictures`), else where nobody commits."""
    return IMAGES if os.environ.get(WANTED) == "1" else SCREENS


def take(page: Page, name: str) -> None:
    """Keep a picture of the upper part of a page, as wide as a page of text. The window is left wide.

    Where a page belongs to a partnership, its picture begins with its name, so that there is room for what is told.
    Raises AssertionError where it would weigh too much to be shown.
    """
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
    picture = page.screenshot(full_page=True, clip=_part(page), animations="disabled", caret="initial")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    assert len(picture) <= MOST_BYTES, f"{name}: {len(picture):,} bytes"
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / f"{name}.png").write_bytes(picture)


def _part(page: Page) -> FloatRect:
    caption = page.locator("main .concordat-caption")
    box = caption.first.bounding_box() if caption.count() else None
    top = box["y"] - 20 if box else 0
    whole: float = page.evaluate("() => document.documentElement.scrollHeight")
    return {"x": 0, "y": top, "width": WIDTH, "height": min(HEIGHT, whole - top)}
