"""What the pages show of what is kept here, of one side of an involvement that was found through its scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from concordat.records.models import JointFact, JointRow, OwnFact, OwnRow
from concordat.register.models import Involvement, Partnership

AnyFact: TypeAlias = OwnFact | JointFact
AnyRow: TypeAlias = OwnRow | JointRow


@dataclass(frozen=True)
class Side:
    """One side of what is kept of an involvement: the joint record, or the council's own."""

    involvement: Involvement
    joint: bool

    @property
    def owner(self) -> Involvement | Partnership:
        """What its answers and rows belong to."""
        return self.involvement.partnership if self.joint else self.involvement

    def new_fact(self, fact: str) -> AnyFact:
        """A fact that nobody has answered yet."""
        if self.joint:
            return JointFact(partnership=self.involvement.partnership, fact=fact)
        return OwnFact(involvement=self.involvement, fact=fact)

    def new_row(self, group: str) -> AnyRow:
        """A row that is not yet there."""
        if self.joint:
            return JointRow(partnership=self.involvement.partnership, group=group)
        return OwnRow(involvement=self.involvement, group=group)


def kept(side: Side, facts: Sequence[str]) -> dict[str, AnyFact]:
    """The answers to some facts, by fact; none for what nobody has answered."""
    if side.joint:
        joint = JointFact.objects.filter(partnership=side.involvement.partnership_id, fact__in=facts)
        return {row.fact: row for row in joint}
    return {row.fact: row for row in OwnFact.objects.filter(involvement=side.involvement, fact__in=facts)}


def as_seen(side: Side, facts: Sequence[str]) -> AnyFact:
    """What stands for some answers together. To look at, not to save: its version changes with any of them."""
    together = side.new_fact(",".join(facts)[:80])
    together.version = sum(row.pk + row.version for row in kept(side, facts).values())
    return together


def rows(side: Side, groups: Sequence[str]) -> dict[str, list[AnyRow]]:
    """The rows of some lists, by list, in the order in which they were recorded."""
    found: dict[str, list[AnyRow]] = {group: [] for group in groups}
    if side.joint:
        for row in JointRow.objects.filter(partnership=side.involvement.partnership_id, group__in=groups).order_by(
            "pk"
        ):
            found[row.group].append(row)
    else:
        for own in OwnRow.objects.filter(involvement=side.involvement, group__in=groups).order_by("pk"):
            found[own.group].append(own)
    return found


def row(side: Side, group: str, reference: str) -> AnyRow | None:
    """One row of a list; None where the list has none of that reference on this side."""
    if side.joint:
        joint = JointRow.objects.filter(partnership=side.involvement.partnership_id, group=group, reference=reference)
        return joint.select_related("partnership__steward").first()
    own = OwnRow.objects.filter(involvement=side.involvement, group=group, reference=reference)
    return own.select_related("involvement__partnership", "involvement__council").first()


def side_of(row: AnyRow, council_id: int) -> Side:
    """The side that a row stands on, of a council's own involvement. Raises DoesNotExist where the council has none."""
    if isinstance(row, OwnRow):
        return Side(row.involvement, joint=False)
    found = Involvement.objects.select_related("partnership__steward", "council")
    return Side(found.get(council=council_id, partnership=row.partnership_id, withdrawn_at=None), joint=True)
