"""A zip of an edition's folder, unpacked where nothing but the loader reads it, and only if it is plain and modest."""

from __future__ import annotations

import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from concordat.protocol.load import MOST_BYTES, MOST_FILES
from concordat.ui.refusals import CannotDo

FIELD = "upload"
MOST_UPLOADED = 6_000_000
_CHUNK = 65_536


@contextmanager
def unpacked(upload: IO[bytes]) -> Iterator[Path]:
    """The folder of a zip, for a while. Raises CannotDo where it is no zip, or holds what no edition holds.

    Whatever the zip says of itself, no more than the loader's own limits is written, and nothing outside the folder.
    """
    with tempfile.TemporaryDirectory(prefix="concordat-edition-") as made:
        folder = Path(made)
        try:
            with zipfile.ZipFile(upload) as packed:
                _unpack(packed, folder)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as wrong:
            raise CannotDo(
                "This file is no zip that can be read. Zip the edition's folder and try again.", FIELD
            ) from wrong
        yield _head(folder)


def _unpack(packed: zipfile.ZipFile, folder: Path) -> None:
    members = [member for member in packed.infolist() if not member.is_dir() and not _is_clutter(member.filename)]
    if len(members) > MOST_FILES:
        raise CannotDo(f"The zip holds more than {MOST_FILES} files. Zip the folder of one edition only.", FIELD)
    left = MOST_BYTES
    for member in members:
        _check(member)
        to = folder / PurePosixPath(member.filename)
        to.parent.mkdir(parents=True, exist_ok=True)
        with packed.open(member) as inside, to.open("xb") as outside:
            while chunk := inside.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise CannotDo(f"The zip holds more than {MOST_BYTES:,} bytes. Take out what is no text.", FIELD)
                outside.write(chunk)


def _check(member: zipfile.ZipInfo) -> None:
    """Raises CannotDo for a name that leads outside, and for a link or device."""
    path, kind = PurePosixPath(member.filename), stat.S_IFMT(member.external_attr >> 16)
    strange = path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in member.filename
    if strange or len(path.parts) > 4 or kind not in (0, stat.S_IFREG):
        raise CannotDo(f"The zip holds “{member.filename[:100]}”, which is no plain file inside its folder.", FIELD)


def _is_clutter(name: str) -> bool:
    """What systems put into a zip by themselves."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name in (".DS_Store", "Thumbs.db", "desktop.ini")


def _head(folder: Path) -> Path:
    """Where edition.yaml is: at the top of the zip, or in the one folder there."""
    while not (folder / "edition.yaml").is_file():
        inside = list(folder.iterdir())
        if len(inside) != 1 or not inside[0].is_dir():
            raise CannotDo("The zip holds no edition.yaml. Zip the folder of one edition.", FIELD)
        folder = inside[0]
    return folder
