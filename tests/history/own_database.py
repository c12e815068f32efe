"""A database of one test's own: a file (SQLite) or a database of the server's (PostgreSQL), migrated once a run.

For what a test inside one transaction cannot show: threads, commits, triggers, tampering. Nothing has to be emptied
afterwards, which the record would refuse.
"""

from __future__ import annotations

import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend

ALIAS = "default"


# One a process is enough: nothing changes what is only copied from.
_made: list[str] = []


def make(folder: Path) -> str:
    """A migrated database to copy from; its name."""
    if not _made:
        _made.append(_migrated(folder))
    return _made[0]


def _migrated(folder: Path) -> str:
    name = _new_name(folder)
    if not _is_file():
        _server(f'CREATE DATABASE "{name}"')
    with used(name):
        call_command("migrate", verbosity=0, run_syncdb=True)
        call_command("createcachetable", verbosity=0)
    return name


def copy(template: str, folder: Path) -> str:
    """A copy of a database; its name."""
    name = _new_name(folder)
    if _is_file():
        shutil.copyfile(template, name)
    else:
        _server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def drop(name: str) -> None:
    """Remove a database."""
    if _is_file():
        Path(name).unlink(missing_ok=True)
    else:
        _server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def used(name: str) -> Iterator[None]:
    """Make it the database that every thread finds."""
    shared, mine = connections.settings[ALIAS], connections[ALIAS]
    before = shared["NAME"]
    shared["NAME"] = name
    connections[ALIAS] = _connection(shared)
    try:
        yield
    finally:
        connections[ALIAS].close()
        shared["NAME"] = before
        connections[ALIAS] = mine


def together(*jobs: Callable[[], Any], patience: int = 120) -> list[Any]:
    """Run each in a thread, all begun at once; what each answered, or the exception that ended it.

    ``patience`` is in seconds: after it, TimeoutError stands for the answer.
    """
    barrier, answers = threading.Barrier(len(jobs)), dict[int, Any]()

    def run(place: int, job: Callable[[], Any]) -> None:
        barrier.wait(30)
        try:
            answers[place] = job()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            answers[place] = error
        finally:
            connections[ALIAS].close()

    threads = [threading.Thread(target=run, args=(place, job)) for place, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience)
    return [answers.get(place, TimeoutError()) for place in range(len(jobs))]


def slowly(do: Callable[..., Any]) -> Callable[..., Any]:
    """What is done, after a while in which whoever is at work at the same time comes as far."""

    def wait_and_do(*args: Any) -> Any:
        time.sleep(0.1)
        return do(*args)

    return wait_and_do


def _is_file() -> bool:
    return bool(settings.DATABASES[ALIAS]["ENGINE"].endswith("sqlite3"))


def _new_name(folder: Path) -> str:
    name = f"own_{secrets.token_hex(6)}"
    return str(folder / f"{name}.sqlite3") if _is_file() else name


def _connection(wanted: dict[str, Any]) -> BaseDatabaseWrapper:
    made: BaseDatabaseWrapper = load_backend(wanted["ENGINE"]).DatabaseWrapper(wanted, ALIAS)
    return made


def _server(statement: str) -> None:
    """Tell the server something that no transaction may hold."""
    close_old_connections()
    connection = _connection({**connections.settings[ALIAS], "NAME": "postgres"})
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
