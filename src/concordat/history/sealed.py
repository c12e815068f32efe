"""Whether all that is kept is what was recorded: the chains, the rows, and what rooms keep under a digest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from concordat.history import as_recorded, verify

_beside: dict[str, Callable[[], Iterator[str]]] = {}


def add(kept: str, altered: Callable[[], Iterator[str]]) -> None:
    """Register what is kept under a digest; the function tells, in sentences, what of it does not agree any more."""
    _beside[kept] = altered


def faults() -> Iterator[str]:
    """What is not as it was recorded, in sentences; nothing where all is whole."""
    yield from map(str, verify.breaks())
    yield from as_recorded.breaks()
    for altered in _beside.values():
        yield from altered()
