"""Nothing changes a recorded row past the record."""

from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core import serializers
from django.db.models import F, ProtectedError, Value
from django.db.models.functions import Upper
from tests.history.things.making import ANN, HERE, made
from tests.history.things.models import Friendship, Part, Thing

from concordat.history.acts import act
from concordat.history.models import Event
from concordat.history.recorded import Stale, Unrecorded

pytestmark = pytest.mark.django_db


def _set(thing: Thing, **values: Any) -> None:
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save()


def _read_in_parts(thing: Thing) -> None:
    row = Thing.objects.defer("codes").get(pk=thing.pk)
    assert row.codes is None
    row.name = "x"
    row.save()


PAST_THE_RECORD: dict[str, Callable[[Thing], Any]] = {
    "update": lambda thing: Thing.objects.update(name="x"),
    "update of some": lambda thing: Thing.objects.filter(pk=thing.pk).update(name="x"),
    "update of nothing": lambda thing: Thing.objects.none().update(name="x"),
    "delete of a query": lambda thing: Thing.objects.all().delete(),
    "raw delete": lambda thing: Thing.objects.all()._raw_delete("default"),
    "bulk create": lambda thing: Thing.objects.bulk_create([Thing(name="x")]),
    "bulk create that updates": lambda thing: Thing.objects.bulk_create(
        [Thing(pk=thing.pk)], update_conflicts=True, unique_fields=["id"], update_fields=["name"]
    ),
    "bulk update": lambda thing: Thing.objects.bulk_update([thing], ["name"]),
    "base manager": lambda thing: Thing._base_manager.update(name="x"),
    "default manager": lambda thing: Thing._default_manager.update(name="x"),
    "related update": lambda thing: thing.parts.update(name="x"),
    "related clear": lambda thing: thing.parts.clear(),
    "related add": lambda thing: thing.parts.add(Part.objects.get(name="loose")),
    "related set": lambda thing: thing.parts.set([Part.objects.get(name="loose")]),
    "related remove": lambda thing: thing.parts.remove(Part.objects.get(name="part")),
    "many to many add": lambda thing: thing.friends.add(thing),
    "many to many clear": lambda thing: thing.friends.clear(),
    "update_or_create": lambda thing: Thing.objects.update_or_create({"name": "x"}, pk=thing.pk),
    "async update": lambda thing: async_to_sync(Thing.objects.all().aupdate)(name="x"),
    "async delete": lambda thing: async_to_sync(Thing.objects.filter(pk=thing.pk).adelete)(),
    "async bulk create": lambda thing: async_to_sync(Thing.objects.all().abulk_create)([Thing()]),
    "async bulk update": lambda thing: async_to_sync(Thing.objects.all().abulk_update)([thing], ["name"]),
    "save base": lambda thing: thing.save_base(),
    "save base raw": lambda thing: thing.save_base(raw=True),
    "loading from a file": lambda thing: next(
        serializers.deserialize("json", serializers.serialize("json", [thing]))
    ).save(),
    "some fields only": lambda thing: thing.save(update_fields=["name"]),
    "forced update": lambda thing: thing.save(force_update=True),
    "an F expression": lambda thing: _set(thing, count=F("count") + 1),
    "a function": lambda thing: _set(thing, name=Upper("name")),
    "a value expression": lambda thing: _set(thing, name=Value("x")),
    "a row read in part": lambda thing: _set(Thing.objects.only("name").get(pk=thing.pk), name="x"),
    "a row read without a field": lambda thing: _set(Thing.objects.defer("codes").get(pk=thing.pk), name="x"),
    "a row read in parts": _read_in_parts,
    "a row read in part, removed": lambda thing: Thing.objects.only("name").get(pk=thing.pk).delete(),
}


@pytest.mark.parametrize("way", PAST_THE_RECORD)
def test_no_way_past_the_record_changes_a_row(way: str) -> None:
    thing = made(name="thing", count=1)
    with act(ANN, "Parts made", HERE):
        Part(thing=thing, name="part").save()
        Part(thing=None, name="loose").save()
    events = Event.objects.count()
    with pytest.raises(Unrecorded), act(ANN, "Tried", HERE):
        PAST_THE_RECORD[way](Thing.objects.get(pk=thing.pk))
    assert Event.objects.count() == events
    row = Thing.objects.get()
    assert (row.name, row.count, row.version) == ("thing", 1, 1)
    assert set(Part.objects.values_list("name", "thing")) == {("part", thing.pk), ("loose", None)}
    assert not Friendship.objects.exists()


OUTSIDE: dict[str, Callable[[Thing], Any]] = {
    "save": lambda thing: thing.save(),
    "save of a new row": lambda thing: Thing().save(),
    "create": lambda thing: Thing.objects.create(),
    "get or create": lambda thing: Thing.objects.get_or_create(name="another"),
    "related create": lambda thing: thing.parts.create(name="x"),
    "delete": lambda thing: thing.delete(),
    "async save": lambda thing: async_to_sync(thing.asave)(),
}


@pytest.mark.parametrize("way", OUTSIDE)
def test_no_row_is_written_outside_an_act(way: str) -> None:
    thing = made(name="thing")
    with pytest.raises(Unrecorded):
        OUTSIDE[way](thing)
    assert (Thing.objects.count(), Part.objects.count()) == (1, 0)


def test_an_act_inside_an_act_is_refused() -> None:
    with pytest.raises(Unrecorded, match="inside another act"), act(ANN, "Outer", HERE), act(ANN, "Inner", HERE):
        pass


def test_a_row_with_a_key_of_its_own_choosing_can_be_made_and_never_takes_the_place_of_another() -> None:
    thing = made(pk=77, name="first")
    with pytest.raises(Exception, match=r"(?i)unique"), act(ANN, "Made again", HERE):
        Thing(pk=77, name="second").save()
    assert Thing.objects.get(pk=thing.pk).name == "first"


def test_create_and_get_or_create_work_in_an_act() -> None:
    with act(ANN, "Made", HERE):
        thing = Thing.objects.create(name="one")
        Thing.objects.get_or_create(name="two")
        Part.objects.create(thing=thing, name="part")
    assert Thing.objects.count() == 2


def test_a_save_on_an_old_version_is_stale() -> None:
    thing = made(name="first")
    old = Thing.objects.get(pk=thing.pk)
    with act(ANN, "Changed", HERE):
        thing.name = "second"
        thing.save()
    old.name = "third"
    with pytest.raises(Stale) as stale, act(ANN, "Changed", HERE):
        old.save()
    assert stale.value.row is old
    assert (old.version, Thing.objects.get().name) == (1, "second")


def test_a_removal_of_an_old_version_is_stale() -> None:
    thing = made(name="first")
    old = Thing.objects.get(pk=thing.pk)
    with act(ANN, "Changed", HERE):
        thing.name = "second"
        thing.save()
    with pytest.raises(Stale), act(ANN, "Removed", HERE):
        old.delete()
    assert Thing.objects.exists()


def test_a_row_on_which_others_hang_is_not_removed() -> None:
    thing = made(name="thing")
    with act(ANN, "Part made", HERE):
        Part(thing=thing, name="part").save()
    with act(ANN, "Tried", HERE) as under_way:
        with pytest.raises(ProtectedError):
            thing.delete()
        assert not under_way.changes


def test_a_row_read_again_whole_can_be_saved() -> None:
    thing = Thing.objects.only("name").get(pk=made(name="first").pk)
    thing = Thing.objects.get(pk=thing.pk)
    thing.refresh_from_db()
    with act(ANN, "Changed", HERE):
        thing.name = "second"
        thing.save()
    assert Thing.objects.get().name == "second"
