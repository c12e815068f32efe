"""What is written to a terminal: headings, wrapped text, aligned columns, progress.

Bold and colour only on a terminal, and never instead of words; plain at 80 columns everywhere else.
"""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Sequence
from types import TracebackType
from typing import Self, TextIO

PIPED = 80
WIDEST = 110
NARROWEST = 40

STYLES = {"strong": "1", "good": "32", "open": "33", "bad": "1;31", "faint": "2"}


def is_terminal(stream: TextIO) -> bool:
    """Whether a person is looking at it."""
    return stream.isatty()


def is_styled(stream: TextIO) -> bool:
    """Whether bold and colour are welcome there (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """How many columns there are; lines longer than a person reads with ease are not used."""
    if not is_terminal(stream):
        return PIPED
    return max(NARROWEST, min(shutil.get_terminal_size((PIPED, 24)).columns, WIDEST))


class Page:
    """Writes to a stream, wrapped to its width."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.width = width_of(stream)
        self.styled = is_styled(stream)

    def line(self, text: str = "", style: str = "") -> None:
        """One line as it is."""
        self.stream.write(f"{self._style(text, style)}\n")

    def title(self, text: str) -> None:
        """The heading of an answer."""
        self._heading(text, "=")

    def heading(self, text: str) -> None:
        """The heading of a part, with air above it."""
        self.line()
        self._heading(text, "-")

    def _heading(self, text: str, under: str) -> None:
        lines = textwrap.wrap(text, self.width) or [""]
        for line in lines:
            self.line(line, "strong")
        self.line(under * max(map(len, lines)), "faint")

    def text(self, text: str, indent: int = 0, style: str = "") -> None:
        """A paragraph, indented by so many columns."""
        for line in self._wrap(text, indent):
            self.line(f"{' ' * indent}{line}" if line else "", style)

    def item(self, text: str, indent: int = 0) -> None:
        """One item of a list."""
        self.entry("-", text, 2, indent)

    def entry(self, label: str, text: str, column: int, indent: int = 0, style: str = "") -> None:
        """A label, and its text beside it from a column on; below it where the label is too long."""
        lines = self._wrap(text, indent + column)
        if len(label) >= column:
            self.line(f"{' ' * indent}{label}")
            label = ""
        for line in lines:
            self.line(f"{' ' * indent}{label:<{column}}{self._style(line, style)}".rstrip())
            label = ""

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[str]], indent: int = 0) -> None:
        """Aligned columns; the last one wraps."""
        cells = [headers, *rows]
        widths = [max(len(row[at]) for row in cells) for at in range(len(headers) - 1)]
        left = indent + sum(widths) + 2 * len(widths)
        for number, row in enumerate(cells):
            start = "".join(f"{cell:<{width}}  " for cell, width in zip(row, widths, strict=False))
            for line in self._wrap(row[-1], left):
                self.line(f"{' ' * indent}{start}{line}".rstrip(), "" if number else "strong")
                start = " " * len(start)

    def columns(self, texts: Sequence[str], room: int) -> list[str]:
        """Paragraphs wrapped to a column so wide, the lines after the first of each set in."""
        return [
            line
            for text in texts
            for line in textwrap.wrap(text, room, subsequent_indent="  ", break_on_hyphens=False) or [""]
        ]

    def _wrap(self, text: str, taken: int) -> list[str]:
        room = max(self.width - taken, 20)
        return textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]

    def _style(self, text: str, style: str) -> str:
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if style and text and self.styled else text


class Progress:
    """What is being done, on the error stream of a terminal, wiped away when it is done."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.shown = is_terminal(stream)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write("")

    def tell(self, what: str) -> None:
        """Say what comes next."""
        self._write(f"{what} …")

    def _write(self, text: str) -> None:
        if self.shown:
            self.stream.write(f"\r\x1b[K{text[: width_of(self.stream) - 1]}")
            self.stream.flush()
