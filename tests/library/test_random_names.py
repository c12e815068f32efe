"""What a council and its edition are called decides nothing."""

from pathlib import Path

import pytest

import renamed
from concordat.library import shelf
from concordat.protocol.examine import folders
from concordat.protocol.load import load

LIBRARY = shelf.installed()


# The others take seconds; `make mutants` tries them too.
QUICK = LIBRARY / "chesterfield" / "2019"


@pytest.mark.parametrize(
    "folder",
    [folder if folder == QUICK else pytest.param(folder, marks=pytest.mark.slow) for folder in folders(LIBRARY)],
    ids=lambda folder: folder.relative_to(LIBRARY).as_posix(),
)
def test_under_random_names_every_case_gives_the_same_result(folder: Path, tmp_path: Path) -> None:
    assert list(renamed.differences(folder, tmp_path)) == []


def test_the_copy_has_other_names_throughout(tmp_path: Path) -> None:
    folder = QUICK
    edition = load(folder, with_cases=False).edition
    _renaming, copy = renamed.renamed(folder, edition, tmp_path)
    other = load(copy).edition
    assert other.edition == f"{copy.parent.name}/{copy.name}"
    assert edition.edition.split("/")[0] not in other.edition
    assert other.council != edition.council
    assert not [file for file in copy.rglob("*.yaml") if edition.council in file.read_text(encoding="utf-8")]
