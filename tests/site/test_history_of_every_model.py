"""Every recorded model: somebody may see its history, and it is told in words."""

import pytest
from django.apps import apps

from concordat.history import owners, words
from concordat.history.recorded import Recorded

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


def test_what_is_not_told_is_a_recorded_model() -> None:
    assert set(MODELS) >= NOT_TOLD
