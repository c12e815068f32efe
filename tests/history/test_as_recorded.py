"""What was changed past the record is found by comparing each row with what the record says of it last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from tests.history.things.making import BOB, HERE, changed, made
from tests.history.things.models import Thing

from concordat.history import as_recorded, sealed, triggers
from concordat.history.acts import act
from concordat.history.as_recorded import breaks
from concordat.history.erasure import erase
from concordat.history.models import Detail

pytestmark = pytest.mark.django_db
FULL: dict[str, Any] = {
    "name": "Zoë’s “thing”",
    "day": date(2026, 2, 28),
    "at": datetime(2026, 7, 1, 12, 30, 0, 250000, tzinfo=UTC),
    "count": 0,
    "share": Decimal("12.50"),
    "sure": False,
    "codes": {"b": [1, None], "a": "x"},
    "key": "secret",
}


def past_the_record(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def test_rows_that_were_made_changed_and_taken_out_in_acts_stand_as_recorded() -> None:
    made()
    full = made(**FULL)
    changed(full, count=7, codes=None, day=None)
    gone = made(name="A mistake")
    with act(BOB, "Thing taken out", HERE, "Entered twice"):
        Thing.objects.get(pk=gone.pk).delete()
    assert list(breaks()) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "Another"),
        ("chain", "council:2"),
        ("day", "2026-03-01"),
        ("at", "2026-07-01 12:30:00"),
        ("count", 1),
        ("share", "12.51"),
        ("sure", True),
        ("codes", '{"b": [1, 0], "a": "x"}'),
        ("codes", None),
    ],
)
def test_a_field_that_was_changed_past_the_record_is_named(column: str, value: Any) -> None:
    made(name="Beside it")
    row = made(**FULL)
    past_the_record(f"UPDATE things_thing SET {column} = %s WHERE id = %s", value, row.pk)
    assert list(breaks()) == [f"things.Thing {row.pk}: not as the record says: {column}."]
    assert list(sealed.faults()) == list(breaks())


def test_what_is_never_captured_is_not_compared() -> None:
    row = made(**FULL)
    past_the_record("UPDATE things_thing SET key = 'another' WHERE id = %s", row.pk)
    assert list(breaks()) == []


def test_a_row_that_no_event_made_and_one_that_none_took_out_are_told() -> None:
    row, gone = made(name="One"), made(name="Two")
    past_the_record("DELETE FROM things_thing WHERE id = %s", gone.pk)
    copied = "INSERT INTO things_thing (version, chain, name, key, unsaid) SELECT version, chain, name, key, unsaid"
    past_the_record(f"{copied} FROM things_thing WHERE id = %s", row.pk)
    new = Thing.objects.latest("pk")
    assert set(breaks()) == {
        f"things.Thing {gone.pk}: it is gone, and no event took it out.",
        f"things.Thing {new.pk}: no event says where it comes from.",
    }


def test_what_was_erased_from_the_record_is_not_compared_until_it_is_said_again() -> None:
    row = made(name="Zebedee", count=3)
    erase(BOB, "things.thing", [str(row.pk)], "a request", fields=frozenset({"name"}))
    past_the_record("UPDATE things_thing SET name = 'Forgotten' WHERE id = %s", row.pk)
    assert list(breaks()) == []
    changed(row, name="Called again")
    assert list(breaks()) == []
    past_the_record("UPDATE things_thing SET name = 'Other' WHERE id = %s", row.pk)
    assert list(breaks()) == [f"things.Thing {row.pk}: not as the record says: name."]


def test_a_field_of_which_nothing_was_ever_said_stands_at_its_default(without_triggers: None) -> None:
    row = made(chain="council:1", name="Before the field came")
    Detail.objects.filter(model="things.thing").update(values='{"name": ["salt", null, "Before the field came"]}')
    assert list(breaks()) == []
    past_the_record("UPDATE things_thing SET chain = 'council:9' WHERE id = %s", row.pk)
    assert list(breaks()) == [f"things.Thing {row.pk}: not as the record says: chain."]


@pytest.mark.parametrize("values", ["no json", "[]", '{"name": 1}'])
def test_what_cannot_be_read_is_left_to_its_chain_to_name(without_triggers: None, values: str) -> None:
    made(name="One")
    Detail.objects.filter(model="things.thing").update(values=values, object="none")
    assert "no event says where it comes from" in "".join(breaks())
    assert any("event 1" in one for one in sealed.faults())


def test_what_is_changed_while_it_is_read_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    row = made(name="One")
    monkeypatch.setattr(as_recorded, "_suspects", lambda model: [str(row.pk)] if model is Thing else [])
    assert list(breaks()) == []


@pytest.fixture
def without_triggers() -> Iterator[None]:
    triggers.remove()
    yield
    triggers.install()
