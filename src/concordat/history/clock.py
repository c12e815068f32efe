"""The one place that reads the clock. Needs no Django, so that the command can ask too."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def now() -> datetime:
    """This moment, in universal time."""
    return datetime.now(UTC)  # noqa: TID251 - this is the place


def today() -> date:
    """The day in London; by universal time on a machine that has no table of time zones."""
    zone: tzinfo
    try:
        zone = ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        zone = UTC
    return now().astimezone(zone).date()
