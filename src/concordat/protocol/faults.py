"""What is wrong with an edition, where, and what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LONGEST = 400
_ENDLESS = re.compile("“([^”]{100})[^”]{20,}”")


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

    def __post_init__(self) -> None:
        for name in ("file", "what", "write"):
            object.__setattr__(self, name, _showable(getattr(self, name)))

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        end = f" {self.write}" if self.write else ""
        return f"{self.file}:{self.line}: {kind}{self.what}{end}"


def _showable(text: str) -> str:
    """One line that a terminal can show: what is quoted may be endless, or hold signs that steer the terminal."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else "·" for sign in text)
    text = _ENDLESS.sub(r"“\1…”", text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class Refused(Exception):
    """An edition, a facts file or an argument that cannot be used; ``faults`` says all that is wrong."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def said(value: object) -> str:
    """What stands there, in words: a plain value is quoted."""
    if isinstance(value, bool):
        return f"“{'yes' if value else 'no'}”"
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list) else "nothing" if value is None else f"“{value}”"


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint that names the nearest right word, or some of the words there are."""
    known = sorted(set(names))
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6) if len(name) <= LONGEST else []
    if close:
        return f"Did you mean “{close[0]}”?"
    if not known:
        return "None is declared yet."
    shown = ", ".join(known[:MOST_NAMED])
    return f"Write one of: {shown}{', …' if len(known) > MOST_NAMED else ''}."
