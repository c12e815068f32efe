"""A hostile folder is refused in a sentence that names the file, within ten seconds and 256 MB."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.protocol.hostile import FOLDERS, Hostile, examined


@pytest.mark.parametrize("hostile", FOLDERS, ids=lambda hostile: hostile.name)
def test_a_hostile_folder_is_refused_in_a_sentence(hostile: Hostile, tmp_path: Path) -> None:
    assert hostile.fault(examined(hostile, tmp_path)) == ""
