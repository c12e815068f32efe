"""An edition and its settings in the words that pages show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from concordat.councils.models import SettingGiven
from concordat.councils.roles import ROLES
from concordat.councils.setting_values import NOTHING, typed
from concordat.history.ordering import sort_key
from concordat.protocol import duties as shape
from concordat.protocol.compare import Change
from concordat.protocol.edition import Edition, Setting
from concordat.protocol.portrait import period
from concordat.protocol.rules import Rules
from concordat.protocol.table import title_of
from concordat.protocol.values import Value
from concordat.protocol.vocabulary import GATES, STRENGTHS
from concordat.ui.answers import BLANK
from concordat.ui.words import MONTHS, day, in_words

NOT_GIVEN = "Not given yet"
_OF = {"involvement": "The council's part", "partnership": "The partners together", "council": "The council"}
_HOW = {"added": "Added", "removed": "Taken out", "changed": "Changed"}


def between(from_: date | None, until: date | None) -> str:
    """ "From 3 March 2026", or "From 3 March 2026 until 1 May 2026" (the last day on which it counts no more)."""
    start = f"From {day(from_)}" if from_ else "From a day that is not known"
    return f"{start} until {day(until)}" if until else start


def seal_words(digest: str) -> str:
    """A seal in groups of eight, so that it can be read out and fits a narrow page."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def role_words(role: str, local: str, edition: Edition | None) -> str:
    """A role in words: the edition's own title first, where the member holds that one."""
    title = edition.roles[local].title if edition is not None and local in edition.roles else ""
    words = ROLES.get(role, role.replace("_", " "))
    return f"{title} ({words.lower()})" if title and title != words else words


@dataclass(frozen=True)
class OfDuty:
    """A duty on the protocol's page."""

    duty: shape.DutyBase
    strength: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OfClause:
    """A clause, and the duties that stand under it."""

    clause: str
    duties: tuple[OfDuty, ...]


def clauses(edition: Edition) -> list[OfClause]:
    """The duties of an edition by clause, in the order of the edition."""
    found: dict[str, list[OfDuty]] = {}
    for duty in edition.duties:
        found.setdefault(duty.clause, []).append(OfDuty(duty, STRENGTHS[duty.strength], tuple(_details(edition, duty))))
    return [OfClause(clause, tuple(rows)) for clause, rows in found.items()]


def _details(edition: Edition, duty: shape.DutyBase) -> Iterator[tuple[str, str]]:
    yield "Whose duty", _OF[duty.of]
    if duty.owner:
        yield "Who sees to it", title_of(edition, duty.owner)
    if duty.stage:
        yield "Stage", stage_words(edition, duty.stage)
    if duty.before:
        yield "Before", GATES[duty.before]
    every = getattr(duty, "every", None)
    if every:
        yield "How often", period(edition, every).capitalize()
    words = {entry.id: entry.words for entry in edition.principles}
    if duty.principles:
        yield "Principles", ", ".join(words.get(one, one) for one in duty.principles)


def stage_words(edition: Edition, stage: str) -> str:
    """The edition's words for a stage, else the generic ones."""
    own: dict[str, str] = {entry.id: entry.words for entry in edition.stages}
    return own.get(stage, stage.replace("_", " ").capitalize())


def settings_in_order(rules: Rules) -> list[str]:
    """The settings by the clauses that declare them: the canonical form keeps no order of its own."""
    declared = rules.edition.settings
    return sorted(declared, key=lambda id_: (sort_key(declared[id_].clause or ""), declared[id_].words))


def reads_of(rules: Rules, setting: str) -> list[str]:
    """The clauses that read a setting, its own first, each once."""
    own = rules.edition.settings[setting].clause
    reading = [ready.duty.clause for ready in rules.duties.values() if f"setting.{setting}" in ready.reads]
    return list(dict.fromkeys([*([own] if own else []), *reading]))


@dataclass(frozen=True)
class GivenValue:
    """A value given for a setting, in words, with its day, who gave it, and whether it can still be taken back."""

    row: SettingGiven
    words: str
    by: str
    at: datetime | None
    planned: bool


@dataclass(frozen=True)
class OfSetting:
    """A setting on its page: ``now`` is its value today in words, ``source`` where that comes from."""

    id: str
    setting: Setting
    clauses: tuple[str, ...]
    now: str
    source: str
    counts: GivenValue | None
    planned: tuple[GivenValue, ...]
    past: tuple[GivenValue, ...]


def setting_words(rules: Rules, setting: str, plain: Any) -> str:
    """A stored value in words: "£25,000", "Month 3" as "March", "Yes"."""
    if plain == NOTHING:
        return "No longer given"
    return value_words(
        rules, setting, typed(rules.edition, rules.table, setting, plain).get(f"setting.{setting}", plain)
    )


def value_words(rules: Rules, setting: str, value: Value) -> str:
    """A setting's fact in words."""
    declared = rules.edition.settings[setting]
    if declared.type == "month" and isinstance(value, int) and 1 <= value <= 12:
        return MONTHS[value - 1]
    fact = rules.table[f"setting.{setting}"]
    if declared.type == "money" and isinstance(value, int | Decimal):
        return in_words(int(value * 100), fact)
    return in_words(value, fact)


def of_setting(
    rules: Rules, setting: str, given: Sequence[SettingGiven], by: dict[int, tuple[str, datetime]], on: date
) -> OfSetting:
    """A setting in words, from all that was given for it."""
    values = [_given(rules, row, by, on) for row in sorted(given, key=lambda row: row.from_day)]
    past = [value for value in values if not value.planned]
    counts = past[-1] if past else None
    declared = rules.edition.settings[setting]
    now, source = NOT_GIVEN, ""
    if counts is not None and counts.row.value != NOTHING:
        now, source = counts.words, f"Given from {day(counts.row.from_day)}"
    elif declared.default is not None:
        now = setting_words(rules, setting, declared.default)
        source = "The protocol's own, until the council gives one"
    return OfSetting(
        id=setting,
        setting=declared,
        clauses=tuple(reads_of(rules, setting)),
        now=now,
        source=source,
        counts=counts,
        planned=tuple(value for value in values if value.planned),
        past=tuple(reversed(past)),
    )


def _given(rules: Rules, row: SettingGiven, by: dict[int, tuple[str, datetime]], on: date) -> GivenValue:
    name, at = by.get(row.pk, ("", None))
    return GivenValue(row, setting_words(rules, row.setting, row.value), name, at, row.from_day > on)


def answer_of(rules: Rules, row: SettingGiven | None) -> Any:
    """A stored value as a form's field takes it: one of the four."""
    if row is None or row.value == NOTHING:
        return BLANK
    return typed(rules.edition, rules.table, row.setting, row.value).get(f"setting.{row.setting}", BLANK)


def change_words(change: Change) -> tuple[str, str]:
    """What became of a part of an edition: "Changed: duties", and which one."""
    part = change.part.replace("_", " ")
    which = change.id.replace("_", " ").replace(".", ": ") or "as a whole"
    clause = f" (clause {change.clause})" if change.clause else ""
    fields = ", ".join(field.name.replace("_", " ") for field in change.fields)
    return f"{_HOW[change.how]}: {part}", f"{which}{clause}{f': {fields}' if fields else ''}"
