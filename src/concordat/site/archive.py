"""What a backup is: one compressed tar file, first what it is, then the database and the files, last their digests.

``about.json``: ``{"format": 1, "version": "0.3.0", "made_at": "…", "database": "sqlite"}``;
``database``: a copy of the SQLite file, or pg_dump's custom format; ``files/<digest>``; ``manifest.json``:
``{name: digest}`` of everything between.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from concordat.ui.refusals import CannotDo

FORMAT = 1
ABOUT, DATABASE, FILES, MANIFEST = "about.json", "database", "files/", "manifest.json"
_DIGEST = 64
_CHUNK = 1024 * 1024
_MOST_JSON = 64 * 1024 * 1024


class _Hashing:
    """A file read by somebody else, whose digest is known once it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(size)
        self.digest.update(chunk)
        return chunk


class Writer:
    """A backup being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar, self.digests = tar, dict[str, str]()

    def add(self, name: str, path: Path) -> str:
        """Add a file under a name, and answer its digest."""
        with path.open("rb") as file:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = os.fstat(file.fileno()).st_size, 0o600
            hashing = _Hashing(file)
            self.tar.addfile(entry, hashing)  # read() is all it asks for
        self.digests[name] = hashing.digest.hexdigest()
        return self.digests[name]

    def add_json(self, name: str, value: Any) -> None:
        """Add a plain value as JSON."""
        content = json.dumps(value, indent=1, sort_keys=True).encode()
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = len(content), 0o600
        self.tar.addfile(entry, io.BytesIO(content))


@contextmanager
def written(place: Path, about: dict[str, Any]) -> Iterator[Writer]:
    """Write a backup that its owner alone may read; it has its name only once it is whole and on the disk."""
    half = place.with_name(f".{place.name}.half")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                writer = Writer(tar)
                writer.add_json(ABOUT, {"format": FORMAT, **about})
                yield writer
                writer.add_json(MANIFEST, writer.digests)
            file.flush()
            os.fsync(file.fileno())
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)


def unpacked(place: Path, into: Path, database: str) -> dict[str, Any]:
    """Unpack a backup into an empty folder, and answer what it says of itself.

    Raises CannotDo where it is no backup, is of another kind of database, or is not what its manifest says.
    """
    try:
        with tarfile.open(place, mode="r|gz") as tar:
            about, digests, said = _read(tar, into, place, database)
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        if isinstance(error, OSError) and error.filename:
            raise
        raise CannotDo(f"“{place}” is no backup, or it is damaged. Take another.") from None
    if said is None or DATABASE not in digests:
        raise CannotDo(f"“{place}” ends before its end. Take another backup.")
    wrong = sorted(name for name in {*digests, *said} if digests.get(name) != said.get(name))
    if wrong:
        raise CannotDo(f"“{place}” is damaged: {wrong[0]} is not what was put in. Take another backup.")
    return about


def _read(
    tar: tarfile.TarFile, into: Path, place: Path, database: str
) -> tuple[dict[str, Any], dict[str, str], dict[str, str] | None]:
    about: dict[str, Any] = {}
    digests: dict[str, str] = {}
    said: dict[str, str] | None = None
    for entry in tar:
        content = tar.extractfile(entry) if entry.isfile() else None
        if content is None or not _is_name(entry.name):
            raise ValueError(entry.name)
        if entry.name == ABOUT:
            about = json.loads(content.read(_MOST_JSON))
            _check_about(about, place, database)
        elif not about:
            raise ValueError(entry.name)
        elif entry.name == MANIFEST:
            said = json.loads(content.read(_MOST_JSON))
        else:
            digests[entry.name] = _copied(content, into / entry.name)
    return about, digests, said


def _check_about(about: dict[str, Any], place: Path, database: str) -> None:
    if about.get("format") != FORMAT:
        raise CannotDo(f"“{place}” was made by another version of Concordat: {about.get('version')}. Use that one.")
    if about.get("database") != database:
        raise CannotDo(
            f"“{place}” holds a database of the kind {about.get('database')}, and DATABASE_URL names one of the kind "
            f"{database}. Restore it where DATABASE_URL names its own kind."
        )


def _is_name(name: str) -> bool:
    """Whether a name is one that a backup has; any other could lead out of the folder."""
    digest = name.removeprefix(FILES)
    plain = name in (ABOUT, DATABASE, MANIFEST)
    return plain or (name != digest and len(digest) == _DIGEST and set(digest) <= set("0123456789abcdef"))


def _copied(content: Any, path: Path) -> str:
    digest = hashlib.sha256()
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    with path.open("xb") as file:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()
