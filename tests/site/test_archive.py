"""Backups as files: what is not right is refused before anything changes, and nothing leads out of its place."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from concordat.site import archive
from concordat.ui.refusals import CannotDo

CONTENT = "0" * 64


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup with a database and a file."""
    file, source = tmp_path / "all.tar.gz", tmp_path / "source"
    source.write_bytes(b"the database of Ann Other")
    with archive.written(
        file, {"version": "1.0.0", "made_at": "2026-03-01T09:00:00+00:00", "database": "sqlite"}
    ) as made:
        made.add(archive.DATABASE, source)
        made.add(f"{archive.FILES}{CONTENT}", source)
    return file


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """An empty folder."""
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def test_a_backup_comes_out_as_it_went_in(backup: Path, into: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    about = archive.unpacked(backup, into, "sqlite")
    assert (about["format"], about["version"]) == (1, "1.0.0")
    assert (into / "database").read_bytes() == b"the database of Ann Other"
    assert (into / "files" / CONTENT).is_file()


def test_a_backup_that_fails_half_way_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"), archive.written(tmp_path / "all.tar.gz", {}):
        raise OSError("gone")
    assert list(tmp_path.iterdir()) == []


def rewritten(backup: Path, to: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A backup with its members changed; None leaves one out."""
    with tarfile.open(backup) as source, tarfile.open(to, "w:gz") as target:
        for entry in source:
            stream = source.extractfile(entry)
            assert stream is not None
            content = change(entry.name, stream.read())
            if content is not None:
                entry.size = len(content)
                target.addfile(entry, io.BytesIO(content))
    return to


def with_json(**changed: Any) -> Callable[[str, bytes], bytes]:
    def change(name: str, content: bytes) -> bytes:
        return json.dumps({**json.loads(content), **changed}).encode() if name == "about.json" else content

    return change


def other_database(name: str, content: bytes) -> bytes:
    return content.replace(b"Ann Other", b"Bob Other") if name == "database" else content


BAD_BACKUPS: dict[str, tuple[Callable[[str, bytes], bytes | None], str]] = {
    "changed": (other_database, "is damaged: database is not what was put in"),
    "cut": (lambda name, content: None if name == "manifest.json" else content, "ends before its end"),
    "of another kind": (with_json(database="postgresql"), "holds a database of the kind postgresql"),
    "of another format": (with_json(format=2), "was made by another version of Concordat"),
    "no backup": (lambda name, _: None if name == "about.json" else b"x", "is no backup, or it is damaged"),
}


@pytest.mark.parametrize("which", BAD_BACKUPS)
def test_a_backup_that_is_not_right_is_refused(backup: Path, into: Path, which: str) -> None:
    change, sentence = BAD_BACKUPS[which]
    bad = rewritten(backup, backup.with_name("bad.tar.gz"), change)
    with pytest.raises(CannotDo, match=sentence):
        archive.unpacked(bad, into, "sqlite")


def test_a_file_that_is_no_archive_at_all_is_refused(tmp_path: Path, into: Path) -> None:
    (tmp_path / "words").write_text("only words", encoding="utf-8")
    with pytest.raises(CannotDo, match="is no backup"):
        archive.unpacked(tmp_path / "words", into, "sqlite")


def test_a_backup_cut_off_in_the_middle_is_refused(backup: Path, into: Path) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: len(content) // 2])
    with pytest.raises(CannotDo, match=r"is no backup|ends before its end"):
        archive.unpacked(backup, into, "sqlite")


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "files/short", "files/../../outside", "link", "folder"])
def test_nothing_in_a_backup_leads_out_of_its_place(backup: Path, into: Path, name: str) -> None:
    bad = backup.with_name("bad.tar.gz")
    with tarfile.open(bad, "w:gz") as tar, tarfile.open(backup) as source:
        about = source.getmember("about.json")
        tar.addfile(about, source.extractfile(about))
        entry = tarfile.TarInfo(f"files/{CONTENT}" if name in ("link", "folder") else name)
        if name == "link":
            entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        if name == "folder":
            entry.type = tarfile.DIRTYPE
        tar.addfile(entry)
    with pytest.raises(CannotDo, match="is no backup, or it is damaged"):
        archive.unpacked(bad, into, "sqlite")
    assert list(into.iterdir()) == []
    assert not (into.parent / "outside").exists()
