"""Sections of the page of measures: each tool writes its own, and leaves the others alone."""

import socket
from pathlib import Path

import pytest

import measured


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "measured.md"


def test_a_section_is_put_in_place_of_its_older_self_and_the_others_stay(page: Path) -> None:
    measured.write_section("bench", "Speed", ["- first"], page)
    measured.write_section("soak", "Proofs", ["- a hundred"], page)
    measured.write_section("bench", "Speed", ["- second"], page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Measured")
    assert "- first" not in text
    assert text.index("- second") < text.index("- a hundred")
    assert text.count("## Speed") == 1


def test_writing_the_same_again_changes_nothing(page: Path) -> None:
    measured.write_section("bench", "Speed", ["- one"], page)
    once = page.read_bytes()
    measured.write_section("bench", "Speed", ["- one"], page)
    assert page.read_bytes() == once


def test_a_section_names_commit_and_machine_and_neither_host_nor_path() -> None:
    line = measured.machine()
    assert line.startswith("Commit ")
    assert "cores" in line
    assert "Python 3." in line
    assert socket.gethostname() not in line
    assert str(measured.ROOT) not in line
