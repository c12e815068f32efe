"""Which involvements a change to a recorded row can matter to. Each room says it of its own models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from concordat.history.checks import our_models
from concordat.history.recorded import Recorded, kind_of

Reached: TypeAlias = Callable[[Sequence[Any]], set[int]]
_reaches: dict[type[Recorded], Reached] = {}


def add(model: type[Recorded], reached: Reached) -> None:
    """Say which involvements (their ids) rows of a model reach, removed rows too; in a fixed number of queries."""
    _reaches[model] = reached


def none_at_all(_: Sequence[Any]) -> set[int]:
    """For a model of which no fact is made: a change to it alters no standing."""
    return set()


def of(rows: Iterable[Recorded]) -> set[int]:
    """The ids of the involvements that some rows reach, withdrawn ones too. Raises KeyError for an unknown model."""
    by_model: dict[type[Recorded], list[Recorded]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    return set().union(*(_reaches[model](found) for model, found in by_model.items()))


def missing() -> list[str]:
    """The recorded models of which nobody has said what they reach."""
    return sorted(model._meta.label for model in our_models() if kind_of(model) is Recorded and model not in _reaches)
