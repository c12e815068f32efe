"""``concordat tour``: the main job, shown on what the library holds."""

import contextlib
import io
import time
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from concordat.cli import main, tour
from concordat.library import shelf

MOST_SECONDS = 5


@pytest.fixture(scope="module")
def shown() -> str:
    """Shown once, for all who look at it; it takes its second or two."""
    out, began = io.StringIO(), time.process_time()
    with contextlib.redirect_stdout(out):
        assert main(["tour"]) == 0
    assert time.process_time() - began < MOST_SECONDS
    return out.getvalue()


def test_the_worked_example_is_screened_scored_routed_and_its_standing_printed(shown: str) -> None:
    whole = shown[: shown.index("\n2. ")]
    for words in (
        "Is it a partnership?",
        "It is a partnership.",
        "How significant is it?",
        "Total 27 of 35 = 77%: Major.",
        "Who must be asked?",
        "How does it stand on ",
        "Owner: ",
        "OVERDUE since ",
        "Met until ",
    ):
        assert words in whole


def test_every_other_edition_tells_a_story_of_its_own(shown: str) -> None:
    for number in range(2, len(shelf.editions()) + 1):
        assert f"\n{number}. " in shown
    assert "tells no story yet" not in shown


def test_one_arrangement_is_judged_by_all_side_by_side(shown: str) -> None:
    judged = shown[shown.index("judged by every council side by side") :]
    for shelved in shelf.editions():
        assert f"\n{shelved.id} " in judged


def test_it_ends_with_what_to_try_next_within_80_columns(shown: str) -> None:
    assert "concordat standing --help" in shown[shown.index("What to try next") :]
    assert max(map(len, shown.splitlines())) <= 80


def test_a_library_without_the_example_says_so_and_shows_the_rest(
    run: Run, fenwick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    council = tmp_path / "fenwick"
    council.mkdir()
    (council / "2020").symlink_to(fenwick)
    (tmp_path / "tour.yaml").write_bytes((shelf.installed() / "tour.yaml").read_bytes())
    monkeypatch.setattr(shelf, "installed", lambda: tmp_path)
    said = run("tour")
    assert said.code == 0
    assert "The allotment scheme in good order." in said.out
    assert "The library holds no arrangement for this yet." in said.out
    assert tour.PRESSING[0] == "overdue"
