"""The canonical form of an edition, and its digest: what is sealed.

Canonical is the rules as compact JSON with sorted keys: no comments, no places, no cases, no guidance, and
nothing that is left at its default.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from concordat.protocol.edition import Edition
from concordat.protocol.strict_yaml import without_places

_EDITION: TypeAdapter[Edition] = TypeAdapter(Edition)


def canonical(edition: Edition) -> str:
    """The rules of an edition as canonical JSON."""
    plain = without_places(edition.model_dump(by_alias=True, exclude_defaults=True))
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)


def digest(edition: Edition) -> str:
    """The seal: the digest (SHA-256, hexadecimal) of the canonical form."""
    return hashlib.sha256(canonical(edition).encode()).hexdigest()


def from_canonical(text: str) -> Edition:
    """The edition of a canonical form. Raises pydantic's ValidationError where it is none."""
    return _EDITION.validate_python(json.loads(text, parse_float=Decimal))
