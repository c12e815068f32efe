"""Each scope touched gets its own event, and says no more than belongs there."""

from datetime import date

import pytest
from tests.history.things.making import ANN, HERE, made
from tests.history.things.models import Thing
from tests.history.things.reading import everything_kept, told

from concordat.history.acts import INSTALLATION, SYSTEM, act
from concordat.history.models import Event

pytestmark = pytest.mark.django_db

JOINT, THERE = "partnership:5", "council:2"


def _change(scope: str, *chains: str) -> None:
    with act(ANN, "Thing made", scope, "A reason of ours", correction=True, since=date(2026, 1, 1)):
        for chain in chains:
            Thing(name=f"of {chain}", chain=chain).save()


def test_an_act_in_two_scopes_makes_two_events_each_with_its_own_rows() -> None:
    _change(HERE, HERE, JOINT, HERE)
    assert Event.objects.count() == 2
    assert [item[3]["name"][1] for item in told(HERE).items] == ["of council:1", "of council:1"]
    assert [item[3]["name"][1] for item in told(JOINT).items] == ["of partnership:5"]


def test_in_the_joint_record_the_person_who_acted_is_named() -> None:
    _change(HERE, JOINT)
    assert (told(JOINT).body["actor"], told(JOINT).actor) == (ANN.id, ANN.name)
    assert told(JOINT).reason == "A reason of ours"


@pytest.mark.parametrize("own", [HERE, JOINT])
def test_in_another_councils_scope_the_system_acts_and_says_nothing_of_ours(own: str) -> None:
    _change(own, own, THERE)
    said = told(THERE)
    assert (said.body["actor"], said.actor, said.reason) == (SYSTEM.id, SYSTEM.name, "")
    assert (said.body["correction"], said.body["since"]) == (False, None)
    assert told(own).actor == ANN.name


def test_what_is_done_for_the_installation_is_done_to_a_council_by_whoever_did_it() -> None:
    _change(INSTALLATION, HERE)
    assert (told(HERE).actor, told(HERE).reason) == (ANN.name, "A reason of ours")


def test_a_scope_that_an_act_does_not_touch_gets_no_event() -> None:
    _change(HERE, JOINT)
    assert not Event.objects.filter(scope=HERE).exists()


def test_no_event_in_another_councils_scope_holds_the_name_of_who_acted() -> None:
    _change(HERE, THERE)
    assert ANN.name not in everything_kept()
    assert ANN.id not in told(THERE).body["actor"]


def test_a_row_says_its_scope_once_it_has_a_key() -> None:
    thing = made(name="x", chain=JOINT)
    assert Event.objects.get().scope == thing.scope == JOINT
