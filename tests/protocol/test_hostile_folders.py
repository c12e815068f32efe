"""A hostile folder is refused in a sentence that names the file, within ten seconds and 256 MB."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.protocol.hostile import FOLDERS, Hostile, examined

# Those that take a third of a second or more (docs/measured.md), for the most that is allowed is in them.
LONG = {
    "as many values as allowed, nine times",
    "many megabytes",
    "4,000 whole duties",
    "20,000 expected duties that there are not",
    "a chain of 4,000 steps",
    "4,000 facts that there are not",
    "4,000 cases that fail",
}


@pytest.mark.parametrize(
    "folders",
    [
        pytest.param([one for one in FOLDERS if one.name not in LONG][::3], id="a third of the quick"),
        pytest.param([one for one in FOLDERS if one.name not in LONG], id="quick", marks=pytest.mark.slow),
        pytest.param([hostile for hostile in FOLDERS if hostile.name in LONG], id="long", marks=pytest.mark.slow),
    ],
)
def test_every_hostile_folder_is_refused_in_a_sentence(tmp_path: Path, folders: list[Hostile]) -> None:
    found = dict(examined(tmp_path, folders))
    assert len(found) == len(folders)
    assert {hostile.name: fault for hostile, outcome in found.items() if (fault := hostile.fault(outcome))} == {}


def test_there_are_fifty_hostile_folders_and_most_are_quick() -> None:
    assert len(FOLDERS) >= 50
    assert {hostile.name for hostile in FOLDERS} > LONG
