"""Where on the pages what is kept here is answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from concordat.accounts.next_page import with_next
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.facts import dictionary
from concordat.protocol.table import fact_table
from concordat.records import permissions
from concordat.records.catalogue import OWN, is_kept_here, section_of, sides, subject_of
from concordat.records.fitting import rules_for
from concordat.records.models import JointRow
from concordat.records.queries import Side
from concordat.records.sums import first_part
from concordat.register.forms import field_name
from concordat.register.models import Involvement
from concordat.register.places import Addresses, Field, Place


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


def place_of(fact: str, edition: Edition | None) -> Place | None:
    """Where a fact or a list of this room is answered: the form of its section, or the page of the list.

    An edition's own are not known by their names alone: where no edition is given, their page leads on.
    """
    if fact.startswith("own.") and edition is None:
        return Place("subject", (OWN,))
    table = fact_table(edition) if fact.startswith("own.") and edition is not None else dictionary()
    fact = first_part(fact)
    entry = table.get(fact)
    if entry is None or subject_of(fact, entry) is None:
        return None
    if entry.type == "rows":
        return Place("list_page", (fact,))
    section = section_of(fact, table)
    if section is None:
        return None
    title = "This protocol’s own" if fact.startswith("own.") else section.title
    return Place("section_edit_joint" if section.joint else "section_edit", (section.id,), several=True, title=title)


def of_rows(scope: Scope, involvement: Involvement, asked: Collection[Field]) -> Addresses:
    """The forms that change these fields of rows, for whoever may. A query where a list has two sides."""
    table = rules_for(scope, involvement).table
    mine = [one for one in asked if is_kept_here(one.group, table)]
    at = where(scope, involvement)
    either = {one.row for one in mine if len(sides(table[one.group])) > 1}
    rows = JointRow.objects.filter(partnership=involvement.partnership_id, reference__in=either) if either else None
    joint = set(rows.values_list("reference", flat=True)) if rows is not None else set()
    found = {
        one: at.edit("list_row_edit", one.group, one.row, joint=sides(table[one.group]) == (True,) or one.row in joint)
        for one in mine
    }
    return {one: f"{href}#id_{field_name(f'{one.group}.{one.name}')}" for one, href in found.items() if href}


def led(href: str, here: str) -> str:
    """An address that leads back here; empty where there is none."""
    return with_next(href, here) if href else ""
