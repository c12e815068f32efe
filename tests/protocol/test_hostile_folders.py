"""A hostile folder is refused in a sentence that names the file, within ten seconds and 256 MB."""

from __future__ import annotations

from pathlib import Path

from tests.protocol.hostile import FOLDERS, examined


def test_every_hostile_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    found = dict(examined(tmp_path))
    assert len(found) == len(FOLDERS) >= 50
    assert {hostile.name: fault for hostile, outcome in found.items() if (fault := hostile.fault(outcome))} == {}
