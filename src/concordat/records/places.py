"""Where on the pages what is kept here is answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.facts import dictionary
from concordat.records import permissions
from concordat.records.catalogue import OWN, section_of, subject_of
from concordat.records.queries import Side
from concordat.register.models import Involvement
from concordat.register.places import Place


@dataclass(frozen=True)
class Where:
    """Addresses of what is kept of one partnership, and which sides of it this reader may keep."""

    args: tuple[str, str]
    may: frozenset[bool]

    def to(self, name: str, *more: str, joint: bool = False) -> str:
        """An address, of the joint record where ``joint``."""
        return reverse(f"{name}_joint" if joint else name, args=[*self.args, *more])

    def edit(self, name: str, *more: str, joint: bool) -> str:
        """The same for a form; empty where the reader may not keep that side."""
        return self.to(name, *more, joint=joint) if joint in self.may else ""


def where(scope: Scope, involvement: Involvement) -> Where:
    """The addresses of an involvement for a reader."""
    both = (Side(involvement, joint) for joint in (True, False))
    may = frozenset(side.joint for side in both if permissions.can_keep(scope, side))
    return Where((scope.council.slug, involvement.reference), may)


def place_of(fact: str, _: Edition | None) -> Place | None:
    """Where a fact or a list of this room is answered: the form of its section, or the page of the list.

    An edition's own are not known by their names alone: their page leads on.
    """
    if fact.startswith("own."):
        return Place("subject", (OWN,))
    entry = dictionary().get(fact)
    if entry is None or subject_of(fact, entry) is None:
        return None
    if entry.type == "rows":
        return Place("list_page", (fact,))
    section = section_of(fact, dictionary())
    return Place("section_edit_joint" if section.joint else "section_edit", (section.id,)) if section else None
