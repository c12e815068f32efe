"""Every command of the tutorial works as it is written, and answers what the tutorial says."""

import re
import shlex
from pathlib import Path

import pytest

from concordat.cli import main

TUTORIAL = (Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "first-half-hour.md").read_text(
    encoding="utf-8"
)
COMMANDS = re.findall(r"^    concordat ((?:.*\\\n)*.*)$", TUTORIAL, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_tutorial_works(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    facts = re.search(r"```yaml\n(.*?)```", TUTORIAL, re.DOTALL)
    assert facts
    Path("building-control.yaml").write_text(facts[1], encoding="utf-8")
    assert main(shlex.split(command.replace("\\\n", " "))) == 0
    written = capsys.readouterr()
    assert written.out
    assert written.err == ""


def test_the_tutorial_says_what_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    for command, part in (
        (COMMANDS[2], "Total 27 of 35 = 77%: Major."),
        (COMMANDS[3], "Total 17 of 25 = 68%: Moderate."),
    ):
        main(shlex.split(command))
        assert part in capsys.readouterr().out
