"""Blank, not known, not applicable, nil and a value are five things, and stay so in the database and the record."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.history.things.making import HERE, changed, made
from tests.history.things.models import Thing
from tests.history.things.reading import told

from concordat.protocol.values import NotApplicable
from concordat.ui.answers import BLANK

ANSWERS: list[Any] = [BLANK, None, NotApplicable("there is no bridge"), 0, 7]


def answered(value: Any) -> Thing:
    thing = Thing()
    thing.set_answer("count", value)
    return made(count=thing.count, unsaid=thing.unsaid)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ANSWERS, ids=repr)
def test_an_answer_comes_back_from_the_database_as_it_was(value: Any) -> None:
    again = Thing.objects.get(pk=answered(value).pk).answer("count")
    assert again == value
    assert type(again) is type(value)


@pytest.mark.django_db
@pytest.mark.parametrize("before", ANSWERS, ids=repr)
@pytest.mark.parametrize("after", ANSWERS, ids=repr)
def test_each_change_of_an_answer_is_in_the_record_and_nothing_else_is(before: Any, after: Any) -> None:
    thing = answered(before)
    row = Thing.objects.get(pk=thing.pk)
    row.set_answer("count", after)
    changed(thing, count=row.count, unsaid=row.unsaid)
    numbers = told(HERE).body["number"]
    assert numbers == (1 if before == after and type(before) is type(after) else 2)


@given(st.lists(st.sampled_from(ANSWERS), min_size=1))
def test_the_last_answer_counts_whatever_was_answered_before(values: list[Any]) -> None:
    thing = Thing()
    for value in values:
        thing.set_answer("count", value)
    assert thing.answer("count") == values[-1]
    assert len(thing.unsaid) <= 1


def test_text_of_spaces_is_blank() -> None:
    thing = Thing()
    thing.set_answer("codes", "   ")
    assert thing.answer("codes") is BLANK


def test_a_list_is_complete_once_somebody_has_said_so_and_until_they_take_it_back() -> None:
    thing = Thing()
    assert not thing.is_complete("parts")
    thing.set_complete("parts", True, date(2026, 1, 2), "ann")
    assert thing.is_complete("parts")
    assert thing.unsaid == {"parts": {"complete": "2026-01-02", "by": "ann"}}
    thing.set_complete("parts", False, date(2026, 1, 3), "ann")
    assert not thing.is_complete("parts")


def test_an_empty_list_that_was_answered_is_no_blank() -> None:
    thing = Thing()
    thing.set_answer("codes", [])
    assert thing.answer("codes") == []
