"""Files and functions that are too long are found."""

from pathlib import Path

import pytest

import budgets
from budgets import Budgets


def found(root: Path, **exceptions: str) -> list[str]:
    reasons = {name.replace("__", "/") + ".py": reason for name, reason in exceptions.items()}
    return list(budgets.faults(root, Budgets(250, 400, 40, 500, 120, reasons)))


def plant(root: Path, name: str, lines: int) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x = 1\n" * lines)


def test_a_module_within_its_budget_passes(tmp_path: Path) -> None:
    plant(tmp_path, "src/a.py", 250)
    assert found(tmp_path) == []


def test_a_module_over_its_budget_fails_unless_a_reason_is_given(tmp_path: Path) -> None:
    plant(tmp_path, "src/a.py", 251)
    assert "251 lines; a module has 250" in found(tmp_path)[0]
    assert "251 lines; a module has 250" in found(tmp_path, src__a=" ")[0]
    assert found(tmp_path, src__a="One table, read as one.") == []


def test_no_reason_excuses_a_module_over_the_limit(tmp_path: Path) -> None:
    plant(tmp_path, "tools/a.py", 401)
    assert "no module may have over 400" in found(tmp_path, tools__a="It is long.")[0]


@pytest.mark.parametrize("lines", [0, 10])
def test_an_exception_that_is_not_needed_fails(tmp_path: Path, lines: int) -> None:
    if lines:
        plant(tmp_path, "src/a.py", lines)
    assert "exception out" in found(tmp_path, src__a="It was long once.")[0]


def test_a_test_file_has_a_budget_of_its_own(tmp_path: Path) -> None:
    plant(tmp_path, "tests/test_a.py", 500)
    assert found(tmp_path) == []
    plant(tmp_path, "tests/test_a.py", 501)
    assert "a test file has 500 at most" in found(tmp_path)[0]


def test_migrations_are_not_counted(tmp_path: Path) -> None:
    plant(tmp_path, "src/room/migrations/0001.py", 900)
    assert found(tmp_path) == []


@pytest.mark.parametrize(("body", "faults"), [(39, 0), (40, 1)])
def test_a_function_has_forty_lines_at_most(tmp_path: Path, body: int, faults: int) -> None:
    path = tmp_path / "src/a.py"
    path.parent.mkdir()
    path.write_text("class A:\n  def long(self):\n" + "    x = 1\n" * body)
    assert len(found(tmp_path)) == faults
