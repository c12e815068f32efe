"""What a council itself gives to the facts of its involvements: its answers, its dated settings, its register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from concordat.councils import facts as councils
from concordat.councils.models import Adoption, Council, SettingGiven
from concordat.judgements import facts as judgements
from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts, NotApplicable, Row, Rows, Value
from concordat.register.models import Involvement

_SETTING = "setting."


def facts_of(involvements: Sequence[Involvement], on: date) -> dict[int, Facts]:
    """The council's own answers for each involvement. Not its settings: those count as the edition that is read for an
    involvement declares them, which need not be the one in force. Three queries a council."""
    of: dict[int, Facts] = {}
    for row in involvements:
        if row.council_id not in of:
            of[row.council_id] = answers_of(row.council, on)
    return {row.pk: of[row.council_id] for row in involvements}


def answers_of(council: Council, on: date) -> Facts:
    """A council's own answers on a day, without its settings."""
    found = councils.facts_of_council(council, on)
    return {name: value for name, value in found.items() if not name.startswith(_SETTING)}


def days_of(involvements: Sequence[Involvement]) -> dict[int, set[date]]:
    """The days on which a council's answers change by themselves: those on which it adopted an edition."""
    of: dict[int, set[date]] = {}
    councils_ = {row.council_id for row in involvements}
    for council, day in Adoption.objects.filter(council__in=councils_).values_list("council_id", "from_day"):
        of.setdefault(council, set()).add(day)
    return {row.pk: of.get(row.council_id, set()) for row in involvements}


@dataclass(frozen=True)
class Settings:
    """What councils gave for their settings, and from which days; read from the database once."""

    given: Mapping[int, Sequence[tuple[date, str, Any]]]
    _read: dict[tuple[int, int, date], Facts] = field(default_factory=dict)

    def days(self, council: int) -> set[date]:
        """The days from which a council gave something."""
        return {day for day, _setting, _value in self.given.get(council, ())}

    def facts(self, council: int, adoption: int, rules: Rules, day: date) -> Facts:
        """``setting.*`` of a council on a day, as an edition declares them."""
        rows = [(setting, value) for from_, setting, value in self.given.get(council, ()) if from_ <= day]
        last = max((from_ for from_, _setting, _value in self.given.get(council, ()) if from_ <= day), default=date.min)
        key = (council, adoption, last)
        if key not in self._read:
            self._read[key] = councils.settings_under(rules, dict(rows))
        return self._read[key]


def settings_of(council_ids: set[int]) -> Settings:
    """The settings of councils; one query."""
    rows = SettingGiven.objects.filter(council__in=council_ids).order_by("from_day", "pk")
    given: dict[int, list[tuple[date, str, Any]]] = {}
    for council, day, setting, value in rows.values_list("council_id", "from_day", "setting", "value"):
        given.setdefault(council, []).append((day, setting, value))
    return Settings(given)


def register_rows(council: int) -> Rows:
    """A council's partnerships as a list of facts. Complete: they can only arise here. Two queries."""
    entries = Involvement.objects.filter(council=council, withdrawn_at=None).order_by("pk")
    bands = judgements.bands(Q(involvement__in=entries))
    fields = entries.values_list("pk", "reference", "types", "stage", "status", "unsaid")
    return Rows(tuple(_row(bands.get(pk), *entry) for pk, *entry in fields), complete=True)


def _row(
    band: str | None,
    reference: str,
    types: list[str] | None,
    stage: str | None,
    status: str | None,
    unsaid: Mapping[str, object],
) -> Row:
    """A partnership as a row; what nobody has answered is left out."""
    row: dict[str, Value] = {"id": reference, **({"band": band} if band else {})}
    for name, value in (("types", tuple(types) if types else None), ("stage", stage), ("status", status)):
        said = unsaid.get(name)
        if value or said == "not_known":
            row[name] = value
        elif isinstance(said, dict) and "na" in said:
            row[name] = NotApplicable(str(said["na"]))
    return row
