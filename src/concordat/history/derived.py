"""Derived tables, and how each is made again from the records."""

from __future__ import annotations

from collections.abc import Callable

from concordat.history.recorded import Derived

_rebuilders: dict[type[Derived], Callable[[], int]] = {}


def add(model: type[Derived], rebuild: Callable[[], int]) -> None:
    """Say how a derived table is emptied and filled from the records; the function answers how many rows it has.

    One that is worked out of another is added after it.
    """
    _rebuilders[model] = rebuild


def known() -> set[type[Derived]]:
    """The derived models that have said so."""
    return set(_rebuilders)


def rebuild() -> dict[str, int]:
    """Make every derived table again: its label and its rows."""
    return {model._meta.label: again() for model, again in _rebuilders.items()}
