"""What a row was called: as it was recorded at the time of an event, whatever it is called now."""

from collections.abc import Collection, Mapping

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.history.things.making import ANN, BOB, HERE, changed, made
from tests.history.things.models import Friendship, Part, Thing

from concordat.history import words
from concordat.history.acts import act
from concordat.history.erasure import erase
from concordat.history.names import ERASED
from concordat.history.queries import Item, events_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_known", {})
    words.add("things.Thing", {"name": "Name"}, thing="Thing", named=("name", "count"))
    words.add("things.Part", {"thing": "Part of", "name": "Name"}, thing="Part", named=("thing", "name"))
    words.add("things.Friendship", {"one": "One", "other": "Other"}, thing="Friendship", named=("one", "other"))


def part_of(thing: Thing, name: str = "Arch") -> Part:
    part = Part(thing=thing, name=name)
    with act(ANN, "Part made", HERE):
        part.save()
    return part


def items(row: Thing | Part | Friendship, pk: int | None = None) -> list[Item]:
    """What happened to a row, the latest first."""
    return [line.items[0] for line in events_of([(row._meta.label_lower, str(pk or row.pk))])]


def part_of_what(item: Item) -> str:
    return next(change.after for change in item.changes if change.words == "Part of")


def test_an_event_names_its_row_as_it_was_called_then() -> None:
    thing = made(name="Bridge")
    changed(thing, name="Bridges", count=2)
    changed(thing, sure=True)
    assert [item.name for item in items(thing)] == ["Bridges, 2", "Bridges, 2", "Bridge"]


def test_a_row_that_a_field_points_at_is_called_what_it_was_called_then() -> None:
    thing = made(name="Bridge")
    part = part_of(thing)
    changed(thing, name="Viaduct")
    with act(ANN, "Part changed", HERE):
        part.name = "Vault"
        part.save()
    later, first = items(part)
    assert (first.name, later.name) == ("Bridge, Arch", "Viaduct, Vault")
    assert part_of_what(first) == "Bridge"


def test_a_row_is_named_by_what_was_recorded_in_the_same_act_whichever_chain_it_stands_in() -> None:
    one, other = Thing(name="One", chain="council:1"), Thing(name="Other", chain="council:2")
    with act(ANN, "Both made", HERE):
        one.save()
        other.save()
        bound = Friendship(one=one, other=other)
        bound.save()
    assert [item.name for item in items(bound)] == ["One, Other"]


def test_a_row_that_was_taken_out_keeps_the_name_that_it_had() -> None:
    thing = made(name="Bridge")
    part = part_of(thing)
    key = part.pk
    with act(ANN, "Part removed", HERE):
        part.delete()
    with act(ANN, "Thing removed", HERE):
        thing.delete()
    assert [item.name for item in items(part, key)] == ["Bridge, Arch", "Bridge, Arch"]


def test_a_field_of_the_name_that_was_emptied_is_left_out_from_then_on() -> None:
    thing = made(name="Bridge", count=2)
    changed(thing, count=None)
    assert [item.name for item in items(thing)] == ["Bridge", "Bridge, 2"]


def test_a_name_that_was_erased_is_nowhere_told() -> None:
    thing = made(name="Zebedee")
    part = part_of(thing)
    changed(thing, name="Zeb")
    erase(BOB, "things.thing", [str(thing.pk)], "a request", fields=frozenset({"name"}))
    assert [item.name for item in items(part)] == [f"{ERASED}, Arch"]
    assert part_of_what(items(part)[0]) == ERASED


def test_what_the_record_does_not_name_is_called_by_its_number() -> None:
    words.add("things.Thing", {"name": "Name"}, thing="Thing")
    thing = made(name="Bridge")
    part = part_of(thing)
    assert items(thing)[0].name == ""
    assert part_of_what(items(part)[0]) == f"number {thing.pk}"


def test_what_is_not_recorded_is_called_what_it_is_called_today() -> None:
    def today(ids: Collection[str]) -> Mapping[str, str]:
        return dict.fromkeys(ids, "Today's name")

    words.add("things.Thing", {"name": "Name"}, thing="Thing", named=today)
    assert [item.name for item in items(part_of(made(name="Bridge")))] == ["Today's name, Arch"]


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    parts = [part_of(made(name=f"Thing {number}"), f"Part {number}") for number in range(5)]
    for some in (parts[:1], parts):
        with django_assert_num_queries(4):
            events_of([("things.part", str(part.pk)) for part in some])
