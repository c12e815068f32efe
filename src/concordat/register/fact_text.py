"""Facts as canonical text, and back: the same facts give the same text, and every type comes back as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from concordat.history.canonical import canonical
from concordat.protocol.values import Facts, NotApplicable, Row, Rows, Value


def to_text(facts: Facts) -> str:
    """The canonical text of facts. Raises TypeError on what is no fact's value."""
    return canonical(to_plain(facts))


def from_text(text: str) -> Facts:
    """The facts of a text that ``to_text`` wrote. Raises ValueError on another."""
    return from_plain(json.loads(text))


def to_plain(facts: Facts) -> dict[str, Any]:
    """Facts as plain JSON values. What JSON has no form for stands in a table of one key that says what it is."""
    return {name: _plain(value) for name, value in facts.items()}


def from_plain(plain: Mapping[str, Any]) -> dict[str, Value]:
    """Facts from their plain form. Raises ValueError where it is none."""
    return {name: _value(value) for name, value in plain.items()}


def _plain(value: Value) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return {"number": f"{value.normalize():f}"}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, NotApplicable):
        return {"na": value.reason}
    if isinstance(value, Rows):
        return {"rows": [to_plain(row) for row in value.rows], "complete": value.complete}
    if isinstance(value, Mapping):
        return {"checklist": to_plain(value)}
    raise TypeError(f"{type(value).__name__} is no value of a fact.")


def _value(plain: Any) -> Value:
    if isinstance(plain, list):
        return tuple(plain)
    if not isinstance(plain, dict):
        return plain  # type: ignore[no-any-return]
    if "number" in plain:
        return Decimal(plain["number"])
    if "day" in plain:
        return date.fromisoformat(plain["day"])
    if "na" in plain:
        return NotApplicable(plain["na"])
    if "rows" in plain:
        rows: tuple[Row, ...] = tuple(from_plain(row) for row in plain["rows"])
        return Rows(rows, plain["complete"])
    if "checklist" in plain:
        return from_plain(plain["checklist"])  # type: ignore[return-value]
    raise ValueError(f"{plain!r} is no value of a fact.")
