"""The status words in SQL are those of the core."""

from datetime import date, timedelta
from itertools import product

import pytest
from tests.compliance import making

from concordat.compliance import statuses
from concordat.compliance.models import Segment
from concordat.protocol.findings import Finding
from concordat.protocol.standing import status_of
from concordat.protocol.vocabulary import OUTCOMES, STRENGTHS

pytestmark = pytest.mark.django_db
DAY = making.TODAY
DUES = [None, *(DAY + timedelta(days=days) for days in (-400, -1, 0, 1, 59, 60, 61, 900))]


def test_sql_and_the_core_say_the_same_of_every_finding() -> None:
    scope = making.council()
    row = making.enter(scope)
    under = row.judged_under.get().adoption
    Segment.objects.all().delete()
    cases = list(product(OUTCOMES, STRENGTHS, DUES))
    Segment.objects.bulk_create(
        Segment(
            council=scope.council, involvement=row, adoption=under, duty=str(number), place=number,
            outcome=outcome, strength=strength, due_on=due, from_day=date(2020, 1, 1),
        )
        for number, (outcome, strength, due) in enumerate(cases)
    )  # fmt: skip
    found = {segment.place: segment.status for segment in statuses.on_day(Segment.objects.all(), DAY)}
    wanted = {n: status_of(Finding("", o, due, None), s, DAY) for n, (o, s, due) in enumerate(cases)}
    assert found == wanted
    assert set(found.values()) == set(statuses.ORDER) - {"deviation until"}
    overdue = {segment.place for segment in statuses.overdue(Segment.objects.all(), DAY)}
    assert overdue == {n for n, status in wanted.items() if status == "overdue"}


def test_a_segment_counts_from_its_first_day_up_to_its_last() -> None:
    scope = making.council()
    row = making.enter(scope)
    under = row.judged_under.get().adoption
    Segment.objects.all().delete()
    Segment.objects.create(
        council=scope.council, involvement=row, adoption=under, duty="d", place=0, outcome="met", strength="must",
        from_day=date(2026, 1, 1), until=date(2026, 2, 1),
    )  # fmt: skip
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1)]
    assert [statuses.on_day(Segment.objects.all(), day).exists() for day in days] == [False, True, True, False]
