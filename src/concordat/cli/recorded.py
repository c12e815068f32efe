"""Facts as text: what was given, name by name, lists row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from concordat.cli.terminal import Page
from concordat.protocol.explain.points import day_words, row_words
from concordat.protocol.facts import Cell
from concordat.protocol.given import settings_of
from concordat.protocol.rules import Rules
from concordat.protocol.table import actors, title_of
from concordat.protocol.traced import row_name, shown
from concordat.protocol.values import Facts, Rows, Value

_OF_A_JUDGEMENT = (".by", ".on", ".reason")


def given_only(rules: Rules, facts: Facts) -> dict[str, Value]:
    """The facts without the settings that stand at their defaults."""
    defaults = settings_of(rules.edition)
    return {name: value for name, value in facts.items() if name not in defaults or defaults[name] != value}


def facts(page: Page, rules: Rules, found: Mapping[str, Value], indent: int = 2) -> None:
    """Each fact in its words; each row of a list below it."""
    for name, value in found.items():
        fact = rules.table[name]
        if isinstance(value, Rows):
            _rows(page, rules, name, value, indent)
        elif not (name.startswith("judged.") and name.endswith(_OF_A_JUDGEMENT)):
            says = f"{fact.words.rstrip('.')}: {_shown(rules, value, fact)}".replace("?: ", "? ")
            page.item(says + _judged(rules, name, found), indent)


def _judged(rules: Rules, name: str, found: Mapping[str, Value]) -> str:
    """Who judged, when and why, beside the judgement."""
    if not name.startswith("judged."):
        return ""
    by, on, reason = (found.get(f"{name}{part}") for part in _OF_A_JUDGEMENT)
    says = f" by {title_of(rules.edition, str(by))}" if by else ""
    says += f" on {day_words(on)}" if on else ""  # type: ignore[arg-type]
    return f",{says}{f': {reason}' if reason else ''}" if says or reason else ""


def _rows(page: Page, rules: Rules, name: str, value: Rows, indent: int) -> None:
    fact = rules.table[name]
    end = "" if value.complete else " (not marked complete)"
    page.item(f"{fact.words.rstrip('.')}: {len(value.rows) or 'none'}{end}", indent)
    for number, row in enumerate(value.rows, 1):
        page.item(f"{row_words(row_name(row, number))}: {'; '.join(_fields(rules, fact.row, row))}", indent + 2)


def _fields(rules: Rules, cells: Mapping[str, Cell], row: Mapping[str, Value]) -> Iterator[str]:
    for field, value in row.items():
        if field != "id":
            words = cells[field].words.rstrip(".?")
            yield f"{words[:1].lower()}{words[1:]}: {_shown(rules, value, cells[field])}"


def _shown(rules: Rules, value: Value, cell: Cell) -> str:
    """A value in words; who acts and which form by their titles."""
    forms, known = rules.edition.forms, actors(rules.edition)
    codes = value if isinstance(value, tuple) else (value,)
    if cell.options == "forms" and value in forms:
        return forms[str(value)].title
    if cell.type in ("choice", "choices") and isinstance(cell.options, str) and any(code in known for code in codes):
        return ", ".join(title_of(rules.edition, str(code)) for code in codes)
    return shown(value, cell)
