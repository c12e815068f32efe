"""The access file: what each address needs, by its name. An address that is not listed does not open.

``Needs.right`` is a right of the role table; the council is read from the address. Otherwise ``Needs.who`` says it:
``all`` (signed in or not), ``signed_out``, ``signed_in``, ``joint`` (a party to the joint record in the address).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Who: TypeAlias = Literal["all", "signed_out", "signed_in", "joint", "council"]
GET: tuple[str, ...] = ("GET",)
FORM: tuple[str, ...] = ("GET", "POST")
POST: tuple[str, ...] = ("POST",)


@dataclass(frozen=True)
class Needs:
    """Who may open an address, and by which methods (HEAD goes with GET)."""

    who: Who
    methods: tuple[str, ...] = GET
    right: str = ""


def right(name: str, methods: tuple[str, ...] = GET) -> Needs:
    """Open to a council's people who have this right, wholly or for what is their own."""
    return Needs("council", methods, name)


ACCESS: Mapping[str, Needs] = {}
