"""Every recorded model: somebody may see its history, its rows have names, and it is told in words."""

import pytest
from django.apps import apps
from tests import world
from tests.site.walking import place

from concordat.councils.roles import ROLES
from concordat.history import owners, sealed, words
from concordat.history.acts import act
from concordat.history.models import Detail
from concordat.history.names import Names
from concordat.history.recorded import Recorded
from concordat.judgements import signing
from concordat.site import demonstration

pytestmark = pytest.mark.slow

# What no page tells of: it is worked out from what the other models say.
NOT_TOLD = {"compliance.factsheet"}
MODELS = sorted(
    model._meta.label_lower
    for model in apps.get_models()
    if issubclass(model, Recorded) and model.__module__.startswith("concordat.")
)


@pytest.mark.parametrize("model", [model for model in MODELS if model not in NOT_TOLD])
def test_a_recorded_model_has_an_owner_a_name_and_words_for_its_fields(model: str) -> None:
    assert model in owners._owners
    told = words.of(model)
    assert told.thing
    fields = {field.name for field in apps.get_model(model)._meta.get_fields() if not field.auto_created}
    assert set(told.fields) & fields


@pytest.mark.parametrize("model", [model for model in MODELS if model not in NOT_TOLD])
def test_a_row_of_a_recorded_model_is_named_by_fields_that_the_record_has(model: str) -> None:
    kind = apps.get_model(model)
    named_by = words.of(model).named_by
    assert named_by, "give it a name of its own: words.add(…, named=(…))"
    fields = [kind._meta.get_field(name) for name in named_by]
    assert not {field.name for field in fields} & kind.secret
    assert not getattr(fields[0], "null", True), "the first is never empty"


@pytest.mark.parametrize("model", [model for model in MODELS if model not in NOT_TOLD])
def test_whatever_a_shown_field_points_at_has_a_name(model: str) -> None:
    for field in apps.get_model(model)._meta.concrete_fields:
        target = words.pointed_at(model, field.attname)
        if target and words.of_field(model, field.attname):
            assert words.of(target).named_by or words.of(target).names, field.name


@pytest.mark.django_db
def test_the_demonstration_and_one_of_everything_stand_as_recorded() -> None:
    demonstration.load(lambda _: None)
    place("ashford", list(ROLES))
    # Nobody opens a partnership to another council in them.
    assert {*MODELS} - set(Detail.objects.values_list("model", flat=True)) == {"register.opento"}
    assert list(sealed.faults()) == []


@pytest.mark.django_db
def test_everything_that_was_ever_done_is_told_of_a_row_with_a_name() -> None:
    made = place("ashford", ["partnership_team", "lead_officer"])
    command = world.command(made.council)
    with act(command.actor, "Signed off", made.council.scope):
        signing.sign_off(made.things["assessment"], matter="", day=command.on)
    items = list(Detail.objects.exclude(model="").exclude(model__in=NOT_TOLD).exclude(model="accounts.user"))
    names = Names(items, {})
    told = {(item.model, names.of(item.model, item.object, item)) for item in items}
    not_made = {"register.passing", "register.opento", "register.organisationnote"}
    assert {model for model, _ in told} >= set(MODELS) - NOT_TOLD - not_made
    assert [pair for pair in sorted(told) if not pair[1] or "number " in pair[1]] == []


def test_what_is_not_told_is_a_recorded_model() -> None:
    assert set(MODELS) >= NOT_TOLD
