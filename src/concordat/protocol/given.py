"""Facts as people write them, read into typed facts.

``yes`` and ``no``; ``not_known``; ``{na: why}``; numbers; days; codes; lists of codes; checklists; rows, where a
plain list is incomplete and ``{complete: yes, rows: […]}`` is complete. Nothing written is blank.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from concordat.protocol.edition import Edition
from concordat.protocol.facts import Cell, Fact, FactTable
from concordat.protocol.faults import NOWHERE, Place, nearest, said
from concordat.protocol.significance import levels_of
from concordat.protocol.strict_yaml import PLACE
from concordat.protocol.table import codes_of
from concordat.protocol.values import NotApplicable, Row, Rows, Scalar, Value

_YES_NO = {"yes": True, "no": False, True: True, False: False}
_WHOLE = {"months": ("a number of months", 600), "month": ("a month of the year", 12)}
_JUDGED = ("answer", "by", "on", "reason")


class _Wrong(Exception):
    """A value that does not fit; the arguments are what is wrong and what to write."""


@dataclass(frozen=True)
class FactsReader:
    """Reads facts for one edition; what is wrong goes to ``report``."""

    edition: Edition
    table: FactTable
    report: Callable[[Place, str, str, str], None]

    def read(self, raw: Any, place: Place = NOWHERE) -> dict[str, Value]:
        """The typed facts of a mapping from name to what was written."""
        found: dict[str, Value] = {}
        if not isinstance(raw, dict):
            self.report(place, "", "A table of facts is expected here.", "Write name: value, one a line.")
            return found
        place = raw.get(PLACE, place)
        for name, value in raw.items():
            if name == PLACE or value is None:
                continue
            try:
                self._one(found, name, value)
            except _Wrong as wrong:
                self.report(place, name, *wrong.args)
        return found

    def _one(self, found: dict[str, Value], name: str, value: Any) -> None:
        fact = self.table.get(name)
        if fact is None:
            raise _Wrong(f"There is no fact “{name}”.", nearest(name, self.table))
        if name.startswith("judged.") and isinstance(value, dict) and "na" not in value:
            found.update(self._judged(name, value))
        elif name.startswith("criterion."):
            found[name] = self._level(name.removeprefix("criterion."), value)
        else:
            found[name] = self._value(name, fact, value)

    def _judged(self, name: str, value: dict[str, Any]) -> dict[str, Value]:
        parts = {key: part for key, part in value.items() if key != PLACE}
        for key in parts:
            if key not in _JUDGED:
                raise _Wrong(f"“{key}” is no part of a judgement.", nearest(key, _JUDGED))
        names = {"answer": name, **{key: f"{name}.{key}" for key in _JUDGED[1:]}}
        return {names[key]: self._value(names[key], self.table[names[key]], part) for key, part in parts.items()}

    def _level(self, criterion_id: str, value: Any) -> Value:
        special = _special(value)
        criteria = self.edition.significance.criteria if self.edition.significance else []
        criterion = next(c for c in criteria if c.id == criterion_id)
        if isinstance(special, NotApplicable) and criterion.na == "never":
            raise _Wrong(f"“{criterion.label or criterion.id}” always applies.", "Answer it with one of its levels.")
        if special is not _ORDINARY:
            return special  # type: ignore[no-any-return]
        scores = [level.score for level in levels_of(criterion)]
        if scores == [0, 1] and isinstance(value, str | bool) and value in _YES_NO:
            return int(_YES_NO[value])
        if isinstance(value, bool) or not isinstance(value, int) or value not in scores:
            allowed = "; ".join(f"{level.score} ({level.words})" for level in levels_of(criterion))
            raise _Wrong(
                f"{said(value)} is no level of “{criterion.label or criterion.id}”.", f"Its levels are {allowed}."
            )
        return value

    def _value(self, name: str, fact: Fact, value: Any) -> Value:
        if fact.type != "rows":
            return self._cell(name, fact, value)
        special = _special(value)
        if special is not _ORDINARY:
            return special  # type: ignore[no-any-return]
        return self._rows(name, fact, value)

    def _rows(self, name: str, fact: Fact, value: Any) -> Rows:
        complete = fact.blank == "no"
        if isinstance(value, dict):
            extra = {key for key in value if key not in ("complete", "rows", PLACE)}
            if extra:
                raise _Wrong(
                    f"“{min(extra)}” has no place beside the rows of “{name}”.",
                    "Write complete: yes and rows: […].",
                )
            complete = complete or _yes_no(value.get("complete", "no"))
            value = value.get("rows") or []
        if not isinstance(value, list):
            raise _Wrong(f"“{name}” is a list of rows.", "Write one row after each “- ”.")
        return Rows(tuple(self._row(name, fact, row) for row in value), complete)

    def _row(self, name: str, fact: Fact, raw: Any) -> Row:
        if not isinstance(raw, dict):
            raise _Wrong(f"A row of “{name}” is a table.", "Write {field: value, …}.")
        row: dict[str, Value] = {}
        for field, value in raw.items():
            if field == PLACE or value is None:
                continue
            if field not in fact.row:
                raise _Wrong(f"The rows of “{name}” have no field “{field}”.", nearest(field, fact.row))
            row[field] = self._cell(f"{name}: {field}", fact.row[field], value)
        for field, cell in fact.row.items():
            if cell.required and field not in row:
                raise _Wrong(
                    f"A row of “{name}” says no “{field}”, and counts for nothing.", f"Add {field}: {cell.words}."
                )
        return row

    def _cell(self, name: str, cell: Cell, value: Any) -> Scalar | dict[str, Scalar]:
        special = _special(value)
        if special is not _ORDINARY:
            return special  # type: ignore[no-any-return]
        return _READERS[cell.type](self, name, cell, value)  # type: ignore[no-any-return]

    def code(self, name: str, cell: Cell, value: Any) -> str:
        text = str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value
        if not isinstance(text, str):
            raise _Wrong(f"“{name}” takes one code.", "Write one word.")
        known = codes_of(self.edition, cell)
        if known is not None and text not in known:
            raise _Wrong(f"“{name}” never takes the value “{text}”.", nearest(text, known))
        return text

    def codes(self, name: str, cell: Cell, value: Any) -> tuple[str, ...]:
        listed = value if isinstance(value, list) else [value]
        return tuple(self.code(name, cell, code) for code in listed)

    def checklist(self, name: str, cell: Cell, value: Any) -> dict[str, Scalar]:
        if not isinstance(value, dict):
            raise _Wrong(f"“{name}” is a checklist.", "Write {item: yes, item: no, item: {na: why}}.")
        found: dict[str, Scalar] = {}
        for code, answer in value.items():
            if code == PLACE or answer is None:
                continue
            special = _special(answer)
            found[self.code(name, cell, code)] = _yes_no(answer) if special is _ORDINARY else special
        return found


_ORDINARY: Any = object()


def _special(value: Any) -> Any:
    """Not known, or not applicable with its reason; else ``_ORDINARY``."""
    if value == "not_known":
        return None
    if isinstance(value, dict) and "na" in value:
        reason = value["na"]
        if not isinstance(reason, str) or not reason.strip():
            raise _Wrong("What does not apply needs a reason.", "Write {na: the reason}.")
        return NotApplicable(reason.strip())
    return _ORDINARY


def _yes_no(value: Any) -> bool:
    if isinstance(value, str | bool) and value in _YES_NO:
        return _YES_NO[value]
    raise _Wrong(f"{said(value)} is no answer here.", "Write yes, no, not_known or {na: why}.")


def _a_yes_no(_reader: FactsReader, _name: str, _cell: Cell, value: Any) -> bool:
    return _yes_no(value)


def _text(_reader: FactsReader, name: str, _cell: Cell, value: Any) -> str:
    if isinstance(value, bool | dict | list):
        raise _Wrong(f"“{name}” is text.", "Write it in quotes.")
    return str(value)


def _number(_reader: FactsReader, name: str, cell: Cell, value: Any) -> int | Decimal:
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        raise _Wrong(
            f"“{name}” is a number, and {said(value)} is none.",
            "Write it plain, without signs and separators: 12000 or 12.5.",
        )
    counted, most = _WHOLE.get(cell.unit or "", ("", 0))
    if counted and not (isinstance(value, int) and 1 <= value <= most):
        raise _Wrong(f"“{name}” is {counted}, and {said(value)} is none.", f"Write a whole number from 1 to {most}.")
    return value


def _date(_reader: FactsReader, name: str, _cell: Cell, value: Any) -> date:
    if isinstance(value, date):
        return value
    raise _Wrong(f"“{name}” is a day, and {said(value)} is none.", "Write year-month-day: 2026-03-01.")


_READERS: dict[str, Callable[[FactsReader, str, Cell, Any], Any]] = {
    "yes_no": _a_yes_no,
    "text": _text,
    "number": _number,
    "money": _number,
    "date": _date,
    "choice": FactsReader.code,
    "choices": FactsReader.codes,
    "checklist": FactsReader.checklist,
}


def settings_of(edition: Edition) -> dict[str, Value]:
    """The defaults of an edition's settings, as facts; one without a default is blank."""
    found: dict[str, Value] = {}
    for name, setting in edition.settings.items():
        if setting.default is not None:
            found[f"setting.{name}"] = _YES_NO[setting.default] if setting.type == "yes_no" else setting.default
    return found
