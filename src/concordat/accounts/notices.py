"""What an act brought about besides, for whoever saved it to be told straight after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.safestring import SafeString

_heard: ContextVar[list[tuple[str, SafeString]] | None] = ContextVar("notices", default=None)


@contextmanager
def hearing() -> Iterator[list[tuple[str, SafeString]]]:
    """Collect what is said while something is saved: the council it is for, by its slug, and the sentence."""
    told: list[tuple[str, SafeString]] = []
    token = _heard.set(told)
    try:
        yield told
    finally:
        _heard.reset(token)


def say(council: str, sentence: SafeString) -> None:
    """Say something to whoever saves now, if they do so for this council; nobody else is told."""
    told = _heard.get()
    if told is not None:
        told.append((council, sentence))
