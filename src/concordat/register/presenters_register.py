"""The register as a table and as lines of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import reverse

from concordat.councils.scope import Scope
from concordat.protocol.facts import dictionary
from concordat.register.choices import Options, Words, plain
from concordat.register.models import Involvement
from concordat.register.queries import Entry, Found, Line, Wanted
from concordat.ui.answers import NOT_ANSWERED, unknown_in_words
from concordat.ui.tables import Cell, Column, Content, Sort, Table

COUNTED = {"overdue": "Overdue", "due by": "Due", "not met": "Not met", "not known": "Not known"}
NO_BAND = "None yet"
_COLUMNS = (
    Column("Partnership", "name"),
    Column("Reference", "own_reference"),
    Column("Stage", "stage"),
    Column("Band"),
    Column("Service", "service"),
    Column("Lead officer", "lead"),
)
_HEADER = (
    "Reference",
    "Our reference",
    "Partnership",
    "Stage",
    "Band",
    "Status",
    "Kinds",
    "Service",
    "Lead officer",
    "Entered on",
)


def statuses() -> Options:
    """The states of an entry, by code."""
    options = dictionary()["involvement.status"].options
    return options if isinstance(options, dict) else {}


def table(scope: Scope, found: Found, wanted: Wanted, *, filtered: bool) -> Table:
    """One page of the register."""
    counted = [entry.counts is not None for entry in found.entries]
    shows = bool(counted) and all(counted)
    columns = [*_COLUMNS, *(Column(text, numeric=True) for text in COUNTED.values() if shows)]
    empty = "Nothing matches this filter." if filtered else "No partnership has been entered yet."
    return Table(
        columns=columns,
        rows=[_row(scope, entry, shows) for entry in found.entries],
        caption="Partnerships",
        caption_hidden=True,
        empty=empty,
        sort=Sort(wanted.sort.removeprefix("-"), wanted.sort.startswith("-")),
        dense=True,
    )


def _row(scope: Scope, entry: Entry, shows_counts: bool) -> list[Content]:
    line = entry.line
    href = reverse("partnership", args=[scope.council.slug, line.reference])
    row: list[Content] = [
        Cell(line.name, href, hint=_status(line)),
        line.own_reference or "None",
        answered(line, "stage"),
        entry.band or NO_BAND,
        entry.service or _unsaid(line, "service"),
        ", ".join(entry.leads) or NOT_ANSWERED,
    ]
    return row + (_counts(entry.counts or {}) if shows_counts else [])


def _counts(counts: Mapping[str, int]) -> list[Content]:
    return [str(counts.get(status, 0)) for status in COUNTED]


def _status(line: Line) -> str:
    return str(statuses().get(line.status or "", ""))


def answered(involvement: Involvement | Line, name: str) -> str:
    """A code that the product itself names, in words; or in which way there is none."""
    code = getattr(involvement, name)
    return plain(code) if code else _unsaid(involvement, name)


def _unsaid(involvement: Involvement | Line, name: str) -> str:
    return unknown_in_words(involvement.answer(name)) or NOT_ANSWERED


def lines(found: Found, words: Words) -> tuple[list[str], Iterator[list[str]]]:
    """The header and the lines of the register as a file: every word as the page shows it."""
    kinds = words.types()
    with_counts = any(entry.counts is not None for entry in found.entries)
    header = [*_HEADER, *(COUNTED.values() if with_counts else ())]
    return header, (_line(entry, kinds, with_counts) for entry in found.entries)


def _line(entry: Entry, kinds: Options, with_counts: bool) -> list[str]:
    row = entry.line
    types = ", ".join(str(kinds.get(code, code)) for code in row.types or ())
    line = [
        row.reference,
        row.own_reference,
        row.name,
        answered(row, "stage"),
        entry.band or NO_BAND,
        _status(row) or _unsaid(row, "status"),
        types or _unsaid(row, "types"),
        entry.service or _unsaid(row, "service"),
        ", ".join(entry.leads) or NOT_ANSWERED,
        row.entered_on.isoformat(),
    ]
    return line + (
        [str(entry.counts.get(status, 0)) for status in COUNTED] if with_counts and entry.counts is not None else []
    )
