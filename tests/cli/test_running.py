"""The commands that keep the house, asked in this process: what they refuse, and what they say."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cli.conftest import Run

from concordat.accounts.models import User
from concordat.history import triggers
from concordat.history.acts import SYSTEM, act
from concordat.history.models import Event

pytestmark = pytest.mark.django_db
PASSWORD = "a phrase that is long enough"


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password on the input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))


@pytest.fixture
def record() -> None:
    """A record of one event."""
    with act(SYSTEM, "Something said", "installation") as done:
        done.say("tests.thing", "1")


def test_an_admin_looks_after_the_installation_and_can_sign_in(run: Run, password: None) -> None:
    assert (
        run("create-admin", "Ann@Example.org", "Ann Other", "--password-from", "-").out
        == "Ann Other can sign in now.\n"
    )
    made = User.objects.get(email="ann@example.org")
    assert made.installer
    assert made.check_password(PASSWORD)


def test_a_password_may_stand_in_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "password").write_text(f"{PASSWORD}\nand a note", encoding="utf-8")
    assert run("create-admin", "ann@example.org", "Ann", "--password-from", tmp_path / "password").code == 0
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (["ann@example.org", "Ann"], "short\n", "This password is too short."),
        (["ann@example.org", "Ann"], "", "There is no password to read."),
        (["ann@example.org", " "], f"{PASSWORD}\n", "Enter the person's name"),
        (["nobody", "Ann"], f"{PASSWORD}\n", "Enter an email address in the correct format"),
    ],
)
def test_an_admin_who_cannot_be_made_is_refused_in_a_sentence(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch, words: list[str], typed: str, sentence: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert sentence in refused("create-admin", *words, "--password-from", "-")
    assert not User.objects.exists()


def test_somebody_who_can_sign_in_already_is_not_made_again(
    run: Run, refused: Callable[..., str], password: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("create-admin", "ann@example.org", "Ann", "--password-from", "-")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert "can sign in already" in refused("create-admin", "ann@example.org", "Ann", "--password-from", "-")


def test_a_password_is_asked_for_only_where_there_is_somebody_to_ask(
    refused: Callable[..., str], password: None
) -> None:
    assert "There is nobody to ask for a password." in refused("create-admin", "ann@example.org", "Ann")


def test_an_empty_record_is_whole(run: Run) -> None:
    assert run("verify-history").out == "The record is whole: 0 events in 0 chains.\n"


def test_a_whole_record_is_said_to_be_whole_with_its_heads(run: Run, record: None, tmp_path: Path) -> None:
    said = run("verify-history")
    assert said.code == 0
    assert said.out.endswith("The record is whole: 1 events in 1 chains.\n")
    heads = tmp_path / "heads"
    heads.write_text(said.out, encoding="utf-8")
    assert run("verify-history", "--heads", heads).code == 0


def test_a_head_that_was_printed_and_is_no_longer_there_is_a_fault(run: Run, record: None, tmp_path: Path) -> None:
    heads = tmp_path / "heads"
    heads.write_text(f"installation 1 {'0' * 64}\nelsewhere 2 {'0' * 64}\n", encoding="utf-8")
    said = run("verify-history", "--heads", heads, "--json")
    assert said.code == 1
    assert said.data["whole"] is False
    assert said.data["faults"] == [
        "installation, event 1: it is not the one whose digest was printed.",
        "elsewhere, event 2: it is not the one whose digest was printed.",
    ]


def test_a_broken_chain_is_a_fault_and_named(run: Run, record: None) -> None:
    triggers.remove()
    Event.objects.update(verb="Something else said")
    said = run("verify-history")
    assert said.code == 1
    assert "installation, event 1: Its columns say something else than its text." in said.out
    assert said.out.endswith("The record is not whole: 1 of these.\n")


@pytest.mark.parametrize(
    "line", ["installation one", f"installation one {'0' * 64}", "installation 1 short", "installation"]
)
def test_a_file_of_heads_that_cannot_be_read_is_refused_with_its_line(
    refused: Callable[..., str], tmp_path: Path, line: str
) -> None:
    heads = tmp_path / "heads"
    heads.write_text(f"# heads of March\n{line}\n", encoding="utf-8")
    assert f"{heads}:2 is no head." in refused("verify-history", "--heads", heads)


def test_an_export_has_a_line_for_each_event_and_head_and_is_for_its_owner_alone(
    run: Run, refused: Callable[..., str], record: None, tmp_path: Path
) -> None:
    file = tmp_path / "record.ndjson"
    assert run("export-history", file).out == f"2 lines are in {file}.\n"
    assert len(file.read_text(encoding="utf-8").splitlines()) == 2
    assert file.stat().st_mode & 0o777 == 0o600
    assert "already" in refused("export-history", file)


def test_an_export_that_fails_leaves_no_file(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> list[str]:
        raise OSError(28, "No space left on device", "record.ndjson")

    monkeypatch.setattr("concordat.history.verify.export", fails)
    assert run("export-history", tmp_path / "record.ndjson").err.endswith("No space left on device: record.ndjson.\n")
    assert list(tmp_path.iterdir()) == []


def test_rebuild_makes_every_derived_table_again(run: Run) -> None:
    derived = ("approvals.Waiting", "compliance.Segment", "compliance.Tally")
    assert run("rebuild", "--json").data == dict.fromkeys(derived, 0)


def test_after_a_migration_what_is_worked_out_is_made_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr("concordat.history.derived.rebuild", lambda: made.append("again"))
    run("migrate")
    assert made == []
    monkeypatch.setattr("concordat.cli.admin._plan", lambda _: [(SimpleNamespace(app_label="a", name="0001"), False)])
    assert "Changes made: 1." in run("migrate").out
    assert made == ["again"]


def test_migrate_has_nothing_to_do_where_all_is_done(run: Run) -> None:
    assert run("migrate").out == "The database is up to date. Nothing waited.\n"


@pytest.mark.parametrize("command", ["verify-history", "rebuild", "backup", "worker", "create-admin"])
def test_where_changes_to_the_tables_wait_each_command_says_so(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: ["one"])
    words: dict[str, list[object]] = {"backup": [tmp_path / "b"], "create-admin": ["a@example.org", "Ann"]}
    assert (
        refused(command, *words.get(command, []))
        == "concordat: The database is not up to date. Run: concordat migrate\n"
    )


@pytest.mark.parametrize(
    "words", [["restore"], ["serve", "--workers", "0"], ["serve", "--port", "x"], ["create-admin"]]
)
def test_a_command_line_that_cannot_be_read_is_refused(refused: Callable[..., str], words: list[str]) -> None:
    assert refused(*words)


def test_a_backup_that_is_not_there_is_refused(refused: Callable[..., str]) -> None:
    assert refused("restore", "nowhere.tar.gz") == "concordat: There is no file “nowhere.tar.gz”.\n"


def test_a_backup_is_not_written_over_another(refused: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "all.tar.gz").touch()
    assert "already" in refused("backup", tmp_path / "all.tar.gz")
