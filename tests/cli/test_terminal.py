"""What is written to a terminal, and what to a pipe."""

import io
from datetime import date
from zoneinfo import ZoneInfoNotFoundError

import pytest

from concordat.cli.refusals import complain
from concordat.cli.terminal import Page, Progress, width_of
from concordat.history import clock


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def heading(stream: io.StringIO) -> str:
    Page(stream).title("Standing")
    return stream.getvalue()


def test_a_terminal_gets_bold_headings() -> None:
    assert heading(Terminal()).startswith("\x1b[1mStanding\x1b[0m\n")


def test_a_pipe_gets_plain_text() -> None:
    assert heading(io.StringIO()) == "Standing\n========\n"


def test_no_color_and_a_dumb_terminal_are_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in heading(Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in heading(Terminal())


def test_colour_never_carries_meaning_alone() -> None:
    stream = Terminal()
    Page(stream).text("OVERDUE since 1 June 2026.", style="bad")
    assert "OVERDUE" in stream.getvalue()


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("300", 110), ("10", 40)])
def test_the_width_is_the_terminals_within_reason(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width_of(Terminal()) == width
    assert width_of(io.StringIO()) == 80


def test_a_table_aligns_and_wraps_its_last_column() -> None:
    stream = io.StringIO()
    Page(stream).table(("No", "Words"), [("1", "word " * 30), ("22", "short")], indent=2)
    lines = stream.getvalue().splitlines()
    assert lines[0] == "  No  Words"
    assert lines[2].startswith("      word")
    assert lines[-1] == "  22  short"
    assert max(map(len, lines)) <= 80


def test_a_label_too_long_for_its_column_stands_above_its_text() -> None:
    stream = io.StringIO()
    Page(stream).entry("a very long clause", "Words", 6)
    assert stream.getvalue() == "a very long clause\n      Words\n"


def test_progress_is_for_people_only() -> None:
    stream, pipe = Terminal(), io.StringIO()
    for one in (stream, pipe):
        with Progress(one) as progress:
            progress.tell("Reading")
    assert "Reading …" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")
    assert pipe.getvalue() == ""


def test_a_refusal_is_one_line_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    complain("word " * 40)
    assert capsys.readouterr().err.count("\n") == 1


def test_a_machine_without_time_zones_still_knows_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(clock, "ZoneInfo", unknown)
    assert isinstance(clock.today(), date)
