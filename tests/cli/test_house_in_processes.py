"""The commands that keep the house, as somebody runs them: each in a process of its own, on data of its own."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.cli.conftest import Said

pytestmark = pytest.mark.slow
Keep: TypeAlias = Callable[..., Said]
PASSWORD = "a phrase that is long enough\n"


def surroundings(data: Path, database: str = "") -> dict[str, str]:
    """The environment of a process that keeps its data here; in a SQLite file there, where no database is named."""
    return {
        **os.environ,
        "CONCORDAT_DATA": str(data),
        "SECRET_KEY": "only-for-tests",
        "DJANGO_SETTINGS_MODULE": "concordat.site.settings",
        "DATABASE_URL": database or f"sqlite:///{data}/concordat.sqlite3",
        "MAIL_URL": "filemail://",
    }


def keeping(data: Path, database: str = "") -> Keep:
    """Run a command on the data of a place."""

    def ran(*words: object, typed: str = "") -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "concordat.cli", *map(str, words)],
            env=surroundings(data, database),
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Said(done.returncode, done.stdout, done.stderr)

    return ran


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty place for data."""
    return tmp_path / "data"


@pytest.fixture
def keep(place: Path) -> Keep:
    """Run a command on that place."""
    return keeping(place)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place where somebody looks after an installation, and a file lies in the store; not to be changed."""
    data = tmp_path_factory.mktemp("made") / "data"
    keep = keeping(data)
    assert keep("migrate").code == 0
    assert keep("create-admin", "ann@example.org", "Ann Other", "--password-from", "-", typed=PASSWORD).code == 0
    return data


@pytest.fixture
def backup(made: Path, tmp_path: Path) -> Path:
    """A backup of that place."""
    file = tmp_path / "all.tar.gz"
    assert keeping(made)("backup", file).code == 0
    return file


def test_before_the_first_migrate_each_command_says_what_to_run(keep: Keep) -> None:
    said = keep("verify-history")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("Run: concordat migrate\n")


def test_migrate_says_what_it_did_and_the_second_time_does_nothing(keep: Keep, place: Path) -> None:
    assert keep("migrate").out.startswith("The database is up to date. ")
    assert keep("migrate", "--json").data == {"applied": []}
    assert (place / "concordat.sqlite3").stat().st_mode & 0o007 == 0
    with closing(sqlite3.connect(place / "concordat.sqlite3")) as database:
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
    assert {"cache", "history_event", "history_event_no_update"} <= tables


def test_an_exported_record_is_found_whole_by_the_script_that_needs_no_concordat(made: Path, tmp_path: Path) -> None:
    file = tmp_path / "record.ndjson"
    assert keeping(made)("export-history", file).out == f"2 lines are in {file}.\n"
    assert file.stat().st_mode & 0o777 == 0o600
    script = Path(__file__).parents[2] / "src/concordat/history/standalone_verify.py"
    done = subprocess.run([sys.executable, "-I", str(script), str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    again = keeping(made)("export-history", file)
    assert (again.code, again.out) == (2, "")


def test_a_backup_is_for_its_owner_alone_and_is_not_written_over(made: Path, backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    said = keeping(made)("backup", backup)
    assert (said.code, said.out) == (2, "")
    assert list(backup.parent.iterdir()) == [backup]


def test_a_backup_restored_elsewhere_holds_the_same_record(made: Path, backup: Path, keep: Keep) -> None:
    restored = keep("restore", backup)
    assert restored.code == 0
    assert restored.out.endswith("Now run: concordat migrate\n")
    assert keep("verify-history").out == keeping(made)("verify-history").out


def test_a_place_that_is_not_empty_is_only_restored_to_when_that_is_said(backup: Path, keep: Keep, place: Path) -> None:
    keep("migrate")
    refused = keep("restore", backup)
    assert (refused.code, refused.out) == (2, "")
    assert "With --replace they are set aside." in refused.err
    done = keep("restore", backup, "--replace", "--json")
    assert done.code == 0
    assert (Path(done.data["aside"]) / "concordat.sqlite3").is_file()
    assert "1 events" in keep("verify-history").out


def test_a_database_that_cannot_be_reached_is_refused_in_a_sentence(place: Path) -> None:
    place.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "concordat.cli", "verify-history"],
        env=surroundings(place, "postgres://nobody:secret@127.0.0.1:1/none"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("concordat: The database does not answer: ")
    assert "secret" not in done.stderr


# Both files were put there past the record, and one is not what it was.
FAULTS = [
    *(f"evidence.StoredFile {number}: no event says where it comes from." for number in (1, 2)),
    "The file “damaged.txt” is missing or damaged.",
]


@pytest.fixture
def files(place: Path, backup: Path, keep: Keep) -> Path:
    """A restored place whose store holds two files, one of which is not what it was."""
    keep("restore", backup)
    for content in (b"whole", b"damaged"):
        path = place / "files" / (digest := hashlib.sha256(content).hexdigest())[:2] / digest
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        with closing(sqlite3.connect(place / "concordat.sqlite3")) as database, database:
            database.execute(
                "INSERT INTO evidence_storedfile (version, reference, chain, owner_kind, owner, name, words, media_type,"
                " size, digest, added_by, added_at) VALUES (1, ?, 'x', 'x', '1', ?, '', 'text/plain', 1, ?, 'x', '2026-01-01')",
                (content.decode(), f"{content.decode()}.txt", digest),
            )
    path.write_bytes(b"otherwise")
    return place / "files"


def test_a_backup_holds_every_file_and_says_which_is_damaged(files: Path, keep: Keep, tmp_path: Path) -> None:
    file = tmp_path / "with-files.tar.gz"
    said = keep("backup", file, "--json")
    assert said.code == 1
    assert (said.data["files"], len(said.data["damaged"])) == (1, 1)
    elsewhere = keeping(tmp_path / "elsewhere")
    restored = elsewhere("restore", file, "--json")
    assert restored.code == 1
    assert restored.data["faults"] == FAULTS
    assert len(list((tmp_path / "elsewhere" / "files").glob("??/*"))) == 2


def test_the_record_is_not_whole_where_a_row_has_no_event_or_a_file_is_damaged(files: Path, keep: Keep) -> None:
    said = keep("verify-history", "--json")
    assert (said.code, said.data["whole"]) == (1, False)
    assert said.data["faults"] == FAULTS
