"""While a page is built nothing changes: what several parts of it ask is read once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def within() -> Iterator[None]:
    """Within this, ``once`` keeps what it was answered. Nothing may be changed within it."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(key: Hashable, make: Callable[[], Answer]) -> Answer:
    """What ``make`` answers, asked once for a key while a page is built; elsewhere each time."""
    kept = _kept.get()
    if kept is None:
        return make()
    if key not in kept:
        kept[key] = make()
    found: Answer = kept[key]
    return found
