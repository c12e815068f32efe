"""The kinds of file that are kept here, and whether what a file holds is what its name says."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import puremagic

from concordat.evidence import zipped
from concordat.ui.refusals import CannotDo

FIELD = "upload"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_LONGEST = 120
# Text that begins by chance like another kind of file does so with a few letters; a real one is surer than this.
_SURE = 0.5
_TEXTS = {"message/rfc822", "text/plain"}
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it is served as, and what a person calls it."""

    media_type: str
    words: str


KINDS: dict[str, Kind] = {
    ".pdf": Kind("application/pdf", "PDF document"),
    ".docx": Kind(f"{_OFFICE}wordprocessingml.document", "Word document"),
    ".odt": Kind(f"{_OPEN}text", "OpenDocument text"),
    ".xlsx": Kind(f"{_OFFICE}spreadsheetml.sheet", "Excel spreadsheet"),
    ".ods": Kind(f"{_OPEN}spreadsheet", "OpenDocument spreadsheet"),
    ".csv": Kind("text/csv", "CSV table"),
    ".txt": Kind("text/plain", "plain text"),
    ".png": Kind("image/png", "PNG picture"),
    ".jpg": Kind("image/jpeg", "JPEG picture"),
    ".jpeg": Kind("image/jpeg", "JPEG picture"),
}
WORDS = {kind.media_type: kind.words for kind in KINDS.values()}
LISTED = "PDF, DOCX, ODT, XLSX, ODS, CSV, TXT, PNG or JPG"


def clean_name(name: str) -> str:
    """A file's name without folders, and without signs that cannot be seen or turn the reading round."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if c in "\t\r\n" else c for c in last if c in "\t\r\n" or unicodedata.category(c)[0] != "C")
    stem, dot, extension = " ".join(seen.split()).rpartition(".")
    return f"{stem[:_LONGEST].strip()}{dot}{extension}"


def kind_named(name: str) -> Kind:
    """The kind that a name says. Raises CannotDo where it is none that is kept here."""
    stem, extension = Path(name).stem, Path(name).suffix.lower()
    if not stem or extension not in KINDS:
        raise CannotDo(f"“{name}” is not a kind of file that can be attached. Choose a {LISTED} file.", FIELD)
    return KINDS[extension]


def check_holds(path: Path, name: str, kind: Kind) -> None:
    """Raises CannotDo where a file holds something else than its name says, or what is not let in.

    ``path`` may not end as the name does: the library that tells kinds apart would believe it.
    """
    if kind.media_type.startswith("text/"):
        good = _is_text(path)
    elif kind.media_type.startswith(("image/", "application/pdf")):
        good = kind.media_type in {match.mime_type for match in puremagic.magic_file(path)}
    else:
        good = zipped.media_type(path, name) == kind.media_type
    if not good:
        raise CannotDo(
            f"“{name}” does not hold a {kind.words}, whatever its name says. "
            "Open it, save it again as what it is, and attach that.",
            FIELD,
        )


def _is_text(path: Path) -> bool:
    """Whether people can read it as it is: UTF-8, UTF-16 with its mark, or what Windows writes."""
    found = [match for match in puremagic.magic_file(path) if match.confidence >= _SURE]
    if any(match.mime_type not in _TEXTS for match in found):
        return False
    content = path.read_bytes()
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            return not _NO_TEXT.search(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False
