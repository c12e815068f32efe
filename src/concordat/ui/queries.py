"""The query part of an address, with some of its pairs changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import QueryDict
from django.utils.http import urlencode

Query = QueryDict | Mapping[str, str]
Pair = tuple[str, str]


def pairs(query: Query) -> list[Pair]:
    """Every name and value, in order; a name may come more than once."""
    if isinstance(query, QueryDict):
        return [(name, str(value)) for name, values in query.lists() for value in values]
    return [(name, str(value)) for name, value in query.items()]


def link(kept: Iterable[Pair]) -> str:
    """The pairs as a link to the same page; one without pairs still leads to the page, without its query."""
    return f"?{urlencode(list(kept))}"


def with_one(query: Query, name: str, value: str, *, without: Iterable[str] = ()) -> str:
    """A link to the same page with one name given another value, and others left out."""
    left_out = {name, *without}
    return link([*(pair for pair in pairs(query) if pair[0] not in left_out), (name, value)])
