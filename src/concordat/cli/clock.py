"""The one place that reads the clock: what day it is where the councils are."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def today() -> date:
    """The day in London; by universal time on a machine that has no table of time zones."""
    zone: tzinfo
    try:
        zone = ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        zone = UTC
    return datetime.now(zone).date()  # noqa: TID251 - this is the place
