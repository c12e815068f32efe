"""Every picture that a page of the documentation shows is there, says what it shows, and none is there for nothing."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs/images"
PAGES = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
SHOWN = [
    (page, words, page.parent / address)
    for page in PAGES
    for words, address in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
]
MOST_BYTES = 120_000


def test_readme_and_the_tutorial_show_pictures() -> None:
    assert {page.name for page, _, _ in SHOWN} == {"README.md", "first-partnership.md"}


def test_each_picture_that_is_shown_is_there() -> None:
    assert [f"{page.name}: {picture.name}" for page, _, picture in SHOWN if not picture.is_file()] == []


def test_each_picture_that_is_there_is_shown() -> None:
    shown = {picture.resolve() for _, _, picture in SHOWN}
    assert [picture.name for picture in sorted(IMAGES.iterdir()) if picture.resolve() not in shown] == []


def test_each_says_in_words_what_it_shows() -> None:
    assert [f"{page.name}: {picture.name}" for page, words, picture in SHOWN if len(words.split()) < 5] == []


def test_each_is_a_picture_and_none_is_heavy() -> None:
    for picture in IMAGES.iterdir():
        assert picture.read_bytes().startswith(b"\x89PNG"), picture.name
        assert picture.stat().st_size <= MOST_BYTES, picture.name
