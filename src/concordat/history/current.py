"""The act under way, if any: one for each thread of work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol


class Noting(Protocol):
    """What a recorded row needs of the act under way."""

    def note(self, row: Any, did: str, changed: Mapping[str, tuple[Any, Any]]) -> None:
        """Note that a row was created, changed or removed, with each field's value before and after."""


_under_way: ContextVar[Noting | None] = ContextVar("act", default=None)


def get() -> Noting | None:
    """The act under way."""
    return _under_way.get()


@contextmanager
def during(act: Noting) -> Iterator[None]:
    """Make this the act under way for a while."""
    token = _under_way.set(act)
    try:
        yield
    finally:
        _under_way.reset(token)
