"""The library's editions: each is sound, and each sealed revision still says what it said."""

from pathlib import Path

import pytest

from concordat.library import shelf
from concordat.protocol.examine import examine, folders, sealed_revisions
from concordat.protocol.load import load
from concordat.protocol.seal import canonical, digest, from_canonical

LIBRARY = shelf.installed()
SOURCE = LIBRARY.parent
EDITIONS = list(folders(LIBRARY))
# In pieces, so that this file says no name either.
STEMS = ["ches" + "terfield", "bol" + "sover", "north" + "ampton", "bed" + "ford"]


def id_of(folder: Path) -> str:
    return folder.relative_to(LIBRARY).as_posix()


each_edition = pytest.mark.parametrize("folder", EDITIONS, ids=id_of)


def test_the_library_holds_five_editions_each_under_its_own_id() -> None:
    assert len(EDITIONS) == 5
    assert [load(folder, with_cases=False).edition.edition for folder in EDITIONS] == [id_of(f) for f in EDITIONS]


@each_edition
def test_an_edition_has_no_fault_and_its_cases_come_out_as_expected(folder: Path) -> None:
    found = examine(folder)
    assert [str(fault) for fault in found.faults if not fault.warning] == []
    assert [str(failure) for failure in found.failures] == []
    assert found.sound
    assert found.cases


@each_edition
def test_an_edition_read_from_its_canonical_form_is_the_same(folder: Path) -> None:
    edition = load(folder, with_cases=False).edition
    again = from_canonical(canonical(edition))
    assert canonical(again) == canonical(edition)
    assert digest(again) == digest(edition)


@each_edition
def test_each_sealed_revision_loads_with_todays_code_and_says_the_same(folder: Path) -> None:
    sealed = sorted((folder / "sealed").glob("*.json"), key=lambda file: int(file.stem))
    revisions = sealed_revisions(folder)
    assert [f"{edition.revision}.json" for edition in revisions] == [file.name for file in sealed]
    assert [canonical(edition) + "\n" for edition in revisions] == [file.read_text(encoding="utf-8") for file in sealed]


@each_edition
def test_the_current_revision_is_sealed_and_unchanged(folder: Path) -> None:
    edition = load(folder, with_cases=False).edition
    seals = {sealed.revision: digest(sealed) for sealed in sealed_revisions(folder)}
    assert seals.get(edition.revision) == digest(edition), "run make seal, or write a new revision"


def test_no_python_file_knows_a_council() -> None:
    """Neither the five by name, nor any council of the library by its id."""
    councils = {folder.parent.name for folder in EDITIONS}
    names = {*STEMS, *councils, *(council.replace("-", "_") for council in councils)}
    naming = {
        (file.relative_to(SOURCE).as_posix(), name)
        for file in SOURCE.rglob("*.py")
        for name in names
        if name in file.read_text(encoding="utf-8").lower()
    }
    assert naming == set()
