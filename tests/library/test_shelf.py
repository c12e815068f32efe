"""The shelf: where editions are found, under which names, and what is said where one is not."""

import os
import shutil
from pathlib import Path

import pytest

from concordat.library import shelf
from concordat.protocol.faults import Refused

HEAD = """\
language: 1
council: Aldmoor Council
edition: {id}
revision: 1
title: A protocol
status: current
source: An invented text
"""


def put(root: Path, name: str, calls_itself: str | None = None) -> Path:
    """An edition of no more than its head."""
    folder = root / name
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(HEAD.format(id=calls_itself or name), encoding="utf-8")
    return folder


@pytest.fixture
def more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LIBRARY_DIRS", str(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def _no_other_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIBRARY_DIRS", raising=False)


def refusal(name: str = "") -> str:
    with pytest.raises(Refused) as caught:
        shelf.find(name)
    return str(caught.value)


def test_the_installed_editions_stand_in_the_order_of_their_ids() -> None:
    ids = [shelved.id for shelved in shelf.editions()]
    assert len(ids) == 5
    assert ids == sorted(ids)


def test_every_installed_edition_can_be_used() -> None:
    for shelved in shelf.editions():
        assert shelved.load().edition.edition == shelved.id


def test_comparisons_and_caches_are_no_councils(more: Path) -> None:
    for name in ("comparisons/one", "__pycache__/one"):
        put(more, name)
    assert len(shelf.editions()) == 5


def test_a_folder_of_library_dirs_is_searched_too(more: Path) -> None:
    folder = put(more, "aldmoor/2020")
    assert shelf.find("aldmoor/2020").path == folder
    assert shelf.editions()[0].id == "aldmoor/2020"


def test_several_folders_are_parted_as_the_system_parts_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        put(tmp_path / name, f"{name}/2020")
    monkeypatch.setenv("LIBRARY_DIRS", os.pathsep.join([str(tmp_path / "one"), "", str(tmp_path / "two")]))
    assert {"one/2020", "two/2020"} < {shelved.id for shelved in shelf.editions()}


def test_a_folder_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRARY_DIRS", "/no/such/folder")
    assert "/no/such/folder:1: There is no such folder. LIBRARY_DIRS names it" in refusal()


def test_two_editions_under_one_id_are_refused(more: Path) -> None:
    put(more, shelf.editions()[0].id)
    assert "is on the shelf twice" in refusal()


def test_a_folder_named_twice_holds_each_edition_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "aldmoor/2020")
    monkeypatch.setenv("LIBRARY_DIRS", os.pathsep.join([str(tmp_path)] * 2))
    assert len(shelf.editions()) == 6


def test_a_name_that_is_nearly_right_brings_the_right_one() -> None:
    wanted = shelf.editions()[0].id
    assert f"There is no edition “{wanted}x”. Did you mean “{wanted}”?" in refusal(f"{wanted}x")


def test_a_name_that_is_nothing_like_any_brings_them_all() -> None:
    said = refusal("?")
    assert all(shelved.id in said for shelved in shelf.editions())


def test_an_edition_has_to_call_itself_what_it_stands_under(more: Path) -> None:
    put(more, "aldmoor/2020", calls_itself="aldmoor/2021")
    with pytest.raises(Refused) as caught:
        shelf.find("aldmoor/2020").load()
    assert "The edition calls itself “aldmoor/2021”, and stands on the shelf as “aldmoor/2020”." in str(caught.value)


def test_a_faulty_edition_stands_on_the_shelf_and_says_its_faults_when_loaded(more: Path) -> None:
    (put(more, "aldmoor/2020") / "edition.yaml").write_text("language: 2\n", encoding="utf-8")
    with pytest.raises(Refused):
        shelf.find("aldmoor/2020").load()


def test_the_comparisons_stand_in_the_order_of_their_names(more: Path) -> None:
    shutil.copytree(shelf.installed() / "comparisons", more / "comparisons")
    names = [path.name for path in shelf.comparisons()]
    assert names == sorted(names)
    assert len(names) == 10
