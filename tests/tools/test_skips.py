"""A skipped test is said aloud, and in CI it is a failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # each test starts a run of its own
CONFTEST = Path(__file__).parents[1] / "conftest.py"
LACKING = "import pytest\n@pytest.mark.needs('no-such-command')\ndef test_it(): ...\ndef test_other(): ...\n"


def suite(folder: Path, *, in_ci: bool, workers: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_a.py").write_text(LACKING, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = needs\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-n", workers],
        cwd=folder,
        env=os.environ | {"CI": "true" if in_ci else ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("workers", ["0", "1"])
def test_what_is_missing_is_named_with_what_to_do(tmp_path: Path, workers: str) -> None:
    run = suite(tmp_path, in_ci=False, workers=workers)
    assert run.returncode == 0, run.stdout
    assert "1 skipped: missing on this machine: no-such-command" in run.stdout
    assert "make system-deps" in run.stdout


@pytest.mark.parametrize("workers", ["0", "1"])
def test_nothing_may_be_skipped_in_ci(tmp_path: Path, workers: str) -> None:
    run = suite(tmp_path, in_ci=True, workers=workers)
    assert run.returncode == 1, run.stdout
    assert "In CI a skipped test is a failed one." in run.stdout
