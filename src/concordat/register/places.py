"""Where a fact is put right: each room says on which of its pages. What nobody names has no page yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from concordat.register import sections


class Place(NamedTuple):
    """A page that answers facts: ``name`` of its address, in which ``args`` follow the council and the involvement.

    ``words`` are the question that the page asks, where they say more than the words of the fact. ``open_to_all``: who
    may answer is said there and not by the right to keep the record.
    """

    name: str
    args: tuple[str, ...] = ()
    words: str = ""
    open_to_all: bool = False


Home: TypeAlias = Callable[[str], Place | None]


def _of_register(fact: str) -> Place | None:
    found = sections.place_of(fact)
    return Place(*found) if found else None


_homes: list[Home] = [_of_register]


def add(home: Home) -> None:
    """Let a room say where its facts are put right: ``home(fact)`` answers None for a fact that is another room's.

    Done once, as the site starts. A fact has one home, so the order does not matter.
    """
    if home not in _homes:
        _homes.append(home)


def place_of(fact: str) -> Place | None:
    """Where a fact is put right; None where no room has a page for it."""
    return next((place for home in _homes if (place := home(fact)) is not None), None)
