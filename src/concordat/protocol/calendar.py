"""Months and recurrences. Nothing here knows what day it is."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

DAY = timedelta(days=1)


def add_months(start: date, months: int) -> date:
    """The same day so many months on; the last of the month where that month is shorter. No later than the calendar."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def end_of_month_near(day: date, month: int) -> date:
    """The last day of a month of the year (1 to 12) that lies nearest to a day; the later of two as near."""
    years = range(max(day.year - 1, MINYEAR), min(day.year + 1, MAXYEAR) + 1)
    ends = [date(year, month, monthrange(year, month)[1]) for year in years]
    return min(ends, key=lambda end: (abs(end - day), day - end))


def next_due(last: date | None, anchor: date | None, months: int, month: int | None) -> date | None:
    """When a round next falls due: so many months after the later of the last round and the anchor.

    None where there is neither. Where the duty names a month the day moves to the end of that month, nearest
    to the day it would have been, so that a round kept within its month keeps to its month.
    """
    start = last if anchor is None or (last is not None and last > anchor) else anchor
    if start is None:
        return None
    due = add_months(start, months)
    return end_of_month_near(due, month) if month else due


def earliest(*days: date | None) -> date | None:
    """The first of the days that there are."""
    first: date | None = None
    for day in days:
        if day is not None and (first is None or day < first):
            first = day
    return first
