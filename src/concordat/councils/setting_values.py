"""How a value given for a setting is stored, and the fact it makes.

Stored plain, as people write it: “not known” is ``null``, “does not apply” is ``{"na": reason}``, a broken number is
text, and ``""`` says that from that day nothing is given any more.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from concordat.protocol.edition import Edition, Setting
from concordat.protocol.facts import FactTable
from concordat.protocol.given import FactsReader
from concordat.protocol.values import NotApplicable, Value
from concordat.ui.answers import BLANK

NOTHING = ""


def plain_of(value: Any) -> Any:
    """A four-valued answer as it is stored."""
    if value is BLANK:
        return NOTHING
    if isinstance(value, NotApplicable):
        return {"na": value.reason}
    if isinstance(value, Decimal):
        return int(value) if value.is_finite() and value == value.to_integral_value() else str(value)
    return value


def written(setting: Setting, plain: Any) -> Any:
    """What is stored, as the reader of facts takes it."""
    if plain is None:
        return "not_known"
    if isinstance(plain, str) and setting.type not in ("yes_no", "choice"):
        return _figure(plain)
    return plain


def _figure(text: str) -> Decimal | str:
    """The figure that a text writes; the text itself where it is none, for the reader to refuse."""
    try:
        figure = Decimal(text)
    except InvalidOperation:
        return text
    return figure if figure.is_finite() else text


def typed(edition: Edition, table: FactTable, setting: str, plain: Any) -> dict[str, Value]:
    """The fact that a stored value makes under an edition; none where nothing is given, or where it does not fit."""
    if plain == NOTHING or setting not in edition.settings:
        return {}
    reader = FactsReader(edition, table, lambda *_: None)
    return reader.read({f"setting.{setting}": written(edition.settings[setting], plain)})
