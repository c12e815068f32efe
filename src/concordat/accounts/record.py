"""What the record is told of signing in: who, what, by which means. Never an address, a password, a code or a token."""

from __future__ import annotations

from typing import Any

from concordat.accounts.models import User
from concordat.history.acts import INSTALLATION, SYSTEM, Actor, act

MODEL = "accounts.user"
UNKNOWN = "unknown"


def tell(verb: str, user: User | None, *, actor: Actor | None = None, reason: str = "", **values: Any) -> None:
    """One event in the installation's chain about a person, by themselves unless another ``actor`` is named.

    A person who is not known stands there as "unknown": what they typed into the box could be anything. Raises
    Unrecorded inside another act.
    """
    by = actor or (user.actor if user else SYSTEM)
    with act(by, verb, INSTALLATION, reason) as done:
        done.say(MODEL, user.reference if user else UNKNOWN, **values)
