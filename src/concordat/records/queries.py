"""What the pages show of what is kept here, of one side of an involvement that was found through its scope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import Case, CharField, Q, QuerySet, When
from django.db.models import Value as Constant

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
    together.stands_for = list(kept(side, facts).values())
    together.version = sum(row.pk + row.version for row in together.stands_for)
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
    """How much is recorded of an involvement and its joint record: the facts that are answered, and lists said to be
    complete, each once a side; those of them said not to apply; and the rows of each list."""

    said: Counter[str]
    not_applicable: Counter[str]
    rows: Counter[str]


def tally(involvement: Involvement) -> Tally:
    """How much is recorded; one query."""
    own, joint = {"involvement": involvement}, {"partnership": involvement.partnership_id}
    said = Q(value__isnull=False) | Q(unsaid__has_key=VALUE)
    facts: list[QuerySet[Any]] = [OwnFact.objects.filter(said, **own), JointFact.objects.filter(said, **joint)]
    rows: list[QuerySet[Any]] = [OwnRow.objects.filter(**own), JointRow.objects.filter(**joint)]
    how = Case(When(**{f"unsaid__{VALUE}__has_key": "na"}, then=Constant("na")), default=Constant("said"))
    parts = [
        *(part.values_list("fact", how) for part in facts),
        *(part.values_list("group", Constant("row", CharField())) for part in rows),
    ]
    found = Counter[tuple[str, str]](parts[0].union(*parts[1:], all=True))
    of = {kind: Counter({name: n for (name, how), n in found.items() if how == kind}) for kind in ("said", "na", "row")}
    return Tally(of["said"] + of["na"], of["na"], of["row"])


def everything_of(involvement: Involvement) -> list[AnyFact | AnyRow]:
    """Every answer and row of an involvement, and of its joint record."""
    own, joint = {"involvement": involvement}, {"partnership": involvement.partnership_id}
    found: list[AnyFact | AnyRow] = [*OwnFact.objects.filter(**own), *OwnRow.objects.filter(**own)]
    return [*found, *JointFact.objects.filter(**joint), *JointRow.objects.filter(**joint)]
