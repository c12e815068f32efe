"""Where contents lie: whole or not at all, once each, and swept only when nobody speaks of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.evidence.samples import upload

from concordat.evidence import contents
from concordat.history import clock


def put(content: bytes) -> str:
    with contents.received(upload(content), 1_000) as received:
        contents.keep(received)
    return received.digest


def every_file(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"]


def aged(path: Path) -> None:
    old = clock.now().timestamp() - contents.LEFT_ALONE.total_seconds() - 1
    os.utime(path, (old, old))


def test_a_content_lies_once_under_its_digest_however_often_it_comes(folder: Path) -> None:
    digests = {put(b"the same"), put(b"the same")}
    assert digests == {hashlib.sha256(b"the same").hexdigest()}
    assert every_file(folder) == [contents.path_of(digests.pop())]


def test_an_upload_that_is_not_kept_leaves_nothing(folder: Path) -> None:
    with contents.received(upload(b"looked at"), 1_000) as received:
        assert received.path.read_bytes() == b"looked at"
        assert received.path.suffix == ""
    assert every_file(folder) == []


def test_an_upload_past_its_limit_is_cut_short_and_leaves_nothing(folder: Path) -> None:
    class Endless:
        def chunks(self) -> Iterator[bytes]:
            while True:
                yield bytes(100)

    with pytest.raises(contents.TooLarge), contents.received(Endless(), 1_000):
        pass
    assert every_file(folder) == []


def test_a_content_can_be_read_by_its_group_and_written_by_nobody(folder: Path) -> None:
    assert contents.path_of(put(b"x")).stat().st_mode & 0o777 == 0o440


def test_a_content_that_was_changed_or_is_missing_is_not_given_out(folder: Path) -> None:
    changed, missing = put(b"as it was"), put(b"soon gone")
    path = contents.path_of(changed)
    path.chmod(0o600)
    path.write_bytes(b"as it WAS")
    contents.path_of(missing).unlink()
    for digest in (changed, missing):
        with pytest.raises(contents.Damaged):
            contents.opened(digest)


def test_a_content_is_read_from_its_beginning(folder: Path) -> None:
    with contents.opened(put(b"whole")) as file:
        assert file.read() == b"whole"


def test_the_sweeper_takes_what_nobody_speaks_of_and_is_a_day_old(folder: Path) -> None:
    spoken_of, left, young = put(b"spoken of"), put(b"left"), put(b"young")
    half = folder / "incoming" / "half"
    half.write_bytes(b"half")
    for path in (contents.path_of(spoken_of), contents.path_of(left), half):
        aged(path)
    assert contents.sweep([spoken_of]) == 2
    assert {digest for digest, _ in contents.kept()} == {spoken_of, young}
    assert not half.exists()


def test_a_content_that_comes_again_is_young_again(folder: Path) -> None:
    digest = put(b"comes again")
    aged(contents.path_of(digest))
    put(b"comes again")
    assert contents.sweep([]) == 0
