"""Chains: numbered without gaps, each event following from the one before, whoever else appends."""

from collections.abc import Callable

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries
from tests.history.own_database import together
from tests.history.things.making import ANN, HERE, changed, made
from tests.history.things.models import Thing
from tests.history.things.reading import told

from concordat.history.acts import act
from concordat.history.canonical import FIRST
from concordat.history.models import Event, Head
from concordat.history.verify import breaks


def numbers(scope: str) -> list[int]:
    return list(Event.objects.filter(scope=scope).order_by("number").values_list("number", flat=True))


@pytest.mark.django_db
def test_events_are_numbered_from_one_in_each_scope_and_follow_from_each_other() -> None:
    for chain in (HERE, "council:2", HERE, HERE):
        made(chain=chain)
    assert numbers(HERE) == [1, 2, 3]
    assert numbers("council:2") == [1]
    assert told(HERE, 1).body["previous"] == FIRST
    assert told(HERE, 3).body["previous"] == Event.objects.get(scope=HERE, number=2).digest
    assert Head.objects.get(scope=HERE).digest == Event.objects.get(scope=HERE, number=3).digest
    assert not list(breaks())


@pytest.mark.django_db
def test_an_act_undone_by_what_stands_around_it_leaves_no_gap() -> None:
    made()
    with transaction.atomic():
        made()
        transaction.set_rollback(True)
    made()
    assert numbers(HERE) == [1, 2]
    assert not list(breaks())


@pytest.mark.django_db
def test_an_act_costs_seven_queries_however_long_the_chain(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    thing = made(name="first")
    for name in ("second", "third"):
        thing = Thing.objects.get(pk=thing.pk)
        # The act's savepoint and its end, the row, the head, the event, its details, the head again.
        with django_assert_num_queries(7), act(ANN, "Changed", HERE):
            thing.name = name
            thing.save()


@pytest.mark.slow
def test_many_appending_at_once_leave_no_gap_and_no_fork(own_database: str) -> None:
    def append(writer: int) -> Callable[[], None]:
        def run() -> None:
            for turn in range(10):
                made(name=f"{writer}.{turn}")

        return run

    answers = together(*(append(writer) for writer in range(8)))
    assert answers == [None] * 8
    assert numbers(HERE) == list(range(1, 81))
    assert not list(breaks())
    assert Thing.objects.count() == 80


@pytest.mark.slow
def test_acts_that_touch_two_scopes_in_either_order_never_wait_for_each_other(own_database: str) -> None:
    chains = ["council:1", "partnership:9"]

    def both(order: list[str]) -> Callable[[], None]:
        def run() -> None:
            for _ in range(10):
                with act(ANN, "Both made", order[0]):
                    for chain in order:
                        Thing(chain=chain).save()

        return run

    answers = together(*(both(chains if writer % 2 else chains[::-1]) for writer in range(6)))
    assert answers == [None] * 6
    assert numbers(chains[0]) == numbers(chains[1]) == list(range(1, 61))
    assert not list(breaks())


@pytest.mark.slow
def test_the_record_is_whole_while_others_add_to_it(own_database: str) -> None:
    thing = made(name="start")

    def write() -> None:
        for turn in range(40):
            changed(thing, name=str(turn))

    found: list[object] = []

    def look() -> None:
        for _ in range(30):
            found.extend(breaks())

    assert together(write, look, look) == [None, None, None]
    assert found == []
    assert numbers(HERE)[-1] == 41
