"""Which test is said to have noticed that a check of a right is gone."""

import ast
from types import SimpleNamespace
from typing import Any

import pytest

import mutants_rights
from mutants_rights import Plugin
from removable_checks import Mutant


def check(_scope: Any) -> None:
    raise PermissionError


def without(_scope: Any) -> None:
    return None


@pytest.fixture
def mutant() -> Mutant:
    function: Any = check
    return Mutant("polls check", "polls", ast.Pass(), function, without.__code__)


def plugin_of(monkeypatch: pytest.MonkeyPatch, mutant: Mutant, tests: dict[str, Any]) -> Plugin:
    """One whose tests, by name, are functions that answer whether they fail; each takes as long as its name is."""
    plugin = Plugin()
    plugin.mutants = [mutant]
    plugin.took = {name: float(len(name)) for name in tests}
    items: list[Any] = [SimpleNamespace(nodeid=name) for name in tests]
    mutant.tests = items
    monkeypatch.setattr(mutants_rights, "_fails", lambda item, after=None: tests[item.nodeid]())
    return plugin


def passes_without() -> bool:
    """Whether the check refuses nothing: a test that wants a refusal then fails."""
    try:
        check(None)
    except PermissionError:
        return False
    return True


def test_the_quickest_that_fails_without_the_check_and_not_with_it_noticed(
    monkeypatch: pytest.MonkeyPatch, mutant: Mutant
) -> None:
    plugin = plugin_of(monkeypatch, mutant, {"longest": passes_without, "long": passes_without, "no": lambda: False})
    assert plugin._noticed_by(mutant) == "long"
    assert (plugin.unnoticed(), plugin.troubles) == ([], [])
    assert not passes_without()


def test_one_that_fails_all_the_same_did_not_notice_and_is_named(
    monkeypatch: pytest.MonkeyPatch, mutant: Mutant
) -> None:
    plugin = plugin_of(monkeypatch, mutant, {"always": lambda: True, "passing": lambda: False})
    assert plugin._noticed_by(mutant) == ""
    assert plugin.troubles == ["always fails when it is run a second time, with nothing taken out."]
    assert (plugin.unnoticed(), mutant.tried) == ([mutant], 2)
