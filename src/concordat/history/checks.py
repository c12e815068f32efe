"""What must hold of every model of ours before the site starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import models

from concordat.history import derived, triggers
from concordat.history.recorded import Derived, GuardedManager, Recorded, kind_of


def our_models() -> list[type[models.Model]]:
    """Every model of our rooms, with the ones that Django makes between two."""
    configs = [config for config in apps.get_app_configs() if config.name.startswith("concordat.")]
    return [model for config in configs for model in config.get_models(include_auto_created=True)]


@register(Tags.models)
def each_model_is_one_of_three(**_: Any) -> list[CheckMessage]:
    """Recorded, derived or plain; and nothing that would change a recorded row unseen."""
    return [fault for model in our_models() for fault in faults_of(model)]


def faults_of(model: type[models.Model]) -> Iterator[CheckMessage]:
    """What is wrong with how one model is declared."""
    kind = kind_of(model)
    if kind is None:
        yield Error(f"{model._meta.label} is not declared recorded, derived or plain.", id="history.E001")
    if kind is Recorded:
        yield from _of_recorded(model)
    if kind is Derived and model not in derived.known():
        yield Error(f"{model._meta.label} is derived, and nothing says how it is made again.", id="history.E003")


def _of_recorded(model: type[models.Model]) -> Iterator[CheckMessage]:
    for manager in model._meta.managers:
        if not isinstance(manager, GuardedManager):
            yield Error(f"{model._meta.label}.{manager.name} would change rows unseen.", id="history.E002")
    if model._meta.parents or model._meta.proxy:
        yield Error(f"{model._meta.label} shares its row with another model.", id="history.E007")
    if getattr(model, "scope", None) is Recorded.scope:
        yield Error(f"{model._meta.label} does not say in which chain its changes stand.", id="history.E008")
    for field in model._meta.get_fields():
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            yield Error(f"{field} is set after the row was compared. Set it in the service.", id="history.E009")
        if isinstance(field, models.ManyToManyField) and _is_unnamed(field.remote_field.through):
            yield Error(f"{field}: name the model between, so that its rows are recorded.", id="history.E004")
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT:
            yield Error(f"{field}: on_delete has to be PROTECT, or rows would vanish unseen.", id="history.E005")


def _is_unnamed(through: type[models.Model] | None) -> bool:
    return through is not None and bool(through._meta.auto_created)


@register(Tags.database)
def the_record_is_guarded(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The triggers are in the database, once its tables are."""
    return [
        Error(f"The database lacks the trigger {name}.", hint="Run: concordat migrate", id="history.E006")
        for using in databases or []
        for name in (triggers.missing(using) if triggers.has_tables(using) else ())
    ]
