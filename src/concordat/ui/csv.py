"""Tables as files that a spreadsheet opens, and cannot be made to run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

# A spreadsheet takes a cell that begins so for a formula.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\0")


def safe_cell(value: object) -> str:
    """A cell as text, with an apostrophe before whatever a spreadsheet would run. A figure stays a figure."""
    text = "" if value is None else str(value)
    if isinstance(value, str) and text.startswith(_RUNS):
        return f"'{text}"
    return text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """One header row and the rows, quoted as RFC 4180 says, lines ended with CR LF."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A file to download, ``name`` with ``.csv`` put after it, in UTF-8 without a byte order mark."""
    response = HttpResponse(csv_text(header, rows), content_type="text/csv; charset=utf-8; header=present")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(name)}.csv"'
    return response


def _file_name(name: str) -> str:
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name.casefold())
    return "-".join(part for part in kept.split("-") if part) or "table"
