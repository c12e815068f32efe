"""A sixth council's three editions, written from the documents and the command alone, load and run without new code."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SIXTH = Path(__file__).resolve().parents[1] / "editions" / "sixth"
YEARS = ("2018", "2021", "2024")


@pytest.mark.parametrize("year", YEARS)
def test_each_edition_of_the_sixth_council_is_sound(run: Callable[..., Any], year: str) -> None:
    said = run("check", SIXTH / "wealdmere" / year)
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize(
    ("year", "value", "proposed"),
    [("2018", 24_999, 0), ("2018", 25_000, 1), ("2021", 49_999, 0), ("2021", 50_000, 1)],
    ids=["under the first threshold", "at it", "under the second", "at it again"],
)
def test_the_threshold_moves_from_edition_to_edition(
    run: Callable[..., Any], year: str, value: int, proposed: int
) -> None:
    said = run("significance", SIXTH / "wealdmere" / year, f"commitment.total_a_year={value}", "--json")
    lines = {line["id"]: line for line in said.data["criteria"]}
    assert lines["money"]["proposed"] == proposed


@pytest.mark.parametrize(
    ("scores", "total", "band"),
    [
        ((1, 1, 1, 1, 1), 5, "ready"),
        ((2, 2, 2, 2, 2), 10, "ready"),
        ((2, 3, 2, 2, 2), 11, "nearly_ready"),
        ((4, 4, 4, 3, 3), 18, "not_ready"),
    ],
)
def test_on_a_scale_where_one_is_best_a_high_total_asks_for_more(
    run: Callable[..., Any], scores: tuple[int, ...], total: int, band: str
) -> None:
    answers = [f"{label}={score}" for label, score in zip("abcde", scores, strict=True)]
    found = run("significance", SIXTH / "wealdmere" / "2024", *answers, "--json").data
    assert (found["total"], found["band"]) == (total, band)


def test_a_standing_of_the_sixth_council_shows_duties_people_gates_and_what_the_council_owes(
    run: Callable[..., Any],
) -> None:
    said = run("standing", SIXTH / "wealdmere" / "2024", SIXTH / "facts" / "river-trail.yaml")
    assert said.code == 0
    for part in (
        "The council's own",
        "Partnership Champion",
        "Who must be asked?",
        "Outstanding before",
        "What the records suggest",
    ):
        assert part in said.out


def test_its_editions_can_be_found_and_compared(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRARY_DIRS", str(SIXTH))
    listed = run("library", "--json").data
    assert [one["id"] for one in listed if one["id"].startswith("wealdmere")] == [f"wealdmere/{year}" for year in YEARS]
    assert run("compare", "wealdmere/2018", "wealdmere/2021").code == 0
    assert (
        run("compare", "--arrangement", SIXTH / "facts" / "arrangement.yaml", *(f"wealdmere/{y}" for y in YEARS)).code
        == 0
    )
