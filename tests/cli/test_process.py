"""The command as a person starts it: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.cli.conftest import FENWICK, Run

from concordat.cli import command, main

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def started(*arguments: str, shell: str | None = None) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    words: Sequence[str] = [sys.executable, "-m", "concordat.cli", *arguments]
    if shell is not None:
        return subprocess.run(shell, shell=True, capture_output=True, text=True, env=surroundings, check=False)
    return subprocess.run(words, capture_output=True, text=True, env=surroundings, check=False)


def test_it_runs_as_a_module() -> None:
    said = started("significance", str(FENWICK), "A=3", "B=3", "fame=yes")
    assert (said.returncode, said.stderr) == (0, "")
    assert "Total 7 of 7 = 100%: Large." in said.stdout
    assert "\x1b" not in said.stdout


def test_a_refusal_leaves_with_2_and_writes_nothing_to_the_output() -> None:
    said = started("significance", str(FENWICK), "A=2")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == "concordat: “2” is no level of “A”. Its levels are 1 (up to £1,000); 3 (£1,000 or more).\n"


def test_a_reader_that_has_had_enough_is_no_fault() -> None:
    said = started(shell=f'"{sys.executable}" -m concordat.cli schema | head -1')
    assert (said.stdout, said.stderr) == ("{\n", "")


def test_a_name_that_is_no_text_is_refused_like_any_other() -> None:
    said = started(shell=f"\"{sys.executable}\" -m concordat.cli screen $'\\xff\\xfe'")
    assert said.returncode == 2
    assert "Traceback" not in said.stderr


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    said = run()
    assert said.code == 0
    assert "  significance    Score how significant an arrangement is" in said.out
    assert max(map(len, said.out.splitlines())) <= 80


@pytest.mark.parametrize("words", [["frob"], ["library", "more"], ["significance"], ["screen", "--nonsense"]])
def test_a_command_line_that_cannot_be_read_is_refused(run: Run, words: list[str]) -> None:
    said = run(*words)
    assert (said.code, said.out) == (2, "")


def _commands() -> list[str]:
    return list(next(iter(action.choices for action in command.parser()._actions if action.choices)))


@pytest.mark.parametrize("name", _commands())
def test_every_command_has_help_within_80_columns(run: Run, name: str) -> None:
    said = run(name, "--help")
    assert said.code == 0
    assert max(map(len, said.out.splitlines())) <= 80
    assert "==SUPPRESS==" not in said.out


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("concordat ")


def test_our_own_mistake_is_a_sentence_and_no_stack_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise RuntimeError("something is missing")

    monkeypatch.delenv("CONCORDAT_DEBUG", raising=False)
    monkeypatch.setattr("concordat.library.shelf.editions", broken)
    assert main(["library"]) == command.OURS
    said = capsys.readouterr().err
    assert "this is a mistake of ours, not yours (RuntimeError: something is missing)" in said
    assert "Traceback" not in said
