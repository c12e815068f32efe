"""``concordat library``: the editions on the shelf."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from concordat.cli import plain
from concordat.cli.common import answer, command
from concordat.cli.terminal import Page, Progress
from concordat.library import shelf
from concordat.protocol.faults import Refused
from concordat.protocol.load import Loaded
from concordat.protocol.seal import digest

SHORT = 12


def add(commands: Any) -> None:
    """Declare the command."""
    command(commands, "library", run, "List the editions of the library")


def run(given: argparse.Namespace) -> int:
    """List them; 1 where one of them cannot be used."""
    found: list[tuple[shelf.Shelved, Loaded | Refused]] = []
    with Progress(sys.stderr) as progress:
        for shelved in shelf.editions():
            progress.tell(f"Reading {shelved.id}")
            try:
                found.append((shelved, shelved.load()))
            except Refused as refused:
                found.append((shelved, refused))
    answer(given, lambda: [_plain(shelved, loaded) for shelved, loaded in found], lambda page: _show(page, found))
    return 1 if any(isinstance(loaded, Refused) for _shelved, loaded in found) else 0


def _plain(shelved: shelf.Shelved, loaded: Loaded | Refused) -> dict[str, Any]:
    if isinstance(loaded, Refused):
        faults = [plain.fault(fault) for fault in loaded.faults]
        return {"id": shelved.id, "usable": False, "faults": faults, "path": str(shelved.path)}
    edition = loaded.edition
    return {
        "id": shelved.id,
        "usable": True,
        "council": edition.council,
        "title": edition.title,
        "status": edition.status,
        "revision": edition.revision,
        "from": edition.from_,
        "to": edition.until,
        "digest": digest(edition),
        "warnings": [plain.fault(fault) for fault in loaded.warnings],
        "path": str(shelved.path),
    }


def _show(page: Page, found: list[tuple[shelf.Shelved, Loaded | Refused]]) -> None:
    rows = [_row(shelved, loaded) for shelved, loaded in found]
    if not rows:
        page.text("The shelf is empty.")
        return
    page.table(("Edition", "Status", "Revision", "Digest", "Warnings"), rows)


def _row(shelved: shelf.Shelved, loaded: Loaded | Refused) -> tuple[str, ...]:
    if isinstance(loaded, Refused):
        errors = sum(1 for fault in loaded.faults if not fault.warning)
        return shelved.id, "unusable", "-", "-", f"{errors} faults: see concordat check {shelved.id}"
    edition = loaded.edition
    warnings = str(len(loaded.warnings))
    return shelved.id, edition.status, str(edition.revision), digest(edition)[:SHORT], warnings
