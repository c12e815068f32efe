"""A day in three boxes. What is wrong is said of the box that is wrong."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.forms import Field, Widget

from concordat.ui import labels
from concordat.ui.words import MONTHS

PARTS = ("day", "month", "year")


class DayParts(NamedTuple):
    """What was typed into the three boxes."""

    day: str = ""
    month: str = ""
    year: str = ""


class DayBoxes(Widget):
    """Three boxes, ``name_day``, ``name_month`` and ``name_year``."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DayParts:  # noqa: ARG002
        """The three strings, trimmed."""
        return DayParts(*(str(data.get(f"{name}_{part}", "")).strip() for part in PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002
        """Whether none of the boxes was on the page."""
        return not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002
        """A set of boxes has a legend, not a label."""
        return ""


class DayField(Field):
    """A day, or None where the boxes are empty and it is not required.

    A month may be typed as 3, 03, mar or March. An error's code names the boxes at fault, such as ``day-year``.
    """

    widget = DayBoxes

    def prepare_value(self, value: Any) -> DayParts:
        """The boxes' contents for a date, or what was typed."""
        if isinstance(value, date):
            return DayParts(str(value.day), str(value.month), str(value.year))
        return value if isinstance(value, DayParts) else DayParts()

    def to_python(self, value: Any) -> date | None:
        """The day. Raises ValidationError, with the boxes at fault as its code."""
        parts = self.prepare_value(value)
        if not any(parts):
            return None
        name = labels.named(self.label or "The date")
        blank = [part for part, typed in zip(PARTS, parts, strict=True) if not typed]
        if blank:
            raise ValidationError(f"{name} must include a {' and a '.join(blank)}", code="-".join(blank))
        return _real_day(name, parts)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another day was typed."""
        try:
            return self.to_python(data) != (initial or None)
        except ValidationError:
            return True


def _real_day(name: str, parts: DayParts) -> date:
    month = _month(parts.month)
    if month is None:
        raise ValidationError(f"{name}: the month must be a number from 1 to 12, or its name", code="month")
    if not (_digits(parts.year) and len(parts.year) == 4 and int(parts.year) > 0):
        raise ValidationError(f"{name}: the year must have 4 numbers, like 2026", code="year")
    year, last = int(parts.year), monthrange(int(parts.year), month)[1]
    if not _digits(parts.day) or not 1 <= int(parts.day) <= last:
        raise ValidationError(
            f"{name}: the day must be a number from 1 to {last}, as {MONTHS[month - 1]} {year} has {last} days",
            code="day",
        )
    return date(year, month, int(parts.day))


def _digits(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= 4


def _month(typed: str) -> int | None:
    if _digits(typed):
        return int(typed) if 1 <= int(typed) <= 12 else None
    word = typed.casefold().rstrip(".")
    if len(word) < 3:
        return None
    # No two months begin with the same three letters.
    return next((n for n, month in enumerate(MONTHS, start=1) if month.casefold().startswith(word)), None)
