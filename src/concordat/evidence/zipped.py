"""Documents that are zip archives: whether they are whole, of a bearable size, without macros, and of which kind."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from concordat.ui.refusals import CannotDo

MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 2_000
FIELD = "upload"
_TYPES = "[Content_Types].xml"
_MOST_TYPES = 1_000_000
_ENCRYPTED = 0x1
_CHUNK = 1024 * 1024
# By name: parts of office documents that hold or start code, scripts of OpenDocument, documents with macros inside.
_MACROS = re.compile(
    r"(^|/)(vbaproject[^/]*|vbadata[^/]*|macrosheets/.*|activex/.*|basic/.*|scripts/.*|dialogs/.*|"
    r"[^/]*\.(docm|dotm|xlsm|xltm|xlsb|xlam|pptm|potm|ppsm))$",
    re.IGNORECASE,
)
# By type: a part may have any name, but an office document has to say what it is.
_MACRO_TYPES = re.compile(rb"vbaproject|macroenabled|macrosheet|activex", re.IGNORECASE)
_MAIN = re.compile(rb'ContentType\s*=\s*["\']([^"\']+)\.main\+xml["\']')


def media_type(path: Path, name: str) -> str:
    """The media type of an office or OpenDocument file; empty where it is another zip archive, or none.

    Every part is unpacked once, so that no size is believed. Raises CannotDo where it is damaged, locked or too
    large, or holds macros.
    """
    if not zipfile.is_zipfile(path):
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            return _looked_through(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise CannotDo(f"“{name}” is damaged. Open it, save it again, and attach that.", FIELD) from None


def _looked_through(archive: zipfile.ZipFile, name: str) -> str:
    parts = archive.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise CannotDo(f"“{name}” is locked with a password. Save it without one, and attach that.", FIELD)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CannotDo(f"“{name}” holds far more than a document does. Attach a smaller one.", FIELD)
    if len({part.filename for part in parts}) < len(parts):
        raise zipfile.BadZipFile
    _unpack(archive, parts)
    if _has_macros(archive):
        raise CannotDo(f"“{name}” holds macros. Save it without them, and attach that.", FIELD)
    return _said(archive)


def _unpack(archive: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> None:
    """Unpack every part into nothing: one that is not of the size it says, or not whole, raises BadZipFile."""
    for part in parts:
        with archive.open(part) as stream:
            left = part.file_size
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
        if left:
            raise zipfile.BadZipFile


def _has_macros(archive: zipfile.ZipFile) -> bool:
    named = any(_MACROS.search(name.replace("\\", "/")) for name in archive.namelist())
    return named or bool(_MACRO_TYPES.search(_content_types(archive)))


def _content_types(archive: zipfile.ZipFile) -> bytes:
    """What an office document says of its parts; only as plain as office programs write it, so that nothing hides."""
    found = [part for part in archive.infolist() if part.filename.casefold() == _TYPES.casefold()]
    if not found:
        return b""
    if len(found) > 1 or found[0].filename != _TYPES or found[0].file_size > _MOST_TYPES:
        raise zipfile.BadZipFile
    content = archive.read(_TYPES)
    if b"&" in content or b"<!" in content or b"\0" in content:
        raise zipfile.BadZipFile
    return content


def _said(archive: zipfile.ZipFile) -> str:
    """The media type that the archive itself gives: in its types, or in the part that OpenDocument puts first."""
    main = {match.decode("ascii", "replace") for match in _MAIN.findall(_content_types(archive))}
    if main:
        return main.pop() if len(main) == 1 else ""
    parts = archive.infolist()
    if parts and parts[0].filename == "mimetype" and parts[0].file_size < _MOST_TYPES:
        return archive.read(parts[0]).decode("ascii", "replace").strip()
    return ""
