"""Values as a reader sees them: "3 March 2026", "£1,234.56", "Not known". No page shows a raw one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from concordat.protocol.facts import Cell
from concordat.protocol.values import Rows
from concordat.ui.answers import NONE_AT_ALL, unknown_in_words

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NIL = "Nil"
# Where a figure's unit is pounds, its sign goes before it.
_POUNDS = "pounds"
_UNSAID = ("", "count", "number")


def day(value: object) -> str:
    """ "3 March 2026" of a day or a moment (its day in London); the words for a value that is not there."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return unknown_in_words(value) or str(value)


def moment(value: datetime) -> str:
    """ "3 March 2026 at 2:05pm", in London."""
    local = timezone.localtime(value)
    half = "am" if local.hour < 12 else "pm"
    return f"{day(local)} at {local.hour % 12 or 12}:{local.minute:02}{half}"


def money(pence: object) -> str:
    """ "£1,234.56" or "£1,200" of integer pence, "Nil" of none; the words for an amount that is not there.

    Raises TypeError for anything but integer pence: an amount in pounds would be shown a hundredfold.
    """
    if isinstance(pence, bool) or not isinstance(pence, int):
        words = unknown_in_words(pence)
        if words is None or words == NONE_AT_ALL:
            raise TypeError(f"Money is integer pence, not {pence!r}.")
        return words
    if pence == 0:
        return NIL
    sign = "-" if pence < 0 else ""
    pounds, rest = divmod(abs(pence), 100)
    return f"{sign}£{pounds:,}" + (f".{rest:02}" if rest else "")


def number(value: int | Decimal) -> str:
    """ "1,234.5": thousands parted, and no noughts at the end that say nothing."""
    if isinstance(value, Decimal):
        value = value.normalize()
        return f"{value:,f}"
    return f"{value:,}"


def in_words(value: Any, fact: Cell | None = None, options: Mapping[str, str] | None = None) -> str:
    """Any answer in words.

    ``fact`` tells money from a number and gives the unit; ``options`` the words for codes, which otherwise come
    from the fact where it lists them. A list of rows gives its number; its page shows the rows.
    """
    words = unknown_in_words(value)
    if words is not None:
        return NIL if words == NONE_AT_ALL and fact is not None and fact.type == "money" else words
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int | Decimal):
        return _figure(value, fact)
    known = options or (fact.options if fact is not None and isinstance(fact.options, dict) else {})
    if isinstance(value, tuple | list):
        return ", ".join(known.get(code, str(code)) for code in value)
    if isinstance(value, Rows):
        return f"{len(value.rows)}" + ("" if value.complete else ", and there may be others")
    return known.get(value, str(value))


def fact_in_words(value: Any, fact: Cell | None = None, options: Mapping[str, str] | None = None) -> str:
    """The same for a value as a protocol reads it: its money is in pounds, where answers and pages keep pence."""
    if fact is not None and fact.type == "money" and isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = int(value * 100)
    return in_words(value, fact, options)


def _figure(value: int | Decimal, fact: Cell | None) -> str:
    unit = (fact.unit if fact is not None else None) or ""
    if fact is not None and fact.type == "money":
        return f"{money(value)} {unit.removeprefix(_POUNDS).strip()}".strip()
    if unit.startswith(_POUNDS):
        return f"£{number(value)}{unit.removeprefix(_POUNDS)}"
    if unit == "percent":
        return f"{number(value)}%"
    return number(value) if unit in _UNSAID else f"{number(value)} {unit}"
