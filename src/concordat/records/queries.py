"""What the pages show of what is kept here, of one side of an involvement that was found through its scope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import BooleanField, ExpressionWrapper, Q

from concordat.records.facts import VALUE
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
    found = list(kept(side, facts).values())
    together.version = sum(row.pk + row.version for row in found)
    together.stands_for = [row.pk for row in found]
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


@dataclass(frozen=True)
class Both:
    """The answers and rows of both sides, by whether they are the joint record's; a list without rows is there."""

    facts: dict[bool, dict[str, AnyFact]]
    rows: dict[bool, dict[str, list[AnyRow]]]


def of_both(involvement: Involvement, names: Sequence[str]) -> Both:
    """The answers to some facts and the rows of some lists, of both sides; four queries."""
    both = [Side(involvement, joint) for joint in (True, False)]
    return Both({side.joint: kept(side, names) for side in both}, {side.joint: rows(side, names) for side in both})


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


@dataclass(frozen=True)
class Tally:
    """How much is recorded of an involvement and its joint record: facts that have an answer, lists that somebody has
    said are complete or do not apply (once a side), and rows by list."""

    answered: frozenset[str]
    complete: Counter[str]
    rows: Counter[str]


def tally(involvement: Involvement) -> Tally:
    """How much is recorded; two queries."""
    own, joint = {"involvement": involvement}, {"partnership": involvement.partnership_id}
    columns = ("fact", "unsaid", "has_value")
    has_value = ExpressionWrapper(Q(value__isnull=False), output_field=BooleanField())
    facts = OwnFact.objects.filter(**own).annotate(has_value=has_value).values_list(*columns)
    facts = facts.union(JointFact.objects.filter(**joint).annotate(has_value=has_value).values_list(*columns), all=True)
    kept = list(facts)
    rows = OwnRow.objects.filter(**own).values_list("group", flat=True)
    rows = rows.union(JointRow.objects.filter(**joint).values_list("group", flat=True), all=True)
    return Tally(
        frozenset(fact for fact, unsaid, has_value in kept if has_value or unsaid.get(VALUE)),
        Counter(fact for fact, unsaid, _has_value in kept if isinstance(unsaid.get(VALUE), dict)),
        Counter(rows),
    )


def everything_of(involvement: Involvement) -> list[AnyFact | AnyRow]:
    """Every answer and row of an involvement, and of its joint record."""
    own, joint = {"involvement": involvement}, {"partnership": involvement.partnership_id}
    found: list[AnyFact | AnyRow] = [*OwnFact.objects.filter(**own), *OwnRow.objects.filter(**own)]
    return [*found, *JointFact.objects.filter(**joint), *JointRow.objects.filter(**joint)]
