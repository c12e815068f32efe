"""What is wrong with an edition, where, and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A line of a file, counted from one."""

    file: str
    line: int


NOWHERE = Place("", 0)
MOST_NAMED = 20


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One thing that is wrong. A warning leaves the edition usable; any other fault does not."""

    file: str
    line: int
    what: str
    write: str = ""
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        end = f" {self.write}" if self.write else ""
        return f"{self.file}:{self.line}: {kind}{self.what}{end}"


class Refused(Exception):
    """An edition, a facts file or an argument that cannot be used; ``faults`` says all that is wrong."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint that names the nearest right word, or some of the words there are."""
    known = sorted(set(names))
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    if not known:
        return ""
    shown = ", ".join(known[:MOST_NAMED])
    return f"Write one of: {shown}{', …' if len(known) > MOST_NAMED else ''}."
