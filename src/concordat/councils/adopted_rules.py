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
    return _prepared.get(adoption.digest) or _made_ready(adoption.canonical, adoption.digest)


def rules_by(digest: str) -> Rules:
    """The rules of the copy, of any council, that has a digest. Raises as rules_of; LookupError where none has it."""
    known = _prepared.get(digest)
    if known is not None:
        return known
    canonical = Adoption.objects.filter(digest=digest).values_list("canonical", flat=True).first()
    if canonical is None:
        raise LookupError(f"No council has adopted a protocol with the digest {digest}.")
    return _made_ready(canonical, digest)


def _made_ready(canonical: str, digest: str) -> Rules:
    rules = rules_from(canonical, digest)
    if len(_prepared) >= _MOST_PREPARED:
        _prepared.clear()
    _prepared[digest] = rules
    return rules


def rules_from(canonical: str, digest: str) -> Rules:
    """The rules of a canonical text. Raises ValueError where the text is not what the digest says."""
    found = hashlib.sha256(canonical.encode()).hexdigest()
    if found != digest:
        raise ValueError(f"The copy of an adopted protocol has the digest {found}, and was sealed as {digest}.")
    return prepare(seal.from_canonical(canonical))
