"""What the commands share: their options, and answering as text or as JSON."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

from concordat.cli.plain import dumped
from concordat.cli.terminal import Page


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Keeps our own line breaks, and leaves room for the names of options."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26)


def command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], words: str, more: str = ""
) -> argparse.ArgumentParser:
    """A command with its help, and ``--json``."""
    made: argparse.ArgumentParser = commands.add_parser(
        name, description=f"{words}.", epilog=more, formatter_class=HelpFormatter
    )
    made.add_argument("--json", action="store_true", help="answer as JSON")
    made.set_defaults(run=run)
    return made


def answer(given: argparse.Namespace, data: Callable[[], Any], show: Callable[[Page], None]) -> None:
    """Answer as JSON where that was asked, else as text."""
    if given.json:
        sys.stdout.write(dumped(data()) + "\n")
    else:
        show(Page(sys.stdout))


def on_day(text: str) -> date:
    """A day of the command line, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write year-month-day: 2026-03-01") from None
