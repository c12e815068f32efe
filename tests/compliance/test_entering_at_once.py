"""Entering takes turns with entering and adopting: no name is given twice, and no entry misses an edition."""

import threading
import time
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from tests import world
from tests.history import own_database as databases

from concordat.councils import adoption
from concordat.history import clock
from concordat.register import entering, people
from concordat.register.models import Involvement, JudgedUnder, Partnership
from concordat.ui.refusals import CannotDo

pytestmark = pytest.mark.slow

OTHER = "chesterfield/2019"


@pytest.mark.usefixtures("own_database")
def test_what_is_entered_while_an_edition_is_adopted_is_judged_under_it_too() -> None:
    scope = world.command(world.council())
    from_ = clock.today() + timedelta(days=30)
    enter = [partial(entering.enter, scope, name=f"River {n}", entered_on=clock.today()) for n in range(4)]
    adopt = partial(adoption.adopt, scope, edition_id=OTHER, from_=from_)
    answers = databases.together(*enter[:2], adopt, *enter[2:])
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    judged = JudgedUnder.objects.order_by("involvement", "from_day").values_list("involvement", "from_day", "until")
    wanted = [(clock.today(), from_), (from_, None)]
    for row in Involvement.objects.all():
        assert [(start, end) for pk, start, end in judged if pk == row.pk] == wanted


@pytest.mark.usefixtures("own_database")
def test_two_councils_enter_at_once_and_each_has_its_own() -> None:
    scopes = [world.command(world.council(slug)) for slug in ("ashford", "barford")]
    jobs = [partial(entering.enter, scope, name="River Forum", entered_on=clock.today()) for scope in scopes]
    one, other = databases.together(*jobs)
    assert (one.council, other.council) == tuple(scope.council for scope in scopes)
    assert one.partnership != other.partnership


@pytest.mark.usefixtures("own_database")
def test_of_two_who_enter_one_name_at_once_one_is_told_that_it_stands() -> None:
    scope = world.command(world.council())
    enter = partial(entering.enter, scope, name="River Forum", entered_on=clock.today())
    answers = databases.together(enter, enter)
    (refused,) = [answer for answer in answers if isinstance(answer, Exception)]
    assert isinstance(refused, CannotDo)
    assert Partnership.objects.count() == 1


@pytest.mark.usefixtures("own_database")
def test_whoever_enters_and_whoever_has_written_in_the_councils_record_do_not_wait_for_each_other() -> None:
    """Who enters has the turn and waits for the chain; who wrote has the chain, and as the transaction ends the database
    makes sure that the council is there."""
    scope = world.command(world.council())
    written = threading.Event()

    def write() -> None:
        with transaction.atomic():
            people.record(scope, details=people.Details("Nora Next"))
            written.set()
            time.sleep(0.5)

    def enter() -> None:
        assert written.wait(30)
        entering.enter(scope, name="River Forum", entered_on=clock.today())

    assert databases.together(write, enter) == [None, None]
