"""What is wrong with how a model is declared is said before the site starts."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps
from tests.history.things.models import Friendship, Part, Thing

from concordat.history import checks, derived
from concordat.history.recorded import Derived, GuardedManager, Plain, Recorded, kind_of


def _ids(model: type[models.Model]) -> list[str | None]:
    return [fault.id for fault in checks.faults_of(model)]


class _Scoped:
    @property
    def scope(self) -> str:
        return "installation"


def _recorded(name: str, **fields: Any) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": "things"})
    scope = fields.pop("scope", _Scoped.scope)
    return type(name, (Recorded,), {"__module__": __name__, "Meta": meta, "scope": scope, **fields})


def _undeclared() -> dict[str, type[models.Model]]:
    """Models of no kind, of two, or of a kind that is not kept to."""

    class Undeclared(models.Model):
        class Meta:
            app_label = "things"

    class Both(Recorded, Plain):
        class Meta:
            app_label = "things"

    class NotMadeAgain(Derived):
        class Meta:
            app_label = "things"

    return {"undeclared": Undeclared, "both": Both, "derived": NotMadeAgain}


@isolate_apps("tests.history.things")
def _models() -> dict[str, type[models.Model]]:
    """Models that are declared wrongly, by what is wrong."""
    target: Any = _recorded("Target")

    class Child(target):  # type: ignore[misc]
        class Meta:
            app_label = "things"

    class Stand(target):  # type: ignore[misc]
        class Meta:
            app_label = "things"
            proxy = True

    return {
        **_undeclared(),
        "child": Child,
        "proxy": Stand,
        "good": _recorded("Good", to=models.ForeignKey(target, on_delete=models.PROTECT)),
        "cascade": _recorded("Cascade", to=models.ForeignKey(target, on_delete=models.CASCADE)),
        "set null": _recorded("SetNull", to=models.ForeignKey(target, null=True, on_delete=models.SET_NULL)),
        "do nothing": _recorded("DoNothing", to=models.OneToOneField(target, on_delete=models.DO_NOTHING)),
        "m2m": _recorded("ManyToMany", to=models.ManyToManyField(target)),
        "manager": _recorded("Open", everything=models.Manager()),
        "first manager": _recorded("Opener", objects=models.Manager()),
        "guarded manager": _recorded("Guarded", others=GuardedManager()),
        "no scope": _recorded("Nowhere", scope=Recorded.scope),
        "auto now": _recorded("Auto", at=models.DateTimeField(auto_now=True)),
        "auto now add": _recorded("AutoAdd", at=models.DateTimeField(auto_now_add=True)),
    }


WRONG = {
    "undeclared": ["history.E001"],
    "both": ["history.E001"],
    "derived": ["history.E003"],
    "child": ["history.E007", "history.E005"],
    "proxy": ["history.E007"],
    "good": [],
    "cascade": ["history.E005"],
    "set null": ["history.E005"],
    "do nothing": ["history.E005"],
    "m2m": ["history.E004"],
    "manager": ["history.E002"],
    "first manager": ["history.E002"],
    "guarded manager": [],
    "no scope": ["history.E008"],
    "auto now": ["history.E009"],
    "auto now add": ["history.E009"],
}


@pytest.fixture(scope="module")
def declared() -> dict[str, type[models.Model]]:
    return _models()


@pytest.mark.parametrize("what", WRONG)
def test_each_wrong_declaration_is_named_and_no_other(what: str, declared: dict[str, type[models.Model]]) -> None:
    assert _ids(declared[what]) == WRONG[what]


def test_a_model_between_two_that_nobody_named_is_undeclared(declared: dict[str, type[models.Model]]) -> None:
    between = declared["m2m"]._meta.get_field("to").remote_field.through  # type: ignore[union-attr]
    assert kind_of(between) is None


def test_a_derived_model_that_says_how_it_is_made_again_is_good(
    declared: dict[str, type[models.Model]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "_rebuilders", {})
    model = declared["derived"]
    assert issubclass(model, Derived)
    derived.add(model, lambda: 3)
    assert _ids(model) == []
    assert derived.rebuild() == {"things.NotMadeAgain": 3}


def test_every_model_of_the_product_is_declared_well() -> None:
    assert [fault for fault in run_checks() if (fault.id or "").startswith("history.")] == []
    assert len(checks.our_models()) > 20


def test_the_base_manager_of_every_recorded_model_is_guarded() -> None:
    ours = [model for model in checks.our_models() if kind_of(model) is Recorded]
    ours += [Thing, Part, Friendship]
    open_ = [model for model in ours if not isinstance(model._base_manager, GuardedManager)]
    assert open_ == []
    assert len(ours) > 15
