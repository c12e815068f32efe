"""Where the contents of files lie: each once, under its SHA-256 digest, in the folder of files.

A content is whole on the disk before any row speaks of it. One of which no row speaks (the row failed) is swept
away after a day, or as the house starts.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from concordat.history import clock

LEFT_ALONE = timedelta(hours=24)
_DIGEST = 64
_CHUNK = 1024 * 1024


class Damaged(Exception):
    """A content is missing, or is no longer what its digest says."""


class TooLarge(Exception):
    """An upload goes past its limit."""


class Chunked(Protocol):
    """What an upload has to be: Django's ``File`` is one."""

    def chunks(self) -> Iterable[bytes]:
        """Its content, piece by piece."""


@dataclass(frozen=True)
class Received:
    """A content on the disk, not yet in its place. Its file's name says nothing of its kind."""

    path: Path
    digest: str
    size: int


@contextmanager
def received(upload: Chunked, most: int) -> Iterator[Received]:
    """Write an upload to the disk, and take it away again unless it was kept. Raises TooLarge."""
    folder = _made(_folder() / "incoming")
    path = folder / secrets.token_hex(16)
    try:
        digest, size = hashlib.sha256(), 0
        with path.open("xb") as file:
            for chunk in upload.chunks():
                size += len(chunk)
                if size > most:
                    raise TooLarge
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        yield Received(path, digest.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def keep(content: Received) -> None:
    """Put a content in its place, and wait until the disk has it."""
    place = path_of(content.digest)
    _made(place.parent)
    with _alone():
        content.path.chmod(0o440)
        content.path.replace(place)
    _flush(place.parent)


def path_of(digest: str) -> Path:
    """Where the content with a digest lies."""
    return _folder() / digest[:2] / digest


def opened(digest: str) -> BinaryIO:
    """A content, read through once to see that it is what was kept. Raises Damaged."""
    try:
        file = path_of(digest).open("rb")
    except OSError as error:
        raise Damaged(digest) from error
    if hashlib.file_digest(file, "sha256").hexdigest() != digest:
        file.close()
        raise Damaged(digest)
    file.seek(0)
    return file


def kept() -> Iterator[tuple[str, Path]]:
    """Every content that lies here, by digest."""
    for path in sorted(_folder().glob("??/*")):
        if len(path.name) == _DIGEST:
            yield path.name, path


def moment() -> float:
    """This moment, by the clock of the disk on which the contents lie: what comes from now on is not older."""
    mark = _made(_folder()) / ".mark"
    mark.touch()
    return mark.stat().st_mtime


def sweep(spoken_of: Iterable[str], before: float | None = None) -> int:
    """Remove what no row speaks of, half-written uploads too; how many were removed. Only what was there before a
    moment, else what is a day old: anything younger may be on its way to its row."""
    wanted = set(spoken_of)
    gone = [path for digest, path in kept() if digest not in wanted]
    gone += (_folder() / "incoming").glob("*")
    before = (clock.now() - LEFT_ALONE).timestamp() if before is None else before
    return sum(_removed(path, before) for path in gone)


def _removed(path: Path, before: float) -> bool:
    with _alone():
        try:
            if path.stat().st_mtime >= before:
                return False
            path.unlink()
        except FileNotFoundError:
            return False
    return True


def _folder() -> Path:
    return Path(settings.FILES_DIR)


def _made(folder: Path) -> Path:
    """A folder that is there, and on the disk."""
    if not folder.is_dir():
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        _flush(folder.parent)
    return folder


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time among all processes: else the sweeper could take what is being put in place this moment."""
    with (_made(_folder()) / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
