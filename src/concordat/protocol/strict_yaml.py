"""Strict YAML 1.2: positions kept, surprises refused.

Reads libyaml's event stream, so that every mapping knows its line and nothing is ever expanded. Anchors,
aliases, tags, tabs, duplicate keys and second documents are refused. Only ``true`` and ``false`` are
boolean; a number with a point is an exact decimal; a date is a date by its shape. Nothing written is blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from concordat.protocol.faults import Fault, Place

PLACE = "@"
DEEPEST = 24
MOST_NODES = 60_000
MOST_BYTES = 1_000_000
LONGEST_WORD = 200
MOST_DIGITS = 15  # with the point

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Among them are the line ends that YAML knows and editors do not: they would shift every line after them.
_CONTROL = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INDENT_TAB = re.compile(r" *\t")


@dataclass
class Document:
    """One file as plain data. Each mapping holds its :class:`Place` under ``@``."""

    file: str
    data: Any = None
    lines: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    values: int = 0

    @property
    def unreadable(self) -> bool:
        """Whether nothing could be read of it, because of what is wrong."""
        return self.data is None and bool(self.faults)


class _Stop(Exception):
    """The rest of this file cannot be read."""


def read(file: str, raw: bytes) -> Document:
    """Read one file; ``faults`` holds all that is wrong with it, ``data`` what could be read."""
    document = Document(file)
    try:
        text = _text(document, raw)
        document.lines = text.split("\n")
        _refuse_tabs(document)
        document.data = _Builder(document, yaml.parse(text, Loader=_LOADER)).document()
    except _Stop:
        pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "this is not YAML"
        line = min(mark.line + 1, len(document.lines)) if mark else 1
        if mark and "\t" in document.lines[line - 1][mark.column : mark.column + 1]:
            problem = "there is a tab, and only spaces count"
        write = "Check the indentation, and put text that holds “: ” or starts with a sign in quotes."
        document.faults.append(Fault(file, line, f"The file cannot be read here: {problem}.", write))
    return document


def _text(document: Document, raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        _refuse(document, 1, f"The file is larger than {MOST_BYTES:,} bytes.", "Split it, or take out what is no rule.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        _refuse(document, line, "The file is not UTF-8 text.", "Save it again with the encoding UTF-8.")
    text = text.replace("\r\n", "\n")
    control = _CONTROL.search(text)
    if control:
        line = text[: control.start()].count("\n") + 1
        _refuse(document, line, "There is a control character here.", "Delete it, or type the line again.")
    return text


def _refuse_tabs(document: Document) -> None:
    tabs = [number for number, line in enumerate(document.lines, 1) if _INDENT_TAB.match(line)]
    for number in tabs:
        document.faults.append(Fault(document.file, number, "The line is indented with a tab.", "Use spaces."))
    if tabs:
        raise _Stop


def _refuse(document: Document, line: int, what: str, write: str) -> None:
    document.faults.append(Fault(document.file, line, what, write))
    raise _Stop


class _Builder:
    """Turns events into plain data; one method an event that starts a node."""

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self.doc = document
        self.events = events

    def document(self) -> Any:
        data = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    line = event.start_mark.line + 1 if event.start_mark else 1
                    _refuse(self.doc, line, "A second document starts here.", "Remove the line “---”.")
            elif isinstance(event, yaml.NodeEvent):
                data = self.node(event, 1)
        return data

    def node(self, event: Any, depth: int) -> Any:
        line = event.start_mark.line + 1
        self.doc.values += 1
        if depth > DEEPEST:
            _refuse(self.doc, line, f"This is nested more than {DEEPEST} deep.", "Write it flatter.")
        if self.doc.values > MOST_NODES:
            _refuse(self.doc, line, f"The file holds more than {MOST_NODES:,} values.", "Split it into several files.")
        self.refuse_clever(event, line)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self.node(item, depth + 1) for item in self.until(yaml.SequenceEndEvent)]
        return self.mapping(line, depth)

    def until(self, end: type) -> Iterator[Any]:
        for event in self.events:
            if isinstance(event, end):
                return
            yield event

    def refuse_clever(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            _refuse(self.doc, line, f"“*{event.anchor}” is an alias.", "Write the thing itself out again.")
        if event.anchor:
            self.fault(line, f"“&{event.anchor}” is an anchor.", "Remove it; aliases are not used here.")
        if event.tag and event.tag != "!":
            self.fault(line, f"“{event.tag}” is a tag.", "Remove it; plain values are enough here.")

    def mapping(self, line: int, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {PLACE: Place(self.doc.file, line)}
        seen: dict[str, int] = {}
        for event in self.until(yaml.MappingEndEvent):
            at = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent) or event.value == PLACE:
                _refuse(self.doc, at, "A key has to be a plain word.", "Put what stands before the colon in quotes.")
            self.refuse_clever(event, at)
            key = event.value
            value = self.node(next(self.events), depth + 1)
            if value is None and (" " in key or key[:1].isdigit()):
                self.fault(
                    at,
                    f"“{key}” was cut off from its text.",
                    "Put text that holds a comma or a colon in quotes; write numbers without commas.",
                )
                continue
            if key in seen:
                self.fault(at, f"“{key}” is written twice; the first is on line {seen[key]}.", "Keep one of them.")
                continue
            seen[key] = at
            made[key] = value
        return made

    def scalar(self, event: Any, line: int) -> Any:
        text = event.value
        if not event.implicit[0]:
            return text
        if text == "":
            return None
        if text in ("true", "false"):
            return text == "true"
        if _INT.fullmatch(text):
            return int(text) if len(text) < 20 else text
        if _DECIMAL.fullmatch(text):
            return self.decimal(text, line)
        if _DATE.fullmatch(text):
            return self.day(text, line)
        if text in ("null", "~"):
            self.fault(
                line, f"“{text}” is not used here.", "For a blank, write nothing; for not known, write not_known."
            )
            return None
        return text

    def decimal(self, text: str, line: int) -> Decimal:
        """An exact decimal; the canonical form holds it as a number of JSON, which keeps so many digits and no more."""
        if len(text) > MOST_DIGITS:
            self.fault(line, f"“{text}” has more digits than can be kept.", f"Write at most {MOST_DIGITS - 1} of them.")
        return Decimal(text)

    def day(self, text: str, line: int) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fault(line, f"There is no day {text}.", "Write a day of the calendar as year-month-day.")
            return None

    def fault(self, line: int, what: str, write: str) -> None:
        self.doc.faults.append(Fault(self.doc.file, line, what, write))


def without_places(data: Any) -> Any:
    """The same plain data without the places."""
    if isinstance(data, dict):
        return {key: without_places(value) for key, value in data.items() if key != PLACE}
    if isinstance(data, list):
        return [without_places(item) for item in data]
    return data


def line_of(lines: list[str], start: int, word: str) -> int:
    """The first line from ``start`` on which a word stands; ``start`` itself where there is none, or no word."""
    if len(word) > LONGEST_WORD:
        return start
    pattern = re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-])")
    for number in range(start, min(start + 400, len(lines)) + 1):
        if pattern.search(lines[number - 1]):
            return number
    return start
