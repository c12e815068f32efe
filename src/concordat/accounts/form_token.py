"""The token of a form: whose it is, which version of what it showed, what it showed, and a number used once.

Signed, so that none of it can be made up. It proves no right: each service asks that again.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing

FIELD = "form_token"
_SALT = "concordat.form"


@dataclass(frozen=True)
class Token:
    """``shown`` is what each field showed, as text, by name."""

    person: str
    version: int
    once: str
    shown: Mapping[str, str]

    def signed(self) -> str:
        """As the hidden field carries it."""
        return signing.dumps([self.person, self.version, self.once, dict(self.shown)], salt=_SALT, compress=True)


def new(person: str, version: int, shown: Mapping[str, str]) -> Token:
    """A token for a form about to be shown."""
    return Token(person, version, secrets.token_urlsafe(18), shown)


def read(text: Any) -> Token | None:
    """The token of a form that was sent; None where it is missing or not ours."""
    try:
        person, version, once, shown = signing.loads(str(text or ""), salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Token(person, version, once, shown)
