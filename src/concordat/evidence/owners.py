"""Who may see files, and add to them, is asked of the room that owns what they are attached to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from concordat.councils.scope import Scope
from concordat.ui.refusals import NotAllowed


@dataclass(frozen=True)
class About:
    """What files are attached to, as a page tells it: its name, its own page, and the chain its changes stand in."""

    title: str
    url: str
    chain: str


Asked: TypeAlias = Callable[[Scope, str], bool]


@dataclass(frozen=True)
class Owner:
    """What a room says of one kind of thing: each is asked with the reader's scope and the thing's id.

    ``about`` is asked only where ``can_see`` said yes. For what is no id of its kind ``can_see`` may raise ValueError.
    """

    can_see: Asked
    can_add: Asked
    about: Callable[[Scope, str], About]


_owners: dict[str, Owner] = {}


def add(kind: str, *, can_see: Asked, can_add: Asked, about: Callable[[Scope, str], About]) -> None:
    """Register the owner of files attached to a kind of thing: a model's label in lower case, such as
    ``register.involvement``."""
    _owners[kind] = Owner(can_see, can_add, about)


def find(kind: str) -> Owner | None:
    """The owner of a kind; None where no room has registered it."""
    return _owners.get(kind)


def owner_of(kind: str) -> Owner:
    """The owner of a kind. Raises NotAllowed where no room has registered it: then nobody may do anything there."""
    owner = find(kind)
    if owner is None:
        raise NotAllowed("Files cannot be attached to this.")
    return owner
