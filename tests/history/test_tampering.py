"""Whatever is done to a record past the product, the first event at which it no longer holds is named, twice over."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction
from tests.history import tampering as kinds
from tests.history.tampering import Tampering, tamperings
from tests.history.things.making import ANN, HERE, made
from tests.history.things.models import Thing

from concordat.history import standalone_verify, triggers, verify
from concordat.history.acts import Actor, act
from concordat.history.models import Detail, Event, Head

SCRIPT = Path(standalone_verify.__file__)
SOAK = os.environ.get("CONCORDAT_SOAK") == "1"
OTHERS = "partnership:2"


def a_chain(length: int) -> None:
    """A chain of events in our scope, appended by the product's own code, and a short one beside it."""
    with transaction.atomic():
        for number in range(length):
            with act(ANN, "Thing made", HERE, "A reason"):
                Thing(name=f"thing {number}").save()
    made(chain=OTHERS)


def _by_the_script(lines: list[str], folder: Path, heads: str = "") -> tuple[int, list[str]]:
    """The stand-alone script as an auditor runs it: another process, in which there is no Django."""
    export = folder / "export.ndjson"
    export.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    told = []
    if heads:
        (folder / "heads.txt").write_text(heads, encoding="utf-8")
        told = ["--heads", str(folder / "heads.txt")]
    run = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), str(export), *told], capture_output=True, text=True, check=False
    )
    assert not run.stderr
    return run.returncode, run.stdout.splitlines()


def _found_by_the_script(lines: list[str]) -> dict[str, int]:
    """The same code in this process, so that two hundred runs cost nothing."""
    found: dict[str, int] = {}
    read = (json.loads(line) for line in lines)
    for scope, number, _ in standalone_verify.breaks(read, {}):
        found[scope] = min(number, found.get(scope, number))
    return found


def _try(tampering: Tampering) -> str:
    """Tamper, look, undo; what went wrong in a sentence."""
    with transaction.atomic():
        tampering.do(HERE, tampering.number)
        found = {broken.scope: broken.number for broken in verify.breaks()}
        script = _found_by_the_script(list(verify.export()))
        transaction.set_rollback(True)
    wanted = {HERE: tampering.noticed_at}
    if found == script == wanted:
        return ""
    return f"{tampering.name} at {tampering.number}: wanted {wanted}, found {found}, the script {script}"


# A chain's length and how many tamperings: of every kind, in few and in many places.
FEW, MANY = (20, 60), (60, 200)


@pytest.mark.parametrize(("length", "count"), [FEW, pytest.param(*MANY, marks=pytest.mark.slow)])
def test_tamperings_of_every_kind_are_each_named_by_their_number(own_database: str, length: int, count: int) -> None:
    a_chain(length)
    triggers.remove()
    assert not list(verify.breaks())
    wrong = [said for tampering in tamperings(length, count, seed=7) if (said := _try(tampering))]
    assert wrong == []
    assert not list(verify.breaks())


@pytest.mark.slow
def test_in_a_chain_of_three_hundred_sixteen_tamperings_are_named(own_database: str) -> None:
    a_chain(300)
    triggers.remove()
    assert [said for tampering in list(tamperings(300, 64, seed=1))[::4] if (said := _try(tampering))] == []


@pytest.mark.slow
def test_in_a_chain_of_ten_thousand_tamperings_are_named(own_database: str) -> None:
    """Two hundred of them in the soak, every tenth of the same in CI: each is two walks along the whole chain."""
    length = 10_000
    a_chain(length)
    triggers.remove()
    tried = list(tamperings(length, 200, seed=11))[:: 1 if SOAK else 10]
    assert [said for tampering in tried if (said := _try(tampering))] == []


@pytest.mark.parametrize(("length", "count"), [FEW, MANY])
def test_every_kind_of_tampering_is_among_those_that_are_tried(length: int, count: int) -> None:
    names = {tampering.name for tampering in tamperings(length, count, seed=7)}
    declared = {name for name, value in vars(kinds).items() if callable(value) and value.__module__ == kinds.__name__}
    assert declared - names <= {"Tampering", "tamperings", "_events", "_at_the_ends"}


@pytest.mark.parametrize("what", ["whole", "tampered", "no such file", "not JSON", "an old head", "another's head"])
def test_the_script_answers_as_a_process_of_its_own(own_database: str, tmp_path: Path, what: str) -> None:
    a_chain(5)
    heads = "".join(f"{head.scope} {head.number} {head.digest}\n" for head in Head.objects.all())
    made()
    lines = list(verify.export())
    if what == "tampered":
        lines[2] = lines[2].replace('\\"actor\\":\\"ann\\"', '\\"actor\\":\\"eve\\"')
    if what == "not JSON":
        lines[1] = "{"
    if what == "another's head":
        heads = heads.replace(Event.objects.get(scope=HERE, number=5).digest, "ab" * 32)
    if what == "no such file":
        run = subprocess.run([sys.executable, str(SCRIPT), str(tmp_path / "none")], capture_output=True, check=False)
        assert run.returncode == 2
        return
    code, said = _by_the_script(lines, tmp_path, heads if "head" in what else "")
    assert (code, said[0]) == {
        "whole": (0, "The record is whole."),
        "tampered": (1, f"{HERE}, event 3: Its text was changed, or does not follow from the event before it."),
        "not JSON": (2, said[0]),
        "an old head": (0, "The record is whole."),
        "another's head": (1, f"{HERE}, event 5: It is not the one whose head was printed."),
    }[what]


def test_a_chain_that_was_written_anew_from_end_to_end_is_known_by_a_head_that_was_printed(
    own_database: str, tmp_path: Path
) -> None:
    a_chain(4)
    printed = "".join(f"{head.scope} {head.number} {head.digest}\n" for head in Head.objects.filter(scope=HERE))
    triggers.remove()
    for rows in (Event.objects, Detail.objects, Head.objects):
        rows.filter(scope=HERE).delete()
    for number in range(4):
        made(Actor("eve", "Eve Elm"), name=f"thing {number}")
    assert not list(verify.breaks())
    code, said = _by_the_script(list(verify.export()), tmp_path, printed)
    assert (code, said[0]) == (1, f"{HERE}, event 4: It is not the one whose head was printed.")


def test_a_head_that_was_printed_and_is_not_there_is_named(own_database: str, tmp_path: Path) -> None:
    a_chain(2)
    code, said = _by_the_script(
        list(verify.export()), tmp_path, f"{HERE} 9 {'a' * 64}\nThe record is whole: 3 events.\n"
    )
    assert (code, said[0]) == (1, f"{HERE}, event 9: A head was printed for it, and it is not there.")


def test_the_script_is_short_and_needs_nothing_but_python() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert not [
        line for line in text.splitlines() if "import" in line.split() and ("django" in line or "concordat" in line)
    ]
