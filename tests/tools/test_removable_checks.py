"""Planted checks: what is taken out of each is just that, for everybody who holds the check."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

import removable_checks
from removable_checks import Mutant, exchanged, listening, mutants

PLANTED = '''
from __future__ import annotations

class No(Exception):
    pass

def asks(check):
    def can(fault: str) -> bool:
        try:
            check(fault)
        except No:
            return False
        return True
    return can

def check_can_vote(fault: str) -> None:
    """Vote."""
    _check_known(fault)
    if fault == "young":
        raise No("Too young.")

def check_can_stand(fault: str) -> None:
    check_can_vote(fault)
    for one in ("banned", "insolvent"):
        if fault == one:
            raise No(one)

def _check_known(fault: str) -> None:
    if fault == "stranger":
        raise No("Nobody knows you.")

def acting_as(fault: str) -> str:
    if fault == "deputy":
        raise No("Not today.")
    return "chair"

def holding(fault: str) -> bool:
    raise ValueError

can_vote, can_stand = asks(check_can_vote), asks(check_can_stand)
'''


@pytest.fixture
def module(tmp_path: Path) -> ModuleType:
    (tmp_path / "permissions.py").write_text(PLANTED, encoding="utf-8")
    spec = spec_from_file_location("house.polls.permissions", tmp_path / "permissions.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def found(module: ModuleType, end: str) -> Mutant:
    return next(mutant for mutant in mutants(module) if mutant.name.endswith(f" {end}"))


def refused(module: ModuleType) -> tuple[list[str], list[str]]:
    """What keeps somebody from voting, and from standing."""
    faults = ("stranger", "young", "banned", "insolvent")
    return [one for one in faults if not module.can_vote(one)], [one for one in faults if not module.can_stand(one)]


def test_each_check_is_found_whole_and_in_its_parts_and_nothing_else_is(module: ModuleType) -> None:
    names = [mutant.name.removeprefix("polls ").split(":")[0] for mutant in mutants(module)]
    assert names == ["check_can_vote"] * 3 + ["check_can_stand"] * 3 + ["_check_known"] * 2 + ["acting_as"] * 2


@pytest.mark.parametrize(
    ("taken_out", "voting", "standing"),
    [
        ("check_can_vote", [], ["banned", "insolvent"]),
        ("_check_known(fault)", ["young"], ["young", "banned", "insolvent"]),
        ("raise No('Too young.')", ["stranger"], ["stranger", "banned", "insolvent"]),
        ("check_can_stand", ["stranger", "young"], []),
        ("check_can_vote(fault)", ["stranger", "young"], ["banned", "insolvent"]),
        ("raise No(one)", ["stranger", "young"], ["stranger", "young"]),
        ("_check_known", ["young"], ["young", "banned", "insolvent"]),
    ],
)
def test_without_a_part_a_check_refuses_less_by_that_and_is_whole_again_afterwards(
    module: ModuleType, taken_out: str, voting: list[str], standing: list[str]
) -> None:
    whole = refused(module)
    mutant = found(module, taken_out)
    with exchanged({mutant.function: mutant.without}):
        assert refused(module) == (voting, standing)
    assert refused(module) == whole == (["stranger", "young"], ["stranger", "young", "banned", "insolvent"])


def test_a_check_that_is_listened_to_refuses_as_ever_and_tells_which_part_did(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: set[str] = set()
    monkeypatch.setattr(removable_checks, "REFUSED", told)
    of_standing = [mutant for mutant in mutants(module) if mutant.function is module.check_can_stand]
    with exchanged({module.check_can_stand: listening(module.check_can_stand, of_standing)}):
        assert module.can_stand("")
        assert not told
        with pytest.raises(module.No, match="banned"):
            module.check_can_stand("banned")
    assert told == {found(module, "check_can_stand").name, found(module, "raise No(one)").name}
