"""What the tests of the command line share: running it, and an edition of our own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from concordat.cli import main

# The commands that keep the house need Django, which the pure rooms' run does without.
collect_ignore = [] if find_spec("django") else ["test_running.py", "test_people.py", "test_house_in_processes.py"]
FENWICK = Path(__file__).parent / "data" / "fenwick" / "2020"


@dataclass(frozen=True)
class Said:
    """What a command wrote, and the code it left with."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The answer as plain data."""
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line. A mistake of ours shows itself."""
    monkeypatch.setenv("CONCORDAT_DEBUG", "1")
    monkeypatch.delenv("LIBRARY_DIRS", raising=False)

    def ran(*arguments: object) -> Said:
        code = main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Said(code, written.out, written.err)

    return ran


@pytest.fixture
def fenwick() -> Path:
    """The folder of the edition written for these tests."""
    return FENWICK


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """Run a command that has to be refused: code 2, nothing on the output, one sentence on the error stream."""

    def sentence(*arguments: object) -> str:
        said = run(*arguments)
        assert (said.code, said.out) == (2, "")
        assert "Traceback" not in said.err
        return said.err

    return sentence
