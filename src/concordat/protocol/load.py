"""From a folder to an edition: all faults of the folder in one pass.

Reads only plain files inside the folder, of known names and modest size.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from concordat.protocol import shaping
from concordat.protocol.check import check
from concordat.protocol.edition import Edition
from concordat.protocol.faults import Fault, Place, Refused
from concordat.protocol.strict_yaml import Document, line_of, read

MOST_FILES = 400
MOST_BYTES = 6_000_000
MOST_VALUES = 150_000
MOST_FAULTS = 300
PARTS = ("lists", "screening", "significance", "routes", "duties", "prompts")
_FOLDERS = {"forms": ".yaml", "cases": ".yaml", "text": ".md", "sealed": ".json", "demo": ".yaml"}
_UNFINISHED = re.compile(r"(?<![\w])(INSERT|TBC|XX)(?![\w])")


@dataclass
class Folder:
    """An edition's files as read, and everything found wrong with them."""

    documents: dict[str, Document] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def report(self, place: Place, token: str, what: str, write: str = "", *, warning: bool = False) -> None:
        """Note a fault at the line on which the token stands, at or after the place."""
        document = self.documents.get(place.file)
        line = line_of(document.lines, place.line, token) if document and token and place.line else max(place.line, 1)
        self.add(Fault(place.file or "edition.yaml", line, what, write, warning))

    def add(self, fault: Fault) -> None:
        """Note a fault. Raises Refused with those so far where there are more than anybody would read."""
        self.faults.append(fault)
        if len(self.faults) >= MOST_FAULTS:
            self.faults.append(
                Fault("edition.yaml", 1, f"There are more than {MOST_FAULTS} faults.", "Mend these first.")
            )
            raise Refused(self.faults)


@dataclass(frozen=True)
class Loaded:
    """An edition that can be used, its files, and what is worth knowing of it."""

    edition: Edition
    folder: Folder
    warnings: list[Fault]


def load(path: Path, *, with_cases: bool = True) -> Loaded:
    """Load an edition's folder. Raises Refused with every fault of it. Cases are no rules and can be left unread."""
    folder = read_folder(path, with_cases=with_cases)
    edition = shaping.edition_of(folder.documents, folder.report)
    if edition is not None:
        check(edition, folder.report)
    errors = [fault for fault in folder.faults if not fault.warning]
    if errors or edition is None:
        raise Refused(folder.faults)
    return Loaded(edition, folder, sorted(set(folder.faults)))


def read_folder(path: Path, *, with_cases: bool = True) -> Folder:
    """Read the files of a folder strictly. Raises Refused where it is no edition's folder at all."""
    folder = Folder()
    if not path.is_dir():
        raise Refused([Fault(str(path), 1, "There is no such folder.", "Name the folder that holds edition.yaml.")])
    if not (path / "edition.yaml").is_file():
        raise Refused(
            [
                Fault(
                    "edition.yaml",
                    1,
                    "The folder holds no edition.yaml.",
                    "Name the folder of one edition: <council>/<edition>.",
                )
            ]
        )
    total = values = 0
    for number, (name, file) in enumerate(_files(path, folder), 1):
        total += file.stat().st_size
        if number > MOST_FILES or total > MOST_BYTES or values > MOST_VALUES:
            most = f"{MOST_FILES} files, {MOST_BYTES:,} bytes or {MOST_VALUES:,} values"
            folder.add(Fault(name, 1, f"The folder holds more than {most}.", "Keep only the edition here."))
            break
        if name.endswith(".yaml") and not name.startswith("demo/" if with_cases else ("demo/", "cases/")):
            document = read(name, file.read_bytes())
            values += document.values
            folder.documents[name] = document
            folder.faults.extend(document.faults)
            folder.faults.extend(_unfinished(document))
        elif name.startswith("sealed/") and not _is_seal(file):
            folder.add(Fault(name, 1, "This is no sealed revision.", "Delete it, or put back what was sealed."))
    return folder


def _is_seal(file: Path) -> bool:
    """Whether a file is a table in JSON, named by its revision."""
    try:
        return file.stem.isdecimal() and isinstance(json.loads(file.read_bytes()), dict)
    except (ValueError, RecursionError):
        return False


def _files(path: Path, folder: Folder) -> Iterator[tuple[str, Path]]:
    """The plain files of the folder, by name; anything else is a fault."""
    for parent, folders, names in os.walk(path):
        at = Path(parent)
        folders.sort()
        for name in sorted([*folders, *names]):
            file = at / name
            shown = file.relative_to(path).as_posix()
            mode = file.lstat().st_mode
            if stat.S_ISLNK(mode):
                folder.add(
                    Fault(shown, 1, "This is a link.", "Put the file itself here; nothing outside the folder is read.")
                )
            elif stat.S_ISREG(mode) and _expected(shown):
                yield shown, file
            elif not (stat.S_ISDIR(mode) and shown in _FOLDERS):
                _unexpected(folder, shown, folders, name)


def _unexpected(folder: Folder, shown: str, folders: list[str], name: str) -> None:
    if name in folders:
        folders.remove(name)
    names = ", ".join(["edition.yaml", *(f"{part}.yaml" for part in PARTS), *(f"{sub}/" for sub in _FOLDERS)])
    folder.add(Fault(shown, 1, "This has no place in an edition's folder.", f"Known are: {names}."))


def _expected(shown: str) -> bool:
    parent, _, name = shown.rpartition("/")
    if not parent:
        return name in {"edition.yaml", "README.md", *(f"{part}.yaml" for part in PARTS)}
    return parent in _FOLDERS and name.endswith(_FOLDERS[parent])


def _unfinished(document: Document) -> Iterator[Fault]:
    """Text that somebody meant to finish: INSERT, TBC or XX as whole words in capitals."""
    for number, line in enumerate(document.lines, 1):
        found = _UNFINISHED.search(line.split(" #")[0])
        if found:
            yield Fault(
                document.file,
                number,
                f"“{found.group()}” reads like unfinished text.",
                "Finish it, or say that the council has not supplied it.",
                True,
            )


def cases_of(folder: Folder) -> Iterator[tuple[str, Any]]:
    """The files of cases, by name."""
    for name, document in folder.documents.items():
        if name.startswith("cases/") and document.data is not None:
            yield name, document.data
