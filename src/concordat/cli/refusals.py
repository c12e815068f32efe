"""Refusals: why a command does not do what it was asked, in a sentence, on the error stream."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from concordat.cli.terminal import Page, is_terminal
from concordat.protocol.faults import Fault, Place, Refused

REFUSED = 2
MOST_SHOWN = 20


def refusal(what: str, write: str = "") -> Refused:
    """A refusal, with what is wrong and what to write instead."""
    return Refused([Fault("", 0, what, write)])


class Complaints:
    """Gathers what is wrong with what was given, to refuse it all at once."""

    def __init__(self, reworded: Callable[[str], str] = str) -> None:
        self.faults: list[Fault] = []
        self.reworded = reworded

    def report(self, place: Place, _token: str, what: str, write: str = "") -> None:
        """Note what is wrong; places on a command line have no file."""
        self.faults.append(Fault(place.file, place.line, what, self.reworded(write)))

    def refuse_any(self) -> None:
        """Refuse where anything was noted. Raises Refused."""
        if self.faults:
            raise Refused(self.faults)


def under(path: Path, fault: Fault) -> Fault:
    """A fault of an edition's folder, its file named from where the command was given."""
    file = str(path / fault.file) if fault.file and not Path(fault.file).is_absolute() else fault.file
    return Fault(file, fault.line, fault.what, fault.write, fault.warning)


def sentence(fault: Fault) -> str:
    """A fault as one line; its place only where it has one."""
    if fault.file:
        return str(fault)
    return f"{fault.what} {fault.write}".strip()


def tell(refused: Refused) -> int:
    """Write a refusal to the error stream; the code to exit with."""
    errors = [fault for fault in refused.faults if not fault.warning]
    for fault in errors[:MOST_SHOWN]:
        complain(sentence(fault))
    if len(errors) > MOST_SHOWN:
        complain(f"and {len(errors) - MOST_SHOWN} more.")
    return REFUSED


def complain(text: str) -> None:
    """One sentence on the error stream: one line for a program, wrapped for a person."""
    page = Page(sys.stderr)
    line = f"concordat: {text}"
    if is_terminal(sys.stderr):
        page.text(line)
    else:
        page.line(line)
