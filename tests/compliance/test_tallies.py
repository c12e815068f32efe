"""Tallies count what segments say, on every day."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compliance import making

from concordat.compliance import queries, tallies
from concordat.compliance.models import Segment, Tally
from concordat.compliance.tallies import Counted, Spell
from concordat.councils.queries import on_day
from concordat.register import entering

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 30).map(lambda days: FIRST + timedelta(days=days))
SPELLS = st.builds(
    lambda status, day, length: Spell(status, day, length and day + timedelta(days=length)),
    st.sampled_from(["met", "overdue", "not known"]),
    DAYS,
    st.none() | st.integers(1, 20),
)


def counts(rows: list[Spell] | list[Counted], day: date) -> Counter[str]:
    """How many of each status there are on a day."""
    found: Counter[str] = Counter()
    for row in rows:
        if row.from_day <= day and (row.until is None or day < row.until):
            found[row.status] += row.number if isinstance(row, Counted) else 1
    return found


@given(st.lists(SPELLS, max_size=12))
def test_on_every_day_they_count_what_is_there(spells: list[Spell]) -> None:
    found = list(tallies.counted(spells))
    for day in (FIRST + timedelta(days=n) for n in range(-1, 60)):
        assert counts(found, day) == counts(spells, day)


@given(st.lists(SPELLS, max_size=12))
def test_of_a_status_there_is_one_a_day_and_neighbours_differ(spells: list[Spell]) -> None:
    by_status: dict[str, list[Counted]] = {}
    for row in tallies.counted(spells):
        by_status.setdefault(row.status, []).append(row)
    for rows in by_status.values():
        for one, next_ in pairwise(rows):
            assert one.until is not None
            assert one.until <= next_.from_day
            assert one.until < next_.from_day or one.number != next_.number


@pytest.mark.django_db
def test_what_is_stored_counts_the_stored_segments_and_is_made_again_the_same() -> None:
    scope = making.council()
    row = making.enter(scope, partnership__purpose="To clean rivers")
    making.answer(scope, row, involvement__stage="operating")
    for ahead in range(0, 4000, 37):
        day = making.TODAY + timedelta(days=ahead)
        of_segments = Counter(Segment.objects.filter(on_day(day), involvement=row).values_list("status", flat=True))
        assert dict(Tally.objects.filter(on_day(day), involvement=row).values_list("status", "number")) == of_segments
    before = sorted(Tally.objects.values_list("involvement", *Counted._fields), key=str)
    Tally.objects.all().delete()
    assert tallies.rebuild() == len(before)
    assert sorted(Tally.objects.values_list("involvement", *Counted._fields), key=str) == before


@pytest.mark.django_db
def test_an_entry_taken_out_of_the_register_is_counted_no_longer() -> None:
    scope = making.council()
    row = making.enter(scope)
    assert queries.tallies(scope, [row.pk])
    entering.withdraw_entry(scope, involvement=row, reason="Entered twice", version=row.version)
    assert not Tally.objects.filter(involvement=row).exists()
