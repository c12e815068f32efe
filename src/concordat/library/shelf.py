"""The shelf: finds editions in the installed package and in the folders that LIBRARY_DIRS names.

An edition's id is where it stands, ``<council>/<edition>``; its ``edition.yaml`` has to call itself the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from concordat.protocol.faults import Fault, Refused, nearest
from concordat.protocol.load import Loaded, load

VARIABLE = "LIBRARY_DIRS"
COMPARISONS = "comparisons"
_NO_COUNCILS = {COMPARISONS, "__pycache__"}


@dataclass(frozen=True, order=True)
class Shelved:
    """An edition's place on the shelf. Nothing of it is read yet."""

    id: str
    path: Path

    def load(self) -> Loaded:
        """Load it. Raises Refused with its faults, or where it calls itself something else."""
        return load_as(self.path, self.id)


def installed() -> Path:
    """The folder of the library that comes with the package."""
    return Path(str(files("concordat.library")))


def roots() -> list[Path]:
    """The folders that are searched: the package's own, then those of LIBRARY_DIRS. Raises Refused on a missing one."""
    named = [Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name.strip()]
    missing = [
        Fault(str(path), 1, "There is no such folder.", f"{VARIABLE} names it; name a folder of councils.")
        for path in named
        if not path.is_dir()
    ]
    if missing:
        raise Refused(missing)
    return [installed(), *named]


def editions() -> list[Shelved]:
    """Every edition, in the order of their ids. Raises Refused where two stand under one id."""
    found: dict[str, Shelved] = {}
    for shelved in sorted(_all()):
        first = found.setdefault(shelved.id, shelved)
        if first.path.resolve() != shelved.path.resolve():
            what = f"“{shelved.id}” is on the shelf twice; the other is {first.path}."
            raise Refused([Fault(str(shelved.path), 1, what, f"Rename one, or take its folder out of {VARIABLE}.")])
    return list(found.values())


def _all() -> Iterator[Shelved]:
    for root in roots():
        for head in root.glob("*/*/edition.yaml"):
            council, edition = head.parent.parent.name, head.parent.name
            if council not in _NO_COUNCILS:
                yield Shelved(f"{council}/{edition}", head.parent)


def find(name: str) -> Shelved:
    """The edition of that id. Raises Refused with the nearest id."""
    shelf = {shelved.id: shelved for shelved in editions()}
    if name not in shelf:
        raise Refused([Fault("", 0, f"There is no edition “{name}”.", nearest(name, shelf))])
    return shelf[name]


def load_as(path: Path, name: str) -> Loaded:
    """Load the rules of a folder that stands under an id. Raises Refused where the edition has another."""
    loaded = load(path, with_cases=False)
    if loaded.edition.edition != name:
        what = f"The edition calls itself “{loaded.edition.edition}”, and stands on the shelf as “{name}”."
        raise Refused([Fault("edition.yaml", 1, what, f"Write edition: {name}, or move the folder.")])
    return loaded


def comparisons() -> list[Path]:
    """The files of arrangements that several editions judge, in the order of their names."""
    return sorted(
        (path for root in roots() for path in (root / COMPARISONS).glob("*.yaml")), key=lambda path: path.name
    )
