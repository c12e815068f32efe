"""The measures of the house are of truthful councils: a copy stands as its original does. And they say what grew."""

from collections import Counter

import pytest

import bench_house
import bench_house_made as made
from bench_house_table import Measure, growing, table
from concordat.compliance import queries
from concordat.compliance.models import Segment
from concordat.councils import queries as councils
from concordat.register.models import Involvement, Partnership, Party, Responsibility
from concordat.register.permissions import own_ids


@pytest.mark.slow
@pytest.mark.django_db
def test_a_copy_stands_as_its_original_does_with_rows_of_its_own() -> None:
    reader = made.person()
    council = made.council(made.COPIED + made.OWN + 2, reader)
    scope = councils.scope_of(reader, council.slug)
    assert scope is not None
    rows = list(Involvement.objects.filter(council=council).order_by("pk"))
    assert len(rows) == made.COPIED + made.OWN + 2
    original, copy = rows[0], rows[-2]
    counts = queries.tallies(scope, [original.pk, copy.pk])
    assert counts[original.pk] == counts[copy.pk] != {}
    for model in (Segment, Responsibility):
        held = Counter(model.objects.values_list("involvement_id", flat=True))
        assert held[original.pk] == held[copy.pk] > 0
    assert Party.objects.filter(partnership=copy.partnership).count() == 3
    assert len({copy.reference, original.reference}) == 2
    assert Partnership.objects.count() == len(rows)
    assert len(own_ids(scope)) == made.OWN


def test_what_asks_more_in_a_larger_council_is_named_and_the_rest_is_not() -> None:
    steady = Measure("home", {100: 9, 10_000: 9}, {100: 1.0, 10_000: 1.0})
    grown = Measure("register", {100: 9, 10_000: 59}, {100: 1.0, 10_000: 1.0})
    assert growing([steady, grown]) == ["register: [9, 59]"]


def test_a_page_that_misses_the_goal_is_marked() -> None:
    within = Measure("home", {100: 9, 10_000: 9}, {100: 10.0, 10_000: 13.0})
    beyond = Measure("register", {100: 9, 10_000: 9}, {100: 10.0, 10_000: 14.0})
    assert table([within, beyond])[2:] == [
        "| home | 9 | 10.0 | 13.0 | 1.30 |",
        "| register | 9 | 10.0 | 14.0 | 1.40 ! |",
    ]


def test_a_busy_machine_is_told_of_and_a_quiet_one_is_not() -> None:
    assert bench_house.busy(2.0, 2) == []
    assert "a load of 14 on 2 cores" in bench_house.busy(13.6, 2)[0]
