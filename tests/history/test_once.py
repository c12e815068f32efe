"""A form sent twice acts once, also when both come together."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError
from tests.history.own_database import together
from tests.history.things.making import ANN, made
from tests.history.things.models import Part, Thing

from concordat.history import clock
from concordat.history import once as room
from concordat.history.acts import act
from concordat.history.models import Submission
from concordat.history.once import forget_old, once
from concordat.history.recorded import Stale


def _make() -> str:
    return f"/things/{made(name='x').pk}"


@pytest.mark.django_db
def test_the_second_sending_goes_where_the_first_went_and_does_nothing() -> None:
    first = once("token", "ann", _make)
    assert once("token", "ann", _make) == first
    assert Thing.objects.count() == 1


@pytest.mark.django_db
def test_another_token_acts_again() -> None:
    assert once("token", "ann", _make) != once("another", "ann", _make)
    assert Thing.objects.count() == 2


@pytest.mark.django_db
def test_a_token_of_somebody_else_does_not_tell_where_they_went() -> None:
    once("token", "ann", _make)
    with pytest.raises(IntegrityError):
        once("token", "bob", _make)
    assert Thing.objects.count() == 1


@pytest.mark.django_db
def test_what_failed_can_be_sent_again() -> None:
    def fail() -> str:
        _make()
        raise Stale(Thing())

    with pytest.raises(Stale):
        once("token", "ann", fail)
    assert not Thing.objects.exists()
    once("token", "ann", _make)
    assert Thing.objects.count() == 1


@pytest.mark.django_db
def test_a_rule_of_the_database_that_was_broken_is_not_taken_for_a_second_sending() -> None:
    def twice() -> str:
        for _ in range(2):
            _in_an_act(Part(name="one of its kind"))
        return "/"

    with pytest.raises(IntegrityError):
        once("token", "ann", twice)
    assert not Part.objects.exists()
    assert not Submission.objects.exists()


def _in_an_act(part: Part) -> None:
    with act(ANN, "Part made", "installation"):
        part.save()


@pytest.mark.django_db
def test_tokens_are_forgotten_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    once("token", "ann", _make)
    monkeypatch.setattr(clock, "now", lambda: now + room.KEPT - timedelta(minutes=1))
    assert forget_old() == 0
    monkeypatch.setattr(clock, "now", lambda: now + room.KEPT + timedelta(minutes=1))
    assert forget_old() == 1
    assert not Submission.objects.exists()


def test_sent_by_many_at_once_a_form_acts_once_and_all_go_to_the_same_place(own_database: str) -> None:
    for turn in range(5):
        places = together(*(lambda turn=turn: once(f"token {turn}", "ann", _make) for _ in range(6)))
        assert len(set(places)) == 1
        assert str(places[0]).startswith("/things/")
    assert Thing.objects.count() == 5


def test_a_second_sending_waits_for_the_first_and_acts_where_that_failed(own_database: str) -> None:
    begun = threading.Event()

    def fail() -> str:
        begun.set()
        _make()
        raise Stale(Thing())

    def first() -> str:
        return once("token", "ann", fail)

    def second() -> str:
        begun.wait(10)
        return once("token", "ann", _make)

    answers = together(first, second)
    assert isinstance(answers[0], Stale)
    assert str(answers[1]).startswith("/things/")
    assert Thing.objects.count() == 1
