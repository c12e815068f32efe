"""``concordat backup`` and ``concordat restore``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from concordat.cli.common import answer, command
from concordat.cli.house import house, require_migrated
from concordat.cli.refusals import refusal
from concordat.cli.terminal import Page, Progress

BACKUP_MORE = """\
One compressed file with the database and all files, each with its digest. It
may be taken while Concordat serves. It holds everything, people's passwords in
their hashed form too: keep it where you keep the database. SECRET_KEY is not in
it. The code is 1 where a file was missing or damaged; the rest is in it.
"""
RESTORE_MORE = """\
Concordat may not be serving. What is here is set aside, never removed. Digests
are checked before anything changes, the record and the files after; the code
is 1 where something is wrong with them.
"""


def add(commands: Any) -> None:
    """Declare the commands."""
    made = command(commands, "backup", backup, "Write everything to one file", BACKUP_MORE)
    made.add_argument("file", metavar="FILE", help="a file that is not there yet, such as 2026-03-01.tar.gz")
    made = command(commands, "restore", restore, "Put a backup in place", RESTORE_MORE)
    made.add_argument("file", metavar="FILE", help="what “concordat backup” wrote")
    made.add_argument("--replace", action="store_true", help="set aside what is here")


def backup(given: argparse.Namespace) -> int:
    """Take a backup; 1 where a file was missing or damaged."""
    with house(), Progress(sys.stderr) as progress:
        require_migrated()
        from concordat.site import backup as site  # noqa: PLC0415

        progress.tell("Writing the backup")
        taken = site.take(Path(given.file).absolute())

    def show(page: Page) -> None:
        for digest in taken.damaged:
            page.text(f"The file with the digest {digest} is missing or damaged.", style="bad")
        page.line(f"The database and {taken.files:,} files, {taken.bytes / 1024 / 1024:,.1f}MB, are in {given.file}.")

    answer(given, lambda: taken.__dict__, show)
    return 1 if taken.damaged else 0


def restore(given: argparse.Namespace) -> int:
    """Put a backup in place; 1 where the record or a file in it is not whole."""
    if not Path(given.file).is_file():
        raise refusal(f"There is no file “{given.file}”.")
    with house(), Progress(sys.stderr) as progress:
        from concordat.site import backup as site  # noqa: PLC0415

        progress.tell("Restoring")
        done = site.restore(Path(given.file), replace=given.replace)

    def show(page: Page) -> None:
        for fault in done.faults:
            page.text(fault, style="bad")
        page.line(
            f"Restored what version {done.version} wrote on {done.made_at[:16].replace('T', ' at ')} (universal time)."
        )
        if done.aside:
            page.line(f"What was here before lies in {done.aside}.")
        page.text("Now run: concordat migrate")

    data = {
        "made_at": done.made_at,
        "version": done.version,
        "faults": done.faults,
        "aside": done.aside and str(done.aside),
    }
    answer(given, lambda: data, show)
    return 1 if done.faults else 0
