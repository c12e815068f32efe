"""Who may see the history of a thing: each room answers for its own models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CanSee = Callable[[Any, str], bool]
_owners: dict[str, CanSee] = {}


def add(model: str, can_see: CanSee) -> None:
    """Register who may see what the record says of a model: asked with the reader's scope and the row's id."""
    _owners[model] = can_see


def can_see(scope: Any, model: str, object_: str) -> bool:
    """Whether a reader may see it. An unregistered model is seen by nobody."""
    asked = _owners.get(model)
    return asked is not None and asked(scope, object_)
