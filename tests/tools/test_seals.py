"""Seals: what was sealed stays readable and unchanged, and nothing current goes unsealed."""

from pathlib import Path

import pytest

import seals
from concordat.protocol.load import load
from concordat.protocol.seal import digest, from_canonical

HEAD = """
language: 1
council: Aldmoor Council
edition: aldmoor/2020
revision: 1
title: Working with others
status: current
source: made up for tests
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "aldmoor" / "2020"
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(HEAD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def folder(library: Path) -> Path:
    return library / "aldmoor" / "2020"


def said(library: Path, *arguments: str) -> int:
    return seals.main([*arguments, "--library", str(library)])


def change(folder: Path, what: str, instead: str) -> None:
    path = folder / "edition.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(what, instead), encoding="utf-8")


def test_a_current_revision_without_a_seal_fails_and_says_what_to_do(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(library) == 1
    assert capsys.readouterr().err == "aldmoor/2020: revision 1 is not sealed. Run: make seal\n"


def test_a_sealed_revision_passes_and_holds_the_rules_in_one_line(library: Path, folder: Path) -> None:
    assert said(library, "--write") == 0
    assert said(library) == 0
    text = (folder / "sealed/1.json").read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert text.count("\n") == 1
    assert digest(from_canonical(text)) == digest(load(folder).edition)


def test_a_changed_rule_fails_and_is_not_sealed_over(
    library: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(library, "--write")
    change(folder, "Working with others", "Working together")
    assert said(library, "--write") == 1
    assert "no longer says what was sealed. Undo the change, or write revision: 2" in capsys.readouterr().err


def test_a_new_revision_is_sealed_beside_the_old_one(library: Path, folder: Path) -> None:
    said(library, "--write")
    change(folder, "revision: 1\ntitle: Working with others", "revision: 2\ntitle: Working together")
    assert said(library, "--write") == 0
    assert [file.name for file in sorted((folder / "sealed").iterdir())] == ["1.json", "2.json"]


def test_a_comment_changes_no_seal(library: Path, folder: Path) -> None:
    said(library, "--write")
    change(folder, "source:", "# where it comes from\nsource:")
    assert said(library) == 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{}", "today's code cannot load it"),
        ("not json", "today's code cannot load it"),
        ('{"council":"A","edition":"a/b","language":1,"revision":1,"source":"s","status":"current","title":"T"}', ""),
        (
            '{"council": "A","edition":"a/b","language":1,"revision":1,"source":"s","status":"current","title":"T"}\n',
            "",
        ),
        (
            '{"council":"A","edition":"a/b","language":1,"revision":3,"source":"s","status":"current","title":"T"}\n',
            "3.",
        ),
    ],
)
def test_a_seal_that_todays_code_reads_otherwise_fails(
    library: Path, folder: Path, text: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said(library, "--write")
    (folder / "sealed/7.json").write_text(text, encoding="utf-8")
    assert said(library) == 1
    assert (why or "it says something else than was sealed") in capsys.readouterr().err


def test_seals_are_written_anew_only_before_the_first_release(
    library: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said(library, "--write")
    change(folder, "Working with others", "Working together")
    monkeypatch.setattr(seals, "released", lambda _root: True)
    assert said(library, "--rewrite") == 2
    assert "There is a tagged release: its seals stay." in capsys.readouterr().err
    monkeypatch.setattr(seals, "released", lambda _root: False)
    assert said(library, "--rewrite") == 0
    assert said(library) == 0


def test_outside_a_checkout_nothing_is_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert not seals.released(tmp_path)


def test_an_edition_that_cannot_be_loaded_is_said(
    library: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder, "language: 1", "language: 2")
    assert said(library, "--write") == 1
    assert "aldmoor/2020: not sealed, for it cannot be loaded: edition.yaml:2" in capsys.readouterr().err
