"""``concordat check``: is everything in order with the editions in a folder?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from concordat.cli import plain
from concordat.cli.common import answer, command
from concordat.cli.refusals import refusal, under
from concordat.cli.terminal import Page, Progress, is_terminal
from concordat.library import shelf
from concordat.protocol.cases import Failure
from concordat.protocol.examine import Examined, examine, folders

MORE = """\
FOLDER may be one edition or hold several; an id of the library will do too.
Each line says file, line, what is wrong and what to write. A warning is no
fault. The code is 1 where there is any fault or failing case.
"""


def add(commands: Any) -> None:
    """Declare the command."""
    made = command(commands, "check", run, "Check every edition in a folder, and run its cases", MORE)
    made.add_argument("folder", metavar="FOLDER", help="an edition, or a folder of them")


def run(given: argparse.Namespace) -> int:
    """Check every edition at or below the folder; 1 on any fault."""
    found = []
    with Progress(sys.stderr) as progress:
        for folder in _editions(given.folder):
            progress.tell(f"Checking {folder}")
            found.append(examine(folder))
    answer(given, lambda: [_plain(examined) for examined in found], lambda page: _show(page, found))
    return 0 if all(examined.sound for examined in found) else 1


def _editions(name: str) -> list[Path]:
    """The folders to check. Raises Refused where there are none."""
    path = Path(name)
    if path.is_dir():
        found = [folder for folder in folders(path) if (folder / "edition.yaml").is_file()]
        # What lies within an edition is a part of it: its cases may well have a file of that name.
        found = [folder for folder in found if not any(other in folder.parents for other in found)]
        if not found:
            write = "An edition's folder holds edition.yaml; name one, or one above it."
            raise refusal(f"There is no edition in “{name}”.", write)
        return found
    if path.exists():
        raise refusal(f"“{name}” is no folder.", "Name the folder that holds edition.yaml, or one above it.")
    on_shelf = {shelved.id: shelved.path for shelved in shelf.editions()}
    if name in on_shelf:
        return [on_shelf[name]]
    raise refusal(f"There is no folder “{name}”.", "Name a folder, or an id that “concordat library” lists.")


def _name(examined: Examined) -> str:
    return examined.edition.edition if examined.edition else str(examined.path)


def _plain(examined: Examined) -> dict[str, Any]:
    return {
        "edition": examined.edition.edition if examined.edition else None,
        "path": str(examined.path),
        "sound": examined.sound,
        "revision": examined.edition.revision if examined.edition else None,
        "digest": examined.digest or None,
        "cases": len(examined.cases),
        "faults": [plain.fault(under(examined.path, fault)) for fault in examined.faults],
        "failures": [_failure(examined.path, failure) for failure in examined.failures],
    }


def _failure(path: Path, failure: Failure) -> dict[str, Any]:
    place = failure.case.place
    return {
        "file": str(path / place.file),
        "line": place.line,
        "case": failure.case.title,
        "what": failure.what,
        "expected": failure.expected,
        "found": failure.found,
    }


def _show(page: Page, found: list[Examined]) -> None:
    for examined in found:
        for fault in examined.faults:
            _line(page, str(under(examined.path, fault)), "open" if fault.warning else "")
        for failure in examined.failures:
            _line(page, f"{examined.path / failure.case.place.file}:{str(failure).partition(':')[2]}", "")
    if any(examined.faults or examined.failures for examined in found):
        page.line()
    for examined in found:
        page.text(_summary(examined), style="good" if examined.sound else "bad")


def _line(page: Page, text: str, style: str) -> None:
    """One fault: one line when piped, so that a program can read it; wrapped for a person."""
    if is_terminal(page.stream):
        page.text(text, style=style)
    else:
        page.line(text)


def _summary(examined: Examined) -> str:
    errors = sum(1 for fault in examined.faults if not fault.warning)
    warnings = len(examined.faults) - errors
    parts = []
    if errors:
        parts.append(_count(errors, "fault") + (", its cases were not run" if not examined.cases else ""))
    if examined.cases:
        failing = len({failure.case.place for failure in examined.failures})
        parts.append(_count(len(examined.cases), "case") + (f", {failing} failing" if failing else ""))
    if warnings:
        parts.append(_count(warnings, "warning"))
    return f"{_name(examined)}: {'sound' if examined.sound else 'not in order'}; {'; '.join(parts) or 'no cases'}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
