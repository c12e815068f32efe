"""Each fact of the dictionary whose home room is built: a service makes it, and it is read back, in that room's tests."""

from datetime import timedelta
from typing import Any, get_args

import pytest
from django.apps import apps
from tests import world
from tests.answers import test_submitting as answers
from tests.approvals.test_what_waits import OF_MATTER
from tests.approvals.test_what_waits import WITNESSED as APPROVALS
from tests.councils.test_facts import WITNESSES as COUNCILS
from tests.judgements import test_every_fact_has_a_witness as judgements
from tests.judgements.answering import assessed
from tests.records.test_every_fact_has_a_witness import PROVED as RECORDED
from tests.records.test_sums import PROVED as SUMMED
from tests.register.core import test_every_fact_has_a_witness as register

from concordat.compliance import of_council
from concordat.compliance.deviations import DEVIATIONS
from concordat.compliance.standing import council_read
from concordat.councils import given_settings
from concordat.councils.facts import facts_of_council
from concordat.library import shelf
from concordat.protocol.edition import Setting
from concordat.protocol.facts import dictionary
from concordat.protocol.values import NotApplicable, Rows
from concordat.records import catalogue

ROWS_OF_COUNCIL = {"involvements"}
BUILT = {
    "compliance": {DEVIATIONS},
    "answers": set(answers.WITNESSES),
    "councils": {*COUNCILS, *ROWS_OF_COUNCIL},
    "register": {*register.JOINT, *register.OWN, *register.SPECIAL},
    "approvals": {*APPROVALS, *OF_MATTER},
    "judgements": {*judgements.ANSWERED, *judgements.FOUND},
    # One room keeps several homes of the dictionary.
    **{home: {name for name in (*RECORDED, *SUMMED) if dictionary()[name].home == home} for home in catalogue.HOMES},
}


def homes() -> dict[str, set[str]]:
    """The facts of each home of which the room is built."""
    rooms = {app.label for app in apps.get_app_configs() if app.name.startswith("concordat.")} | set(catalogue.HOMES)
    found: dict[str, set[str]] = {}
    for name, fact in dictionary().items():
        if fact.home in rooms:
            found.setdefault(fact.home, set()).add(name)
    return found


def test_every_fact_whose_home_is_built_has_a_witness_and_no_witness_is_of_another_home() -> None:
    for room, at_home in homes().items():
        assert at_home == BUILT.get(room, set()), room


@pytest.mark.django_db
def test_the_councils_partnerships_are_read_back_as_they_were_answered() -> None:
    council = world.council()
    assert of_council.register_rows(council.pk) == Rows((), complete=True)
    other = NotApplicable("It is new")
    made = world.involvement(
        council, involvement__types=["statutory"], involvement__stage="operating", involvement__status=other
    )
    assessed(world.command(council), made)
    row: dict[str, Any] = {"id": made.reference, "types": ("statutory",), "stage": "operating", "status": other}
    row["band"] = "major"
    assert of_council.register_rows(council.pk) == Rows((row,), complete=True)
    assert set(row) == set(dictionary()["involvements"].row)


# A value of each type of setting that an edition can declare.
VALUES = {"number": 3, "money": 25_000, "yes_no": True, "month": 4, "months": 18, "choice": None}


def settings() -> dict[str, tuple[str, str]]:
    """One setting of each type that the library's editions declare: the edition, and the setting."""
    found: dict[str, tuple[str, str]] = {}
    for shelved in shelf.editions():
        for id_, setting in world.cached_library(shelved.id)[0].settings.items():
            found.setdefault(setting.type, (shelved.id, id_))
    return found


@pytest.mark.django_db
def test_a_setting_of_each_type_is_read_back_as_it_was_given() -> None:
    for type_, (edition_id, setting) in settings().items():
        council = world.council(f"council-of-{type_.replace('_', '-')}", edition_id)
        scope = world.command(council)
        declared = world.cached_library(edition_id)[0].settings[setting]
        value = VALUES[type_] if type_ != "choice" else min(declared.options)
        given_settings.give_setting(scope, setting=setting, value=value, from_=scope.on - timedelta(days=1))
        assert facts_of_council(council, scope.on)[f"setting.{setting}"] == value, setting
        read = council_read(council, scope.on)
        assert read is not None
        assert read.facts[f"setting.{setting}"] == value, setting


def test_every_type_of_setting_that_can_be_declared_has_a_value_to_try() -> None:
    assert set(get_args(Setting.model_fields["type"].annotation)) == set(VALUES)
