"""Canonical JSON and the digests of the chain. Plain Python: the stand-alone checker repeats these lines.

Canonical is JSON with sorted keys, no spaces, and letters as they are. A field's digest hides its values behind a
salt, so that a value can be erased later and nothing but the digest is left.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

FIRST = "0" * 64


def canonical(value: Any) -> str:
    """The one text of a plain value. Raises ValueError for a number that JSON cannot write."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def field_digest(salt: str, before: Any, after: Any) -> str:
    """The digest that stands in the chain for what a field was and became."""
    return digest(canonical([salt, before, after]))
