"""Opening editions, cases and files of facts: everything a command is given by name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from concordat.cli.refusals import complain, refusal, under
from concordat.library import shelf
from concordat.protocol.cases import Case, read_cases
from concordat.protocol.edition import Edition
from concordat.protocol.faults import Fault, Refused
from concordat.protocol.load import Loaded, load, read_folder
from concordat.protocol.rules import Rules, prepare
from concordat.protocol.seal import digest

MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Opened:
    """An edition ready to judge, and where it came from."""

    path: Path
    edition: Edition
    rules: Rules
    warnings: list[Fault]

    @property
    def name(self) -> str:
        return self.edition.edition

    @property
    def head(self) -> dict[str, object]:
        """What pins an answer to an edition: its id, revision and seal."""
        return {"edition": self.name, "revision": self.edition.revision, "digest": digest(self.edition)}


def open_edition(name: str) -> Opened:
    """An edition by its id on the shelf, or by the path of its folder. Raises Refused with its faults."""
    path = Path(name)
    on_shelf = next((shelved for shelved in shelf.editions() if shelved.id == name), None)
    if on_shelf is None and not path.is_dir():
        if path.exists():
            raise refusal(f"“{name}” is no folder.", "Name the folder that holds edition.yaml.")
        shelf.find(name)
    folder = on_shelf.path if on_shelf else path
    try:
        loaded: Loaded = on_shelf.load() if on_shelf else load(path, with_cases=False)
    except Refused as refused:
        raise Refused(under(folder, fault) for fault in refused.faults) from None
    return Opened(folder, loaded.edition, prepare(loaded.edition), loaded.warnings)


@dataclass(frozen=True)
class Told:
    """A case with its number."""

    number: int
    case: Case


def cases(opened: Opened) -> list[Told]:
    """The cases of an edition, numbered in the order in which they are read. Raises Refused where none can be."""
    folder = read_folder(opened.path)
    found = read_cases(opened.rules, folder)
    errors = [fault for fault in folder.faults if not fault.warning]
    if errors and not found:
        raise Refused(under(opened.path, fault) for fault in errors)
    if errors:
        complain(f"some cases cannot be read; see: concordat check {opened.path}")
    return [Told(number, case) for number, case in enumerate(found, 1)]


def find_case(told: list[Told], name: str) -> Told:
    """A case by its number, or by a part of its title that no other has. Raises Refused."""
    if name.isdecimal():
        found = next((one for one in told if one.number == int(name)), None)
        if found is None:
            raise refusal(f"There is no case {name}.", f"They are numbered 1 to {len(told)}.")
        return found
    fitting = [one for one in told if name.casefold() in one.case.title.casefold()]
    exact = [one for one in fitting if name.casefold() == one.case.title.casefold()]
    if len(exact or fitting) == 1:
        return (exact or fitting)[0]
    if not fitting:
        raise refusal(f"No case has “{name}” in its title.", "Without a case, “concordat explain EDITION” lists them.")
    shown = "; ".join(f"{one.number} {one.case.title}" for one in fitting[:5])
    raise refusal(f"{len(fitting)} cases have “{name}” in their titles.", f"Write a number: {shown}.")


def read_file(name: str) -> bytes:
    """The bytes of a file that was named. Raises Refused where it cannot be read."""
    path = Path(name)
    if not path.is_file():
        raise refusal(f"There is no file “{name}”." if not path.exists() else f"“{name}” is no file.")
    if path.stat().st_size > MOST_BYTES:
        raise refusal(f"“{name}” is larger than {MOST_BYTES:,} bytes.")
    return path.read_bytes()
