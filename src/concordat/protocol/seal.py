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
from concordat.protocol.strict_yaml import PLACE

_EDITION: TypeAdapter[Edition] = TypeAdapter(Edition)
_NO_RULE = {PLACE, "guidance"}


def canonical(edition: Edition) -> str:
    """The rules of an edition as canonical JSON."""
    plain = _rules_only(edition.model_dump(by_alias=True, exclude_defaults=True))
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _rules_only(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rules_only(part) for key, part in value.items() if key not in _NO_RULE}
    if isinstance(value, list):
        return [_rules_only(part) for part in value]
    return value


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
