"""Files as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from concordat.councils.scope import Scope
from concordat.evidence.kinds import WORDS
from concordat.evidence.models import StoredFile
from concordat.evidence.permissions import can_add
from concordat.evidence.queries import files_of, names_of
from concordat.ui.summaries import Row, summary
from concordat.ui.words import moment

SOMEBODY = "somebody whose name has been erased"
_KB = 1024


@dataclass(frozen=True)
class Line:
    """One file of a list."""

    name: str
    words: str
    kind: str
    size: str
    added_at: datetime
    added_by: str
    url: str
    download: str


@dataclass(frozen=True)
class Panel:
    """What ``evidence/files.html`` shows: the files of a thing, and where to attach one (empty where one may not)."""

    lines: list[Line]
    add: str


def panel(scope: Scope, kind: str, owner: str) -> Panel:
    """The files of a thing as a panel of its page; two queries whatever their number, and those of its owner."""
    files = files_of(scope, kind, owner)
    names = names_of(files)
    add = reverse("file_add", args=[scope.council.slug, kind, owner]) if can_add(scope, kind, owner) else ""
    return Panel([line(scope, file, names) for file in files], add)


def line(scope: Scope, file: StoredFile, names: Mapping[str, str]) -> Line:
    """One file, with the names of those who attached files by id."""
    where = [scope.council.slug, file.reference]
    return Line(
        name=file.name,
        words=file.words,
        kind=WORDS.get(file.media_type, file.media_type),
        size=size_in_words(file.size),
        added_at=file.added_at,
        added_by=names.get(file.added_by, SOMEBODY),
        url=reverse("file", args=where),
        download=reverse("file_download", args=where),
    )


def summary_of(file: StoredFile, shown: Line) -> dict[str, Any]:
    """What a file is, as the options of a summary list."""
    rows = [Row("What it is", file.words)] if file.words else []
    rows += [
        Row("Kind", f"{shown.kind}, {shown.size}"),
        Row("Attached", f"{moment(file.added_at)} by {shown.added_by}"),
        Row("Digest (SHA-256)", file.digest),
    ]
    return summary(rows)


def withdrawn(file: StoredFile) -> str:
    """The sentence for a file that was withdrawn; empty for one that was not."""
    if file.withdrawn_at is None:
        return ""
    return f"Withdrawn on {moment(file.withdrawn_at)}. It is no longer given out."


def size_in_words(size: int) -> str:
    """ "12 bytes", "340KB", "1.2MB"."""
    if size < _KB:
        return f"{size} byte{'' if size == 1 else 's'}"
    if size < _KB * _KB:
        return f"{size / _KB:.0f}KB"
    return f"{size / _KB / _KB:.1f}MB".replace(".0MB", "MB")
