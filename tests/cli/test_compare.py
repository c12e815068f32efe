"""``concordat compare``: two editions, or one arrangement judged by several."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from concordat.library import shelf

PAPER = '- {id: paper, clause: "2.4", ask: Is it written down?, weight: indicative}'
ARRANGEMENT = """\
title: A shared allotment
arrangement: Two bodies dig together.
on: 2021-06-01
given:
  arrangement.common_goal: yes
  arrangement.shares_risk: yes
  arrangement.simple_contract: no
  arrangement.limited_company: no
  arrangement.grant_scheme: no
  commitment.total_a_year: 5000
"""


@pytest.fixture
def arrangement(tmp_path: Path) -> Path:
    path = tmp_path / "shared.yaml"
    path.write_text(ARRANGEMENT, encoding="utf-8")
    return path


@pytest.fixture
def revised(tmp_path: Path, fenwick: Path) -> Path:
    """The test edition, revised: a duty goes, another changes, a mark comes."""
    folder = tmp_path / "fenwick" / "2020"
    shutil.copytree(fenwick, folder)
    for file, what, instead in (
        ("edition.yaml", "revision: 2", "revision: 3"),
        ("duties.yaml", "words: It is reviewed", "words: It is looked at again"),
        (
            "screening.yaml",
            "classes:",
            '- {id: paper, clause: "2.4", ask: Is it written down?, weight: indicative}\nclasses:',
        ),
    ):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace(what, instead, 1), encoding="utf-8")
    return folder


def test_two_revisions_of_one_council_say_what_changed(run: Run, fenwick: Path, revised: Path) -> None:
    found = run("compare", fenwick, revised, "--json").data
    told = {(change["part"], change["id"], change["how"]) for change in found["changes"]}
    assert ("marks", "paper", "added") in told
    assert ("duties", "reviewed", "changed") in told
    out = run("compare", fenwick, revised).out
    assert "words: “It is reviewed” -> “It is looked at again”" in " ".join(out.split())


def test_of_two_lists_only_what_differs_is_shown(run: Run, fenwick: Path, revised: Path) -> None:
    path = revised / "routes.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("by: [treasurer]", "by: [treasurer, cabinet]"), encoding="utf-8")
    assert "          by:\n            now  cabinet\n" in run("compare", fenwick, revised).out


def test_an_edition_differs_from_itself_in_nothing(run: Run, fenwick: Path) -> None:
    assert run("compare", fenwick, fenwick, "--json").data["changes"] == []
    assert "Their rules say the same." in run("compare", fenwick, fenwick).out


def test_two_councils_stand_side_by_side_within_80_columns(run: Run, fenwick: Path) -> None:
    found = run("compare", fenwick, "chesterfield/2019", "--json").data
    assert found["one"]["edition"] == "fenwick/2020"
    assert found["other"]["edition"] == "chesterfield/2019"
    lines = run("compare", fenwick, "chesterfield/2019").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(" | " in line for line in lines)


def test_one_arrangement_is_judged_by_the_editions_named(run: Run, arrangement: Path, fenwick: Path) -> None:
    found = run("compare", "--arrangement", arrangement, fenwick, "chesterfield/2019", "--json").data
    assert [one["edition"] for one in found["judgements"]] == ["fenwick/2020", "chesterfield/2019"]
    assert found["judgements"][0]["screening"]["answer"] == "is"
    assert found["judgements"][0]["significance"]["proposals"][0]["score"] == 3


def test_without_a_name_the_whole_library_judges(run: Run, arrangement: Path) -> None:
    found = run("compare", "--arrangement", arrangement, "--json").data
    assert len(found["judgements"]) == len(shelf.editions())


def test_an_arrangement_of_the_library_is_found_by_its_name_and_judged_by_one(run: Run) -> None:
    path = shelf.comparisons()[0]
    found = run("compare", "--arrangement", path.stem, "chesterfield/2019", "--json").data
    assert [one["edition"] for one in found["judgements"]] == ["chesterfield/2019"]
    assert run("compare", "--arrangement", path, "chesterfield/2019", "--json").data == found


def test_the_text_puts_the_answers_in_one_table(run: Run, arrangement: Path, fenwick: Path) -> None:
    out = run("compare", "--arrangement", arrangement, fenwick).out
    assert "A shared allotment" in out
    assert "Judged on 1 June 2021." in out
    assert "fenwick/2020  yes             yes" in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("path", shelf.comparisons(), ids=lambda path: path.stem)
def test_every_comparison_of_the_library_can_be_shown(run: Run, path: Path) -> None:
    said = run("compare", "--arrangement", path)
    assert said.code == 0
    assert max(map(len, said.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("names", "sentence"),
    [([], "No editions are named."), (["a/b"], "1 edition is named."), (["a/1"] * 3, "3 editions are named.")],
)
def test_two_editions_are_compared_and_no_other_number(
    refused: Callable[..., str], names: list[str], sentence: str
) -> None:
    assert sentence in refused("compare", *names)


def test_an_edition_judges_once(refused: Callable[..., str], arrangement: Path, fenwick: Path) -> None:
    assert "is named twice" in refused("compare", "--arrangement", arrangement, fenwick, fenwick)


def test_an_arrangement_that_cannot_be_read_is_refused(
    refused: Callable[..., str], arrangement: Path, fenwick: Path
) -> None:
    assert "There is no file" in refused("compare", "--arrangement", arrangement.with_name("none.yaml"))
    arrangement.write_text("title: x\n", encoding="utf-8")
    assert f"{arrangement}:1: “arrangement” is missing." in refused("compare", "--arrangement", arrangement, fenwick)
