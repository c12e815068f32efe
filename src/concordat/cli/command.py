"""``concordat``: reads the command line, runs one command, and says why where it refuses."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError

from concordat import version
from concordat.cli import (
    admin,
    checking,
    comparing,
    demo,
    explaining,
    keeping,
    listing,
    people,
    record,
    schema,
    screening,
    serving,
    significance,
    standing,
    tour,
)
from concordat.cli.common import HelpFormatter
from concordat.cli.refusals import REFUSED, complain, tell
from concordat.protocol.faults import Refused

DESCRIPTION = """\
A protocol is data, a partnership is facts. Concordat reads the one against the
other and says what is met, due or overdue, under which clause, and why.
"""
EPILOG = """\
EDITION is an id of the library (concordat library) or the path of a folder.
“concordat COMMAND --help” says more of each. LIBRARY_DIRS names more folders of
councils to look in. Codes: 0 done, 1 faults found, 2 refused.
"""
STOPPED = 130
OURS = 70
REPORT = "With CONCORDAT_DEBUG=1 the same command shows where; please report it with what it shows."
READING = (listing, checking, screening, significance, explaining, standing, comparing, schema, tour)
KEEPING = (demo, admin, people, serving, record, keeping)
COMMANDS = (*READING, *KEEPING)


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    made = argparse.ArgumentParser("concordat", description=DESCRIPTION, formatter_class=HelpFormatter)
    made.add_argument("--version", action="store_true", help="show the version and leave")
    commands = made.add_subparsers(metavar="COMMAND", help=argparse.SUPPRESS)
    for module in COMMANDS:
        module.add(commands)
    listed = "".join(f"  {name:<16}{command.description}\n" for name, command in commands.choices.items())
    made.epilog = f"commands:\n{listed}\n{EPILOG}"
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the code to exit with."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    made = parser()
    try:
        given = made.parse_args(arguments)
    except SystemExit as left:
        return int(left.code or 0)
    if given.version:
        sys.stdout.write(f"concordat {_version()}\n")
        return 0
    if not hasattr(given, "run"):
        made.print_help()
        return 0
    return _run(given)


def _version() -> str:
    try:
        return version()
    except PackageNotFoundError:
        return "(run from its source, not installed)"


def _run(given: argparse.Namespace) -> int:
    """Run one command. Nothing that was typed, and no file that was named, ends in a stack trace."""
    try:
        code = int(given.run(given))
        sys.stdout.flush()
    except Refused as refused:
        return tell(refused)
    except BrokenPipeError:
        # Whoever read has had enough, as `head` does. Nothing may be written at the exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(f"{error.strerror or error}: {error.filename or 'the file'}.")
        return REFUSED
    except KeyboardInterrupt:
        complain("stopped.")
        return STOPPED
    except Exception as error:
        if os.environ.get("CONCORDAT_DEBUG"):
            raise
        complain(f"this is a mistake of ours, not yours ({type(error).__name__}: {error}). {REPORT}")
        return OURS
    return code
