"""Erasing takes values out of the record, says so, and leaves the chain whole."""

import json

import pytest
from django.db import transaction
from tests.history.own_database import together
from tests.history.test_tampering import _found_by_the_script
from tests.history.things.making import ANN, BOB, HERE, changed, made
from tests.history.things.reading import everything_kept, told

from concordat.history.acts import INSTALLATION, act
from concordat.history.erasure import ERASING, erase
from concordat.history.models import Detail, Event
from concordat.history.recorded import Unrecorded
from concordat.history.verify import breaks, export

THING = "things.thing"


def _whole() -> bool:
    return not list(breaks()) and not _found_by_the_script(list(export()))


@pytest.mark.django_db
def test_the_values_of_a_row_are_gone_from_the_record_and_its_export_and_both_are_whole() -> None:
    thing = made(name="Zebedee Xylophone")
    changed(thing, name="Someone")
    other = made(name="Stays")
    assert erase(BOB, THING, [str(thing.pk)], "the request of 3 March") == 2
    assert "Zebedee" not in everything_kept() + "".join(export())
    assert "Stays" in everything_kept()
    assert _whole()
    assert json.loads(Detail.objects.filter(object=str(thing.pk))[0].erased)["name"].startswith("erased on 20")
    assert other.pk != thing.pk


@pytest.mark.django_db
def test_what_was_erased_where_and_under_what_stands_in_the_installations_chain() -> None:
    thing = made(name="Zebedee")
    erase(BOB, THING, [str(thing.pk)], "the request of 3 March")
    said = told(INSTALLATION)
    assert (said.body["verb"], said.body["actor"], said.reason) == (
        "Values erased from the record",
        "bob",
        "the request of 3 March",
    )
    assert said.items == [("said", ERASING, THING, {"places": [None, {f"{HERE} 1 1": ["chain", "name", "unsaid"]}]})]


@pytest.mark.django_db
def test_some_fields_alone_can_be_erased() -> None:
    thing = made(name="Zebedee", count=7)
    assert erase(BOB, THING, [str(thing.pk)], "a rule", fields=frozenset({"name"})) == 1
    assert told(HERE).items[0][3]["count"] == [None, 7]
    assert "Zebedee" not in everything_kept()
    assert _whole()


@pytest.mark.django_db
def test_a_persons_name_is_erased_from_the_acts_they_did_and_the_reasons_stay() -> None:
    made(ANN, "Because it rained", name="x")
    made(BOB, name="y")
    assert erase(BOB, "", [ANN.id], "a rule") == 1
    assert ANN.name not in everything_kept()
    assert "Because it rained" in everything_kept()
    assert BOB.name in everything_kept()
    assert _whole()


@pytest.mark.django_db
def test_erasing_again_touches_nothing() -> None:
    thing = made(name="Zebedee")
    erase(BOB, THING, [str(thing.pk)], "a rule")
    assert erase(BOB, THING, [str(thing.pk)], "a rule") == 0
    assert _whole()


@pytest.mark.django_db
@pytest.mark.parametrize("basis", ["", "  "])
def test_without_a_basis_nothing_is_erased(basis: str) -> None:
    thing = made(name="Zebedee")
    with pytest.raises(ValueError, match="basis"):
        erase(BOB, THING, [str(thing.pk)], basis)
    assert "Zebedee" in everything_kept()


@pytest.mark.django_db
def test_what_was_said_of_an_erasing_cannot_be_erased() -> None:
    erase(BOB, THING, [str(made(name="Zebedee").pk)], "a rule")
    with pytest.raises(ValueError, match="stays in the record"):
        erase(BOB, ERASING, [THING], "a rule")


@pytest.mark.django_db
def test_erasing_is_an_act_of_its_own_in_the_callers_transaction() -> None:
    thing = made(name="Zebedee")
    with pytest.raises(Unrecorded), act(ANN, "Erased", HERE):
        erase(ANN, THING, [str(thing.pk)], "a rule")
    with transaction.atomic():
        erase(ANN, THING, [str(thing.pk)], "a rule")
        transaction.set_rollback(True)
    assert "Zebedee" in everything_kept()
    assert Event.objects.count() == 1


def test_two_erasings_at_once_bring_nothing_back(own_database: str) -> None:
    thing = made(name="Zebedee", count=5, chain=HERE)

    def of(field: str) -> object:
        return erase(ANN, THING, [str(thing.pk)], "a rule", fields=frozenset({field}))

    fields = ["name", "count", "chain", "unsaid"]
    assert together(*(lambda field=field: of(field) for field in fields)) == [1] * 4
    assert json.loads(Detail.objects.get(model=THING).values) == {}
    assert _whole()
