"""How the history of what is kept here reads: in the dictionary's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concordat.protocol.facts import Cell, dictionary
from concordat.protocol.values import NotApplicable
from concordat.records.stored import answer_of
from concordat.register.choices import plain
from concordat.ui.words import in_words


def fact_in_words(name: Any, _: Mapping[str, Any]) -> str:
    """What a fact or a list is called. An edition's own goes by its name."""
    fact = dictionary().get(name)
    return fact.words if fact else plain(str(name).removeprefix("own."))


def value_in_words(kept: Any, row: Mapping[str, Any]) -> str:
    """The answer to the fact that a row is named by."""
    return told(kept, dictionary().get(str(row.get("fact"))))


def cell_in_words(row: Mapping[str, Any], name: str, kept: Any) -> tuple[str, str]:
    """A cell of a row of the list that the row is named by: its words, and its answer's."""
    fact = dictionary().get(str(row.get("group")))
    cell = fact.row.get(name) if fact else None
    return cell.words if cell else plain(name), told(kept, cell)


def told(kept: Any, cell: Cell | None, options: Mapping[str, str] | None = None) -> str:
    """A stored answer in words. A code without words of its own is made readable."""
    answer = answer_of(kept)
    if isinstance(answer, Mapping) and not isinstance(answer, NotApplicable):
        return "; ".join(f"{_word(code, options)}: {in_words(said)}" for code, said in answer.items())
    if cell is not None and cell.type in ("choice", "choices") and isinstance(answer, str | list):
        listed = [answer] if isinstance(answer, str) else answer
        known = options or (cell.options if isinstance(cell.options, dict) else {})
        return ", ".join(_word(code, known) for code in listed)
    return in_words(answer, cell, options)


def _word(code: str, options: Mapping[str, str] | None) -> str:
    return (options or {}).get(code) or plain(code)
