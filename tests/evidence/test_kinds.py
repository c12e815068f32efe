"""Which files are let in: by name, by what they hold, and by what an archive holds inside."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from tests.evidence import samples
from tests.evidence.samples import office, open_document, zipped

from concordat.evidence import kinds
from concordat.evidence import zipped as archives
from concordat.ui.refusals import CannotDo

GOOD = {
    "a.pdf": samples.PDF,
    "a.docx": office(),
    "a.xlsx": office(samples.EXCEL),
    "a.odt": open_document(),
    "a.ods": open_document(samples.OPEN_SHEET),
    "a.csv": samples.CSV,
    "a.txt": b"Minutes of 3 March\n",
    "a.png": samples.PNG,
    "a.jpg": samples.JPEG,
    "a.jpeg": samples.JPEG,
    "A.PDF": samples.PDF,
    "windows.csv": "Café;£1\r\n".encode("cp1252"),
    "marked.csv": b"\xef\xbb\xbf" + samples.CSV,
    "wide.txt": "Name\tBeträge\r\n".encode("utf-16"),
    "begins-like-a-sound.txt": b"FORM 3: how we work together",
    "begins-like-a-picture.txt": b"BMW is a partner",
    "a-letter.txt": b"From: Ann\nTo: the board\n",
}
NOT_WHAT_IT_SAYS = {
    "program.pdf": b"MZ\x90\0" + bytes(200),
    "picture.pdf": samples.PNG,
    "archive.docx": zipped({"a.txt": "hello"}),
    "sheet.docx": office(samples.EXCEL),
    "text.odt": office(),
    "sheet.odt": open_document(samples.OPEN_SHEET),
    "text.docx": open_document(),
    "template.docx": office(samples.WORD.replace("document.main", "template.main")),
    "words.docx": b"only words",
    "pdf.png": samples.PDF,
    "program.txt": b"MZ\x90\0" + bytes(200),
    "page.txt": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "drawing.csv": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "archive.csv": zipped({"a.txt": "hello"}),
    "no-letters.txt": b"\x81\x8d\x8f",
}


def look(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "as-received"
    path.write_bytes(content)
    kinds.check_holds(path, name, kinds.kind_named(name))


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_its_name_says_is_let_in(name: str, tmp_path: Path) -> None:
    look(tmp_path, name, GOOD[name])


@pytest.mark.parametrize("name", NOT_WHAT_IT_SAYS)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match="does not hold") as refused:
        look(tmp_path, name, NOT_WHAT_IT_SAYS[name])
    assert refused.value.field == "upload"
    assert name in refused.value.message


@pytest.mark.parametrize("name", ["a.exe", "a.svg", "a.html", "a.docm", "a.zip", "a", ".pdf", "a.pdf.js", ""])
def test_a_kind_that_is_not_on_the_list_is_refused_with_the_list(name: str) -> None:
    with pytest.raises(CannotDo, match=r"Choose a PDF, DOCX, ODT, XLSX, ODS, CSV, TXT, PNG or JPG file\."):
        kinds.kind_named(name)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\ann\\agreement.pdf", "agreement.pdf"),
        ("../../etc/agreement.pdf", "agreement.pdf"),
        ("agree\u202efdp.exe", "agreefdp.exe"),
        ("two\r\nlines.pdf", "two lines.pdf"),
        ("nul\0l.pdf", "null.pdf"),
        ("  spaced   out .pdf", "spaced out.pdf"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_folders_and_without_what_cannot_be_seen(given: str, kept: str) -> None:
    assert kinds.clean_name(given) == kept


MACROS = {
    "by the part's name": office(parts={"word/vbaProject.bin": b"x"}),
    "in another case": office(parts={"Word/VBAPROJECT.BIN": b"x"}),
    "by the main type": office(samples.WORD_WITH_MACROS),
    "by a part's type": office(
        more='<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    ),
    "of the old kind": office(samples.EXCEL, parts={"xl/macrosheets/sheet1.xml": "<x/>"}),
    "as a control": office(parts={"word/activeX/activeX1.xml": "<x/>"}),
    "in a document inside": office(parts={"word/embeddings/a.docm": b"x"}),
    "in Basic": open_document(parts={"Basic/Standard/Module1.xml": "<x/>"}),
    "as a script": open_document(parts={"Scripts/python/a.py": "x"}),
    "in an object inside": open_document(parts={"Object 1/Basic/a.xml": "<x/>"}),
}


@pytest.mark.parametrize("how", MACROS)
def test_macros_are_refused_however_they_are_held(how: str, tmp_path: Path) -> None:
    name = "a.odt" if MACROS[how].find(b"mimetype") >= 0 else "a.docx"
    with pytest.raises(CannotDo, match="holds macros"):
        look(tmp_path, name, MACROS[how])


def lying_about_its_size() -> bytes:
    """A part says that it is small, and is not."""
    content = bytearray(zipped({"[Content_Types].xml": samples.content_types(samples.WORD), "big.xml": bytes(100_000)}))
    size = struct.pack("<L", 100_000)
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = struct.pack("<L", 10)
    return bytes(content)


def cut_off() -> bytes:
    content = bytearray(office(parts={"word/long.xml": "x" * 5_000}))
    at = content.find(b"word/long.xml") + 20
    content[at : at + 8] = bytes(8)
    return bytes(content)


def twice_the_same_name() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", samples.content_types(samples.WORD))
        archive.writestr("a", "1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a", "2")
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        lying_about_its_size(),
        cut_off(),
        zipped({"[content_types].xml": samples.content_types(samples.WORD)}),
        office(more="<!-- hidden -->"),
        office(more='<Override PartName="/x" ContentType="vba&#80;roject"/>'),
    ],
    ids=["size", "cut", "case", "comment", "entity"],
)
def test_an_archive_that_is_not_what_it_says_of_itself_is_refused_as_damaged(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match="is damaged"):
        look(tmp_path, "a.docx", content)


def test_two_parts_of_one_name_are_refused_since_programs_read_either(tmp_path: Path) -> None:
    content = twice_the_same_name()
    with pytest.raises(CannotDo, match="is damaged"):
        look(tmp_path, "a.docx", content)


def test_a_locked_document_is_refused(tmp_path: Path) -> None:
    content = bytearray(office())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 1)
    with pytest.raises(CannotDo, match="locked with a password"):
        look(tmp_path, "a.docx", bytes(content))


def test_a_document_with_more_parts_than_any_document_has_is_refused(tmp_path: Path) -> None:
    parts = {f"p{number}.xml": "" for number in range(archives.MOST_PARTS)}
    content = zipped({"[Content_Types].xml": samples.content_types(samples.WORD), **parts})
    with pytest.raises(CannotDo, match="far more than a document does"):
        look(tmp_path, "a.docx", content)


def test_a_small_archive_that_unpacks_to_a_huge_one_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    content = office(parts={"word/bomb.xml": bytes(archives.MOST_UNPACKED + 1)})
    assert len(content) < 1_000_000
    with pytest.raises(CannotDo, match="far more than a document does"):
        look(tmp_path, "a.docx", content)
