"""Check the seals of the library's revisions; write them for revisions that have none.

A seal is the canonical form of a revision, kept beside the edition as sealed/<revision>.json. Without an argument:
every seal loads with today's code and says the same again, and every edition's current revision is sealed and
unchanged. Until the first tagged release seals may be written anew (`--rewrite`); after it they may not.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from concordat.protocol.edition import Edition
from concordat.protocol.examine import folders
from concordat.protocol.faults import Refused
from concordat.protocol.load import load
from concordat.protocol.seal import canonical, from_canonical

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "src/concordat/library"


def seal_of(folder: Path, revision: int) -> Path:
    """Where a revision's seal is kept."""
    return folder / "sealed" / f"{revision}.json"


def faults(folder: Path, shown: str) -> Iterator[str]:
    """What is wrong with the seals of one edition's folder, a sentence each."""
    for file in sorted((folder / "sealed").glob("*.json")):
        yield from _seal_faults(file, f"{shown}/sealed/{file.name}")
    try:
        edition = load(folder).edition
    except Refused as refused:
        yield f"{shown}: it cannot be loaded, so its seal cannot be compared: {refused.faults[0]}"
        return
    seal = seal_of(folder, edition.revision)
    if not seal.is_file():
        yield f"{shown}: revision {edition.revision} is not sealed. Run: make seal"
    elif seal.read_text(encoding="utf-8") != sealed_text(edition):
        yield (
            f"{shown}: revision {edition.revision} is sealed and no longer says what was sealed. "
            f"Undo the change, or write revision: {edition.revision + 1} and run: make seal"
        )


def _seal_faults(file: Path, shown: str) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    try:
        edition = from_canonical(text)
    except (ValueError, ValidationError) as error:
        yield f"{shown}: today's code cannot load it: {' '.join(str(error).split())[:200]}"
        return
    if sealed_text(edition) != text:
        yield f"{shown}: loaded with today's code, it says something else than was sealed."
    if str(edition.revision) != file.stem:
        yield f"{shown}: it holds revision {edition.revision}."


def sealed_text(edition: Edition) -> str:
    """The seal's file: the canonical form in one line."""
    return canonical(edition) + "\n"


def write(folder: Path, shown: str, *, anew: bool) -> Iterator[str]:
    """Seal the current revision of a folder's edition if it has no seal, or anew; yields what was done."""
    edition = load(folder).edition
    seal, text = seal_of(folder, edition.revision), sealed_text(edition)
    if seal.is_file() and (not anew or seal.read_text(encoding="utf-8") == text):
        return
    seal.parent.mkdir(exist_ok=True)
    seal.write_text(text, encoding="utf-8")
    yield f"{shown}: revision {edition.revision} sealed."


def released(root: Path) -> bool:
    """Whether there is a tagged release: from then on no seal may change."""
    try:
        found = subprocess.run(["git", "tag"], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return bool(found.stdout.strip())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--write", action="store_true", help="seal the revisions that are not sealed yet")
    mode.add_argument(
        "--rewrite", action="store_true", help="seal the current revisions anew, before the first release"
    )
    parser.add_argument("--library", type=Path, default=LIBRARY, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.rewrite and released(asked.library):
        print("There is a tagged release: its seals stay. Write a new revision instead.", file=sys.stderr)
        return 2
    sentences: list[str] = []
    for folder in folders(asked.library):
        shown = folder.relative_to(asked.library).as_posix()
        if asked.write or asked.rewrite:
            try:
                for line in write(folder, shown, anew=asked.rewrite):
                    print(line)
            except Refused as refused:
                sentences.append(f"{shown}: not sealed, for it cannot be loaded: {refused.faults[0]}")
                continue
        sentences += faults(folder, shown)
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main())
