"""The record as a page shows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from concordat.history import queries
from concordat.history.queries import Line
from concordat.history.words import Options

PARAMETER = "before"
LINES = 50


@dataclass(frozen=True)
class Timeline:
    """The latest lines, and the address of the older ones (empty where there are none)."""

    lines: Sequence[Line]
    older: str


def timeline(things: Sequence[tuple[str, str]], before: str, options: Options | None = None) -> Timeline:
    """A page of what happened to things, for ``history/timeline.html``.

    ``before`` is the parameter of that name in the page's address, as it came; one that makes no sense counts as none.
    """
    return _page(queries.events_of(things, before=_key(before), limit=LINES + 1, options=options))


def timeline_in(scope: str, models: Collection[str], before: str, options: Options | None = None) -> Timeline:
    """A page of what happened in one scope to rows of some models (their labels), as :func:`timeline` gives it."""
    return _page(queries.events_in(scope, models, before=_key(before), limit=LINES + 1, options=options))


def _key(before: str) -> int | None:
    return int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None


def _page(found: list[Line]) -> Timeline:
    lines = found[:LINES]
    return Timeline(lines, f"?{urlencode({PARAMETER: lines[-1].key})}" if len(found) > LINES else "")
