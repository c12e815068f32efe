"""Files of every kind, made by hand: as small as each can be and still be one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
WORD_WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(30) + b"IEND\xaeB`\x82"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010101") + bytes(30) + b"\xff\xd9"
CSV = b"Partner,Amount\r\nMarina Trust,1200\r\n"


def zipped(parts: Mapping[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def content_types(main: str, more: str = "") -> str:
    """The part in which an office document says what its parts are."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="urn:x">'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/main.xml" ContentType="{main}"/>'
        f"{more}</Types>"
    )


def office(main: str = WORD, *, more: str = "", parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """An office document, with further parts by name."""
    return zipped({"[Content_Types].xml": content_types(main, more), "main.xml": "<x/>", **(parts or {})})


def open_document(kind: str = OPEN_TEXT, parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """An OpenDocument file."""
    return zipped({"mimetype": kind, "content.xml": "<x/>", **(parts or {})})


def upload(content: bytes = PDF, name: str = "agreement.pdf") -> SimpleUploadedFile:
    """A file as a form sends it."""
    return SimpleUploadedFile(name, content)
