"""References: random, without letters or digits that are mistaken for each other, and saying nothing."""

from __future__ import annotations

import secrets

ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def reference() -> str:
    """Twelve characters: some 57 bits, so none is guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))
