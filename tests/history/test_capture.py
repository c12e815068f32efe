"""What an act leaves in the record."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from tests.history.things.making import ANN, HERE, changed, made
from tests.history.things.models import Friendship, Part, Thing
from tests.history.things.reading import everything_kept, told

from concordat.history import clock
from concordat.history.acts import Actor, Change, act
from concordat.history.models import Detail, Event, Head
from concordat.history.signals import act_closing

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)


def test_a_new_row_leaves_what_it_says_and_not_what_it_leaves_blank() -> None:
    thing = made(name="Bridge", day=date(2026, 3, 4), at=MOMENT, share=Decimal("1.5"), codes=["b", "a"], sure=False)
    assert told(HERE).items == [
        (
            "created",
            "things.thing",
            str(thing.pk),
            {
                "unsaid": [None, {}],
                "chain": [None, "council:1"],
                "name": [None, "Bridge"],
                "day": [None, "2026-03-04"],
                "at": [None, "2026-03-04T05:06:07.000089+00:00"],
                "share": [None, "1.50"],
                "codes": [None, ["b", "a"]],
                "sure": [None, False],
            },
        )
    ]


def test_a_change_leaves_the_fields_that_changed_with_both_values() -> None:
    thing = changed(made(name="Bridge", count=1), name="Bridges", count=1)
    assert told(HERE).items == [("changed", "things.thing", str(thing.pk), {"name": ["Bridge", "Bridges"]})]
    assert thing.version == 2


def test_a_row_saved_twice_in_an_act_leaves_both_steps() -> None:
    thing = made(name="one")
    with act(ANN, "Changed twice", HERE):
        thing.name = "two"
        thing.save()
        thing.name = "three"
        thing.save()
    assert [item[3] for item in told(HERE).items] == [{"name": ["one", "two"]}, {"name": ["two", "three"]}]


def test_a_removed_row_leaves_what_it_said_and_which_it_was() -> None:
    thing = made(name="Bridge", count=3)
    key = thing.pk
    with act(ANN, "Removed", HERE, "Entered twice"):
        thing.delete()
    said = told(HERE)
    assert said.items[0][:3] == ("removed", "things.thing", str(key))
    assert said.items[0][3]["name"] == ["Bridge", None]
    assert said.reason == "Entered twice"
    assert not Thing.objects.exists()


def test_a_save_that_changes_nothing_leaves_no_event_and_no_version() -> None:
    thing = made(name="Bridge", share=Decimal("1.50"), day=date(2026, 1, 1), codes=[1])
    changed(thing, name="Bridge", share=Decimal("1.5"), day="2026-01-01", codes=[1])
    assert Event.objects.count() == 1
    assert Thing.objects.get().version == 1


def test_an_act_that_changes_nothing_leaves_no_event() -> None:
    with act(ANN, "Looked", HERE):
        pass
    assert not Event.objects.exists()
    assert not Head.objects.exists()


def test_an_act_that_fails_leaves_nothing() -> None:
    def save_and_fail() -> None:
        Thing(name="x").save()
        raise RuntimeError

    with pytest.raises(RuntimeError), act(ANN, "Tried", HERE):
        save_and_fail()
    assert not Thing.objects.exists()
    assert not Event.objects.exists()
    assert not Detail.objects.exists()
    assert not Head.objects.exists()


def test_after_an_act_that_failed_another_can_be_done() -> None:
    with pytest.raises(RuntimeError), act(ANN, "Tried", HERE):
        raise RuntimeError
    made(name="x")
    assert told(HERE).body["verb"] == "Thing made"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([1], [True]),
        ({"a": 1}, {"a": 2}),
        ([1, 2], [2, 1]),
        (None, []),
        ([], {}),
        ("", None),
        (0, False),
        ({"a": {"b": [1]}}, {"a": {"b": [1, 2]}}),
    ],
)
def test_a_change_of_json_is_seen_however_alike_python_holds_it(before: Any, after: Any) -> None:
    thing = changed(made(codes=before), codes=after)
    assert told(HERE).items[0][3] == {"codes": [before, after]}
    thing.refresh_from_db()
    assert repr(thing.codes) == repr(after)


def test_json_changed_in_place_is_seen() -> None:
    thing = Thing.objects.get(pk=made(codes={"list": [1]}).pk)
    assert thing.codes is not None
    thing.codes["list"].append(2)
    with act(ANN, "Changed", HERE):
        thing.save()
    assert told(HERE).items[0][3] == {"codes": [{"list": [1]}, {"list": [1, 2]}]}


def test_after_a_save_json_changed_in_place_is_seen_again() -> None:
    codes = [1]
    thing = made(codes=codes)
    codes.append(2)
    with act(ANN, "Changed", HERE):
        thing.save()
    assert told(HERE).items[0][3] == {"codes": [[1], [1, 2]]}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [float("-inf")]])
def test_json_that_is_none_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="JSON"):
        made(codes=value)
    assert not Thing.objects.exists()


@pytest.mark.parametrize("value", [1.5, b"x", object(), timedelta(1)])
def test_a_value_without_a_plain_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="plain form"):
        made(name=value)


def test_a_value_is_recorded_as_the_database_gives_it_back() -> None:
    east = timezone(timedelta(hours=5))
    thing = made(name=7, day="2026-01-02", at=datetime(2026, 1, 2, 3, tzinfo=east), count=True, share=Decimal(2))
    said = told(HERE).items[0][3]
    again = Thing.objects.get(pk=thing.pk).as_plain()
    assert {name: value[1] for name, value in said.items()} == {k: v for k, v in again.items() if v is not None}
    assert (said["name"], said["day"], said["share"]) == ([None, "7"], [None, "2026-01-02"], [None, "2.00"])
    assert said["at"] == [None, "2026-01-01T22:00:00+00:00"]


def test_a_secret_field_is_never_in_the_record_and_its_change_is() -> None:
    thing = made(name="Bridge", key="a-very-secret-key")
    changed(thing, key="another-secret-key")
    assert "secret-key" not in everything_kept()
    assert told(HERE).items == [("changed", "things.thing", str(thing.pk), {})]
    assert Thing.objects.get().key == "another-secret-key"


def test_a_removed_row_does_not_tell_its_secret() -> None:
    thing = made(key="a-very-secret-key")
    with act(ANN, "Removed", HERE):
        thing.delete()
    assert "secret-key" not in everything_kept()


def test_values_and_names_stand_beside_the_chain_and_not_in_it() -> None:
    made(name="Bridge over Wye", reason="Because of the flood")
    body = Event.objects.get().body
    assert not any(word in body for word in ("Bridge", "flood", "Ann Ash"))
    assert '"actor":"ann"' in body
    assert told(HERE).reason == "Because of the flood"


def test_equal_values_have_different_digests() -> None:
    made(name="same")
    made(name="same")
    digests = [item["fields"]["name"] for n in (1, 2) for item in told(HERE, n).body["items"][1:]]
    assert len(set(digests)) == 2


def test_a_row_read_again_is_compared_with_what_was_read_last() -> None:
    thing = made(name="one")
    changed(thing, name="two")
    thing.refresh_from_db()
    with act(ANN, "Changed", HERE):
        thing.count = 1
        thing.save()
    assert told(HERE).items[0][3] == {"count": [None, 1]}


def test_what_is_said_stands_in_the_scope_of_the_act() -> None:
    with act(ANN, "Signed in", "installation") as under_way:
        under_way.say("accounts.user", "ann", method="password")
    assert told("installation").items == [("said", "accounts.user", "ann", {"method": [None, "password"]})]


def test_the_rooms_hear_of_an_act_once_and_may_record_more() -> None:
    heard: list[list[Change]] = []

    def listen(act: Any, **_: Any) -> None:
        heard.append(list(act.changes))
        Part(name="heard", thing=act.changes[0].row).save()

    act_closing.connect(listen)
    thing = made(name="Bridge")
    assert [[change.did for change in changes] for changes in heard] == [["created"]]
    assert [item[1] for item in told(HERE).items] == ["things.thing", "things.part"]
    assert thing.parts.get().name == "heard"


def test_a_room_that_fails_undoes_the_act() -> None:
    def fail(**_: Any) -> None:
        raise RuntimeError

    act_closing.connect(fail)
    with pytest.raises(RuntimeError):
        made(name="Bridge")
    assert not Thing.objects.exists()
    assert not Event.objects.exists()


def test_a_correction_and_a_change_in_the_world_are_told_apart() -> None:
    thing = made(name="one")
    with act(ANN, "Corrected", HERE, "Misspelt", correction=True):
        thing.name = "two"
        thing.save()
    assert (told(HERE).body["correction"], told(HERE).body["since"]) == (True, None)
    with act(ANN, "Changed", HERE, since=date(2026, 1, 2)):
        thing.name = "three"
        thing.save()
    assert (told(HERE).body["correction"], told(HERE).body["since"]) == (False, "2026-01-02")


def test_the_moment_of_an_event_is_in_universal_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 6, 1, 1, tzinfo=timezone(timedelta(hours=1))))
    made(name="x")
    assert told(HERE).body["at"] == "2026-06-01T00:00:00+00:00"
    assert Event.objects.get().at == datetime(2026, 6, 1, tzinfo=UTC)


def test_a_row_between_two_is_recorded_like_any_other() -> None:
    one, other = made(name="one"), made(name="other")
    with act(Actor("bob", "Bob"), "Befriended", HERE):
        Friendship(one=one, other=other).save()
    assert told(HERE).items[0][3] == {"one_id": [None, one.pk], "other_id": [None, other.pk]}
