"""The rules that a council adopted, made ready from its own copy, once for each digest."""

from __future__ import annotations

import hashlib

from concordat.councils.models import Adoption
from concordat.protocol import seal
from concordat.protocol.rules import Rules, prepare

# What a digest stands for never changes.
_prepared: dict[str, Rules] = {}
_MOST_PREPARED = 64


def rules_of(adoption: Adoption) -> Rules:
    """The rules that a council adopted, ready to decide. They come from its own copy; no file is touched.

    Raises ValueError where the copy is not what its digest says.
    """
    known = _prepared.get(adoption.digest)
    if known is None:
        known = rules_from(adoption.canonical, adoption.digest)
        if len(_prepared) >= _MOST_PREPARED:
            _prepared.clear()
        _prepared[adoption.digest] = known
    return known


def rules_from(canonical: str, digest: str) -> Rules:
    """The rules of a canonical text. Raises ValueError where the text is not what the digest says."""
    found = hashlib.sha256(canonical.encode()).hexdigest()
    if found != digest:
        raise ValueError(f"The copy of an adopted protocol has the digest {found}, and was sealed as {digest}.")
    return prepare(seal.from_canonical(canonical))
