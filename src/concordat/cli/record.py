"""``concordat verify-history`` and ``export-history``: is the record whole, and a copy for whoever checks it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from concordat.cli.common import answer, command
from concordat.cli.house import house, require_migrated
from concordat.cli.refusals import refusal
from concordat.cli.terminal import Page, Progress

VERIFY_MORE = """\
Reads every chain of the record from its first event to its head, and names the
first place at which one no longer holds. Then it compares every row of the
register with what the record says of it last, and reads what is kept under a
digest: attached files, fact sheets. --heads FILE checks too that heads printed
earlier are still in their chains: lines of SCOPE NUMBER DIGEST, as this command
prints them. The code is 1 where anything is wrong.
"""
EXPORT_MORE = """\
FILE holds one line of JSON for each event, then the head of each chain;
standalone_verify.py, which comes with Concordat and needs nothing but Python,
checks it. It holds names and values: keep it as you keep the database.
"""
_DIGEST = 64


@dataclass(frozen=True)
class Head:
    """A head as it was printed: the event of a scope that had this number and digest."""

    scope: str
    number: int
    digest: str


def add(commands: Any) -> None:
    """Declare the commands."""
    made = command(commands, "verify-history", verify, "Check that the record is whole", VERIFY_MORE)
    made.add_argument("--heads", metavar="FILE", help="heads printed earlier, to be found again")
    made = command(commands, "export-history", export, "Write the record to a file", EXPORT_MORE)
    made.add_argument("file", metavar="FILE", help="a file that is not there yet")


def verify(given: argparse.Namespace) -> int:
    """Check every chain, row and digest; 1 where anything is wrong, or a head that was printed is not there."""
    earlier = _read_heads(given.heads) if given.heads else []
    with house(), Progress(sys.stderr) as progress:
        require_migrated()
        from concordat.history import sealed  # noqa: PLC0415
        from concordat.history.models import Head as Last  # noqa: PLC0415

        progress.tell("Reading the record")
        heads = [Head(*row) for row in Last.objects.order_by("scope").values_list("scope", "number", "digest")]
        faults = [*sealed.faults(), *_lost(earlier)]
    data = {"whole": not faults, "faults": faults, "heads": [head.__dict__ for head in heads]}
    answer(given, lambda: data, lambda page: _show(page, faults, heads))
    return 1 if faults else 0


def _show(page: Page, faults: list[str], heads: list[Head]) -> None:
    for fault in faults:
        page.text(fault, style="bad")
    for head in heads:
        page.line(f"{head.scope} {head.number} {head.digest}")
    events = sum(head.number for head in heads)
    if faults:
        page.text(f"The record is not whole: {len(faults)} of these.", style="bad")
    else:
        page.text(f"The record is whole: {events:,} events in {len(heads):,} chains.", style="good")


def _read_heads(name: str) -> list[Head]:
    """Heads printed earlier. Raises Refused, with the line at fault."""
    heads = []
    for number, line in enumerate(Path(name).read_text(encoding="utf-8").splitlines(), 1):
        words = line.split()
        if len(words) == 3 and words[1].isdecimal() and len(words[2]) == _DIGEST:
            heads.append(Head(words[0], int(words[1]), words[2]))
        elif words and not line.startswith(("The record", "#")):
            raise refusal(f"{name}:{number} is no head.", "Write: SCOPE NUMBER DIGEST, as verify-history prints them.")
    return heads


def _lost(earlier: list[Head]) -> Iterator[str]:
    from concordat.history.models import Event  # noqa: PLC0415

    for head in earlier:
        found = Event.objects.filter(scope=head.scope, number=head.number).values_list("digest", flat=True).first()
        if head.number and found != head.digest:
            yield f"{head.scope}, event {head.number}: it is not the one whose digest was printed."


def export(given: argparse.Namespace) -> int:
    """Write the record to a file, whole or not at all."""
    place = Path(given.file)
    if place.exists():
        raise refusal(f"There is a file “{given.file}” already.", "Name one that is not there yet.")
    with house(), Progress(sys.stderr) as progress:
        require_migrated()
        from concordat.history import verify as record  # noqa: PLC0415

        progress.tell("Writing the record")
        lines = _write(place, record.export())
    answer(given, lambda: {"lines": lines}, lambda page: page.line(f"{lines:,} lines are in {given.file}."))
    return 0


def _write(place: Path, lines: Iterator[str]) -> int:
    """Write lines to a file that its owner alone may read; it has its name only once it is whole."""
    half, count = place.with_name(f".{place.name}.half"), 0
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            for count, line in enumerate(lines, 1):  # noqa: B007 - the number of the last is the answer
                file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)
    return count
