"""Where a fact is put right, in the register or in a room above it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from concordat.register import sections

# An address's name, and what follows the council and the involvement in it.
Place: TypeAlias = tuple[str, tuple[str, ...]]
Find: TypeAlias = Callable[[str], Place | None]

_added: list[Find] = []


def add(find: Find) -> None:
    """Register a room's places: ``find`` answers None for a fact that is none of the room's."""
    if find not in _added:
        _added.append(find)


def place_of(fact: str) -> Place | None:
    """Where a fact is answered; None where no page answers it."""
    return next((place for find in (sections.place_of, *_added) if (place := find(fact)) is not None), None)
