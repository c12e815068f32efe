"""The record as a page shows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q

from concordat.history import queries
from concordat.history.queries import Line
from concordat.history.words import Options

LINES = 20


@dataclass(frozen=True)
class Timeline:
    """The lines of one page, the latest first, and which of the pages it is."""

    lines: Sequence[Line]
    page: Page[int]


def timeline(things: Sequence[tuple[str, str]], page: str, options: Options | None = None) -> Timeline:
    """A page of what happened to things, for ``history/timeline.html``.

    ``page`` is its number, as it came in the page's address; one that makes no sense counts as the first, one that
    there is not as the last.
    """
    return _page(queries.of_things(things), page, options)


def timeline_in(scope: str, models: Collection[str], page: str, options: Options | None = None) -> Timeline:
    """A page of what happened in one scope to rows of some models (their labels), as :func:`timeline` gives it."""
    return _page(queries.of_scope(scope, models), page, options)


def _page(wanted: Q, asked: str, options: Options | None) -> Timeline:
    page = Paginator(range(queries.number(wanted)), LINES).get_page(asked or None)
    first = (page.number - 1) * LINES
    return Timeline(queries.events(wanted, first=first, limit=LINES, options=options), page)
