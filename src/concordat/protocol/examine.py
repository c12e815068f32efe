"""Everything that can be said of an edition's folder: loaded, checked, its cases run, its seal compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from concordat.protocol import shaping
from concordat.protocol.cases import Case, Failure, check_cases, read_cases, run
from concordat.protocol.check import check
from concordat.protocol.edition import Edition
from concordat.protocol.faults import Fault, Place, Refused
from concordat.protocol.load import Folder, read_folder
from concordat.protocol.rules import Rules, prepare
from concordat.protocol.seal import canonical, digest, from_canonical


@dataclass(frozen=True)
class Examined:
    """What was found. ``edition`` and ``rules`` are None where the folder cannot be used."""

    path: Path
    edition: Edition | None
    rules: Rules | None
    digest: str
    faults: list[Fault]
    cases: list[Case]
    failures: list[Failure]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong; warnings do not count."""
        return not self.failures and all(fault.warning for fault in self.faults)


def folders(path: Path) -> Iterator[Path]:
    """The editions' folders at or below a folder."""
    if (path / "edition.yaml").is_file() or not path.is_dir():
        yield path
        return
    below = [found.parent for found in sorted(path.rglob("edition.yaml")) if not found.is_symlink()]
    # No edition lies within another: cases/edition.yaml is a file of cases.
    outermost = [folder for folder in below if not (folder.parent / "edition.yaml").is_file()]
    yield from outermost or [path]


def examine(path: Path) -> Examined:
    """Load, check and run one edition's folder. Never raises on what the folder holds."""
    try:
        return _examined(path)
    except Refused as refused:
        return Examined(path, None, None, "", refused.faults, [], [])


def _examined(path: Path) -> Examined:
    folder = read_folder(path)
    edition = shaping.edition_of(folder.documents, folder.report)
    # What hangs on a file that cannot be read would only repeat that it cannot.
    if edition is not None and not any(document.unreadable for document in folder.documents.values()):
        check(edition, folder.report)
        check_cases(edition, folder)
    if edition is None or any(not fault.warning for fault in folder.faults):
        return Examined(path, edition, None, "", _sorted(folder), [], [])
    _misplaced(path, edition, folder)
    rules = prepare(edition)
    cases = read_cases(rules, folder)
    check_sealed(path, edition, folder)
    return Examined(path, edition, rules, digest(edition), _sorted(folder), cases, run(rules, cases))


def _misplaced(path: Path, edition: Edition, folder: Folder) -> None:
    """Warn where the folder and the edition do not bear one name: one of them was copied."""
    lies_in = "/".join(path.resolve().parts[-2:])
    if lies_in != edition.edition:
        what = f"The edition calls itself “{edition.edition}” and lies in “{lies_in}”."
        folder.report(Place("edition.yaml", 1), "edition", what, "Give both one name.", warning=True)


def _sorted(folder: Folder) -> list[Fault]:
    return sorted(set(folder.faults))


def check_sealed(path: Path, edition: Edition, folder: Folder) -> None:
    """Report a revision that was sealed and no longer says what it said."""
    sealed = path / "sealed" / f"{edition.revision}.json"
    if not sealed.is_file():
        return
    raw, now = sealed.read_bytes().rstrip(b"\n"), canonical(edition)
    if raw != now.encode():
        what = f"Revision {edition.revision} is sealed, and its rules have changed: {_changed(raw, now)}."
        folder.report(
            Place("edition.yaml", 1), "revision", what, f"Write revision: {edition.revision + 1}, or undo the change."
        )


def _changed(before: bytes, after: str) -> str:
    """The parts that differ; a seal that holds no table was refused when the folder was read."""
    one, other = json.loads(before), json.loads(after)
    return ", ".join(sorted(key for key in {*one, *other} if one.get(key) != other.get(key)))


def sealed_revisions(path: Path) -> list[Edition]:
    """The editions that were sealed in a folder, oldest first, read with today's code."""
    files = sorted((path / "sealed").glob("*.json"), key=lambda file: int(file.stem))
    return [from_canonical(file.read_text(encoding="utf-8")) for file in files]
