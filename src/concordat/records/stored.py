"""How an answer is stored, and the value of a fact that it makes. A stored answer says by itself what it is.

Stored is plain JSON, as :mod:`concordat.register.fact_text` writes it, and ``{"pence": number}`` for money, of which
facts make pounds. An answer is what a form gives: BLANK, None (not known), NotApplicable, or a value, money in pence.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from concordat.protocol.facts import Cell
from concordat.protocol.values import Value
from concordat.register.fact_text import from_plain, to_plain
from concordat.ui.answers import BLANK, is_unknown

_ONE, _PENCE = "value", "pence"


def stored(answer: Any, cell: Cell) -> Any:
    """An answer as it is stored. Blank has no stored form: what is blank is left out."""
    if cell.type == "money" and not is_unknown(answer):
        return {_PENCE: answer}
    return to_plain({_ONE: tuple(answer) if isinstance(answer, list) else answer})[_ONE]


def answer_of(kept: Any) -> Any:
    """A stored answer as a form takes it."""
    if isinstance(kept, dict) and _PENCE in kept:
        return kept[_PENCE]
    value = from_plain({_ONE: kept})[_ONE]
    return list(value) if isinstance(value, tuple) else value


def fact_of(kept: Any) -> Value:
    """A stored answer as a protocol reads it."""
    if not (isinstance(kept, dict) and _PENCE in kept):
        return from_plain({_ONE: kept})[_ONE]
    pounds = Decimal(kept[_PENCE]) / 100
    return int(pounds) if pounds == pounds.to_integral_value() else pounds


def cell_answer(cells: Mapping[str, Any], name: str) -> Any:
    """The answer of a row's cell; BLANK where there is none."""
    return answer_of(cells[name]) if name in cells else BLANK
