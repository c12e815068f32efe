"""Months and recurrences: month ends, leap years, and the end of the month that a council keeps to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.protocol.calendar import add_months, earliest, end_of_month_near, next_due

MONTHS = {
    "a plain month": ("2026-03-15", 1, "2026-04-15"),
    "over the end of a year": ("2025-11-30", 3, "2026-02-28"),
    "into February of a leap year": ("2024-01-31", 1, "2024-02-29"),
    "into February of another year": ("2026-01-31", 1, "2026-02-28"),
    "a year from a leap day": ("2024-02-29", 12, "2025-02-28"),
    "four years from a leap day": ("2024-02-29", 48, "2028-02-29"),
    "from a long month into a short one": ("2026-05-31", 1, "2026-06-30"),
    "a month's end is not kept to": ("2026-02-28", 1, "2026-03-28"),
    "a century that is no leap year": ("2096-02-29", 48, "2100-02-28"),
}


@pytest.mark.parametrize(("start", "months", "then"), MONTHS.values(), ids=MONTHS)
def test_months_are_added_by_the_calendar(start: str, months: int, then: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(then)


@given(st.dates(), st.integers(0, 100_000))
def test_a_day_beyond_the_calendar_is_its_last(start: date, months: int) -> None:
    assert start <= add_months(start, months) <= date.max


ENDS = {
    "the month itself": ("2026-03-10", 3, "2026-03-31"),
    "the day itself": ("2026-03-31", 3, "2026-03-31"),
    "just after": ("2026-04-02", 3, "2026-03-31"),
    "half a year before is nearer than half a year after": ("2026-09-29", 3, "2026-03-31"),
    "the other way about": ("2026-10-01", 3, "2027-03-31"),
    "over the turn of the year": ("2026-01-05", 12, "2025-12-31"),
    "ahead over the turn of the year": ("2026-12-20", 1, "2027-01-31"),
    "February of a leap year": ("2024-03-05", 2, "2024-02-29"),
}


@pytest.mark.parametrize(("day", "month", "end"), ENDS.values(), ids=ENDS)
def test_a_day_moves_to_the_nearest_end_of_the_month(day: str, month: int, end: str) -> None:
    assert end_of_month_near(date.fromisoformat(day), month) == date.fromisoformat(end)


def test_of_two_ends_as_near_the_later_is_taken() -> None:
    # 28 February and 31 March are no month apart in one month; the tie is between two Februaries: 365 days, the middle
    # lies between 29 and 30 August, so that only a leap year's 366 days have a middle day.
    assert end_of_month_near(date(2023, 8, 30), 2) == date(2024, 2, 29)
    assert abs(date(2023, 8, 30) - date(2023, 2, 28)) == abs(date(2024, 2, 29) - date(2023, 8, 30))


@given(st.dates(), st.integers(1, 12))
def test_the_end_of_the_month_is_at_most_half_a_year_off(day: date, month: int) -> None:
    end = end_of_month_near(day, month)
    assert end.month == month
    assert abs(end - day).days <= 183 or day.year in (1, 9999)


@given(st.dates(), st.dates(), st.integers(1, 12))
def test_a_later_day_never_moves_to_an_earlier_end(one: date, other: date, month: int) -> None:
    early, late = sorted((one, other))
    assert end_of_month_near(early, month) <= end_of_month_near(late, month)


def test_a_round_is_due_after_the_later_of_the_last_one_and_the_anchor() -> None:
    last, anchor = date(2025, 6, 1), date(2025, 9, 1)
    assert next_due(last, anchor, 12, None) == date(2026, 9, 1)
    assert next_due(last, None, 12, None) == date(2026, 6, 1)
    assert next_due(None, anchor, 12, None) == date(2026, 9, 1)
    assert next_due(None, None, 12, None) is None


def test_a_round_moves_to_the_end_of_the_month_that_the_duty_names() -> None:
    assert next_due(date(2025, 3, 12), None, 12, 3) == date(2026, 3, 31)
    assert next_due(date(2025, 4, 2), None, 12, 3) == date(2026, 3, 31)


def test_rounds_held_late_in_their_month_keep_to_their_month() -> None:
    due = next_due(date(2025, 3, 31), None, 12, 3)
    assert due == date(2026, 3, 31)
    assert next_due(due, None, 12, 3) == date(2027, 3, 31)


def test_the_earliest_leaves_out_what_there_is_not() -> None:
    assert earliest(None, date(2026, 2, 1), date(2026, 1, 1)) == date(2026, 1, 1)
    assert earliest(None) is None
