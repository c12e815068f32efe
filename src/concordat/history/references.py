"""References: random, without letters or digits that are mistaken for each other, and saying nothing."""

from __future__ import annotations

import re
import secrets

ALPHABET = "23456789bcdfghjkmnpqrstvwxz"

# A reference within a text: no word is twelve letters long and has no vowel. After a colon it is that of a person.
WITHIN = re.compile(rf"(?<![0-9A-Za-z:])[{ALPHABET}]{{12}}(?![0-9A-Za-z])")


def reference() -> str:
    """Twelve characters: some 57 bits, so none is guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))
