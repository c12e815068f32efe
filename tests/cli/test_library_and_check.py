"""``concordat library`` and ``concordat check``: what is on the shelf, and whether it is in order."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run


@pytest.fixture
def copy(tmp_path: Path, fenwick: Path) -> Path:
    """A copy of the test edition, to be spoiled."""
    folder = tmp_path / "fenwick" / "2020"
    shutil.copytree(fenwick, folder)
    return folder


def spoil(folder: Path, file: str, what: str, instead: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert what in text
    path.write_text(text.replace(what, instead, 1), encoding="utf-8")


def test_the_library_lists_five_editions_with_status_revision_seal_and_warnings(run: Run) -> None:
    said = run("library", "--json")
    assert said.code == 0
    ids = [edition["id"] for edition in said.data]
    assert (len(ids), ids) == (5, sorted(ids))
    for edition in said.data:
        assert {"council", "title", "status", "revision", "from", "to", "warnings"} <= set(edition)
        assert len(edition["digest"]) == 64


def test_the_text_of_the_library_is_a_table_within_80_columns(run: Run) -> None:
    lines = run("library").out.splitlines()
    assert lines[0].split() == ["Edition", "Status", "Revision", "Digest", "Warnings"]
    assert len(lines) == 6
    assert max(map(len, lines)) <= 80


def test_a_folder_of_library_dirs_is_on_the_shelf(run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRARY_DIRS", str(copy.parent.parent))
    ids = [edition["id"] for edition in run("library", "--json").data]
    assert "fenwick/2020" in ids
    assert run("significance", "fenwick/2020", "A=1").code == 0


def test_an_edition_that_cannot_be_used_is_listed_as_such(
    run: Run, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(copy, "edition.yaml", "revision: 2", "revision: two")
    monkeypatch.setenv("LIBRARY_DIRS", str(copy.parent.parent))
    said = run("library")
    assert said.code == 1
    assert "unusable" in said.out
    broken = next(edition for edition in run("library", "--json").data if edition["id"] == "fenwick/2020")
    assert (broken["usable"], broken["faults"][0]["file"]) == (False, "edition.yaml")


def test_a_folder_that_is_not_there_is_refused(
    run: Run, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBRARY_DIRS", "/no/such/folder")
    assert "There is no such folder. LIBRARY_DIRS names it" in refused("library")


def test_a_sound_edition_passes(run: Run, fenwick: Path) -> None:
    said = run("check", fenwick)
    assert (said.code, said.out, said.err) == (0, "fenwick/2020: sound; 3 cases.\n", "")


def test_every_edition_below_a_folder_is_checked(run: Run, copy: Path) -> None:
    shutil.copytree(copy, copy.parent / "2021")
    said = run("check", copy.parent.parent, "--json")
    assert (said.code, len(said.data)) == (0, 2)


def test_a_file_of_cases_called_edition_makes_no_edition(run: Run, copy: Path) -> None:
    (copy / "cases" / "all.yaml").rename(copy / "cases" / "edition.yaml")
    assert len(run("check", copy.parent, "--json").data) == 1


def test_a_fault_says_file_line_what_and_what_to_write(run: Run, copy: Path) -> None:
    spoil(copy, "duties.yaml", "strength: must", "strength: maybe")
    said = run("check", copy)
    assert said.code == 1
    assert re.search(
        rf"^{copy}/duties.yaml:1: .*never takes “maybe”. Write must, should, seek or may.$", said.out, re.MULTILINE
    )
    assert ", its cases were not run." in said.out


def test_a_fault_on_one_line_stays_on_one_line_when_piped(run: Run, copy: Path) -> None:
    spoil(copy, "edition.yaml", "status: current", "status: splendid")
    first = run("check", copy).out.splitlines()[0]
    assert first.startswith(f"{copy}/edition.yaml:")
    assert len(first) > 80


def test_a_failing_case_is_a_fault(run: Run, copy: Path) -> None:
    spoil(copy, "cases/all.yaml", "band: large", "band: small")
    said = run("check", copy)
    assert said.code == 1
    assert (
        "cases/all.yaml:4: The allotment scheme in good order: significance: band should be small and is large"
        in said.out
    )
    assert "3 cases, 1 failing" in said.out
    found = run("check", copy, "--json").data[0]
    assert found["failures"][0]["expected"] == "small"
    assert (found["sound"], found["cases"]) == (False, 3)


def test_a_warning_is_no_fault(run: Run, copy: Path) -> None:
    spoil(copy, "edition.yaml", "An invented text", "TBC an invented text")
    said = run("check", copy)
    assert (said.code, "warning: " in said.out, "1 warning" in said.out) == (0, True, True)


def test_an_id_of_the_library_may_be_checked(run: Run) -> None:
    assert run("check", "chesterfield/2019", "--json").data[0]["edition"] == "chesterfield/2019"


@pytest.mark.parametrize("name", ["/no/such/folder", "nobody/1999"])
def test_a_folder_that_does_not_exist_is_refused(refused: Callable[..., str], name: str) -> None:
    assert f"There is no folder “{name}”." in refused("check", name)


def test_a_folder_without_an_edition_is_refused(refused: Callable[..., str], tmp_path: Path) -> None:
    assert "There is no edition in" in refused("check", tmp_path)


def test_a_file_is_no_folder(refused: Callable[..., str], fenwick: Path) -> None:
    assert "is no folder" in refused("check", fenwick / "edition.yaml")
    assert "is no folder" in refused("screen", fenwick / "edition.yaml")


def test_an_edition_that_is_not_there_is_refused_with_the_nearest(refused: Callable[..., str]) -> None:
    assert "Did you mean “bolsover/2009”?" in refused("screen", "bolsover/2008")


def test_a_faulty_edition_is_refused_with_its_faults(refused: Callable[..., str], copy: Path) -> None:
    spoil(copy, "edition.yaml", "revision: 2", "revision: two")
    assert f"{copy}/edition.yaml:4: " in refused("screen", copy)
