"""Alive and ready: what is asked of each part, and that nobody learns more than whether it is in order."""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.utils import ConnectionHandler
from django.test import Client, RequestFactory, override_settings

from concordat.history import clock, triggers
from concordat.site import health, tasks

SMTP = "django.core.mail.backends.smtp.EmailBackend"
NOBODY_LISTENS = 1


@pytest.fixture(autouse=True)
def nothing_told_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_told", {})


@pytest.fixture
def cached(db: None) -> Iterator[None]:
    """The cache's table, which no migration makes."""
    call_command("createcachetable", verbosity=0)
    cache.clear()
    yield
    cache.clear()


def asked() -> tuple[int, dict[str, Any]]:
    answer = health.ready(RequestFactory().get("/health/ready"))
    return answer.status_code, json.loads(answer.content)


def part(name: str) -> str:
    return str(asked()[1]["parts"][name])


def test_a_process_that_answers_is_alive_and_asks_nobody(django_assert_num_queries: Any) -> None:
    answer = health.live(RequestFactory().get("/health/live"))
    assert (answer.status_code, json.loads(answer.content)) == (200, {"live": True})


def test_everything_in_order_is_ready(cached: None, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.beat()
    monkeypatch.setattr(health, "PARTS", {**health.PARTS, "durability": lambda: ""})
    status, told = asked()
    assert (status, told["ready"]) == (200, True)
    assert set(told["parts"].values()) == {"ok"}
    assert set(told["parts"]) == {"database", "migrations", "triggers", "durability", "disk", "worker", "mail"}


def test_one_part_out_of_order_is_not_ready(cached: None) -> None:
    status, told = asked()
    assert (status, told["ready"]) == (503, False)
    assert told["parts"]["worker"].startswith("No worker has been heard of.")
    assert told["parts"]["database"] == "ok"


def test_a_worker_is_missed_after_three_minutes(cached: None, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.beat()
    heard = clock.now()
    for later, word in ((timedelta(minutes=2, seconds=59), "ok"), (timedelta(minutes=4), "The worker has been silent")):
        monkeypatch.setattr(health, "_told", {})
        monkeypatch.setattr(clock, "now", lambda later=later: heard + later)
        assert part("worker").startswith(word)


def test_a_table_that_waits_for_its_change_is_not_ready(cached: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'evidence'")
    assert part("migrations").endswith("Run: concordat migrate")


def test_a_record_that_the_database_does_not_guard_is_not_ready(cached: None) -> None:
    triggers.remove()
    assert part("triggers") == "The record is not guarded by the database. Run: concordat migrate"


def test_a_disk_that_is_nearly_full_is_not_ready(cached: None, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - as shutil gives it
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(10, 10, health.FREE_BYTES - 1))
    assert part("disk") == "Less than 500MB are free."


@override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=NOBODY_LISTENS, EMAIL_HOST_PASSWORD="hidden")
def test_a_mail_server_that_does_not_answer_is_not_ready_and_not_named(cached: None) -> None:
    assert part("mail") == "It does not answer (ConnectionRefusedError)."


@override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend")
def test_a_folder_of_mail_is_looked_for_and_nothing_is_written_to_it(cached: None, tmp_path: Path) -> None:
    with override_settings(EMAIL_FILE_PATH=tmp_path / "mail"):
        assert part("mail") == "ok"
    assert list((tmp_path / "mail").iterdir()) == []
    (tmp_path / "file").touch()
    health._told.clear()
    with override_settings(EMAIL_FILE_PATH=tmp_path / "file"):
        assert part("mail").startswith("It does not answer")


def test_what_a_part_says_when_it_fails_is_not_passed_on(cached: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> str:
        raise RuntimeError("password of somebody")

    monkeypatch.setattr(health, "PARTS", {"database": fails})
    assert asked() == (503, {"ready": False, "parts": {"database": "It does not answer (RuntimeError)."}})


def test_an_answer_is_kept_for_a_moment_so_that_asking_often_costs_nothing(
    cached: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[datetime] = []

    def counts() -> str:
        times.append(clock.now())
        return ""

    monkeypatch.setattr(health, "PARTS", {"mail": counts, "disk": counts})
    asked()
    asked()
    assert len(times) == 2


def of_file(path: Path, **options: Any) -> Any:
    """A connection to a SQLite file with the product's own options, some of them changed."""
    given = {**settings.SQLITE, **options}
    return ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": given}})[
        "default"
    ]


def test_the_product_s_own_settings_wait_for_the_disk(db: None, tmp_path: Path) -> None:
    opened = of_file(tmp_path / "a.sqlite3")
    assert health.durability(opened) == ""
    opened.close()


@pytest.mark.parametrize(
    ("pragma", "words"),
    [
        ("PRAGMA synchronous=NORMAL", "does not wait for the disk"),
        ("PRAGMA synchronous=OFF", "does not wait for the disk"),
        ("PRAGMA synchronous=FULL; PRAGMA journal_mode=MEMORY", "its journal is memory"),
        ("PRAGMA synchronous=FULL; PRAGMA journal_mode=OFF", "its journal is off"),
    ],
)
def test_a_database_that_does_not_wait_for_the_disk_is_not_ready(
    db: None, tmp_path: Path, pragma: str, words: str
) -> None:
    opened = of_file(tmp_path / "a.sqlite3", init_command=pragma)
    assert words in health.durability(opened)
    opened.close()


def test_anybody_may_ask(cached: None, client: Client) -> None:
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code in (200, 503)
    assert client.post("/health/ready").status_code == 405
