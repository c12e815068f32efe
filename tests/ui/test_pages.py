"""The layout, the pages for what went wrong, and the static files."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from concordat.ui import assets

STATIC = Path(__file__).resolve().parents[2] / "src/concordat/ui/static/ui"
ERRORS = (400, 403, 404, 405, 409, 413, 500, 503)


@pytest.mark.parametrize("status", ERRORS)
def test_a_page_for_what_went_wrong_needs_no_request_no_menu_and_no_database(status: int) -> None:
    html = render_to_string(f"ui/errors/{status}.html")
    heading = html.split('<h1 class="govuk-heading-l">')[1].split("</h1>")[0]
    assert f"<title>{heading} – Concordat</title>" in html


def test_a_refusal_shows_its_reason_escaped() -> None:
    assert "Only <b> may" not in render_to_string("ui/errors/403.html", {"reason": "Only <b> may"})
    assert "Only Sam may" in render_to_string("ui/errors/403.html", {"reason": "Only Sam may"})


def test_not_found_says_nothing_of_why() -> None:
    assert render_to_string("ui/errors/404.html", {"reason": "another council's"}) == render_to_string(
        "ui/errors/404.html"
    )


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.*")), ids=lambda path: path.name)
def test_nothing_that_is_served_carries_the_brand_of_govuk(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="replace").casefold()
    for mark in ("gds transport", "@font-face", "crown", "crest", "logotype", "sourcemappingurl"):
        assert mark not in text, mark


@pytest.mark.parametrize(
    "name", ["ui/concordat-6.3.0.css", "ui/init.js", "ui/images/favicon.ico", "ui/images/favicon.svg"]
)
def test_what_the_layout_asks_for_is_there(name: str) -> None:
    assert finders.find(name)


def collected(tmp_path: Path) -> assets.Storage:
    (tmp_path / "staticfiles.json").write_text(
        '{"paths": {"a.css": "a.123.css"}, "version": "1.1", "hash": "x"}', encoding="utf-8"
    )
    return assets.Storage(location=tmp_path, base_url="/static/")


def test_names_are_plain_before_the_files_are_collected_and_hashed_after(tmp_path: Path) -> None:
    storage = assets.Storage(location=tmp_path, base_url="/static/")
    assert (storage.is_collected, storage.url("a.css")) == (False, "/static/a.css")
    assert collected(tmp_path).url("a.css") == "/static/a.123.css"


def test_a_file_that_was_not_collected_is_an_error_once_others_were(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        collected(tmp_path).url("b.css")
