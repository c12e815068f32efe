"""A copy of the database into a file, and the database from such a copy: SQLite's own way, and PostgreSQL's."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

from concordat.ui.refusals import CannotDo

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_BESIDE = ("", "-wal", "-shm")


def kind() -> str:
    """``sqlite`` or ``postgresql``."""
    return connection.vendor


def sqlite_path() -> Path:
    """Where the SQLite file lies."""
    return Path(settings.DATABASES["default"]["NAME"])


def is_empty() -> bool:
    """Whether the database has no table."""
    if kind() == SQLITE:
        path = sqlite_path()
        return not path.exists() or path.stat().st_size == 0
    return not connection.introspection.table_names()


def copy_to(path: Path) -> None:
    """Copy the database as it stands this moment, while others write on. Raises CannotDo where the tool fails."""
    if kind() == SQLITE:
        with closing(sqlite3.connect(sqlite_path())) as source, closing(sqlite3.connect(path)) as copy:
            source.backup(copy)
        return
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")


def check_copy(path: Path) -> None:
    """Raises CannotDo where a copy is not whole."""
    if kind() == SQLITE:
        with closing(sqlite3.connect(path)) as copy:
            try:
                found = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            except sqlite3.DatabaseError as error:
                found = [str(error)]
        if found != ["ok"]:
            raise CannotDo(f"The database in the backup is damaged: {found[0]}. Take another backup.")
        return
    _run("pg_restore", "--list", str(path), quiet=True)


def set_aside(folder: Path) -> None:
    """Put the database that is there into a folder, so that a restore can be taken back."""
    if kind() == POSTGRESQL:
        copy_to(folder / "database")
        return
    connections.close_all()
    for ending in _BESIDE:
        there = sqlite_path().with_name(sqlite_path().name + ending)
        if there.exists():
            shutil.move(there, folder / there.name)


def take_from(path: Path) -> None:
    """Make the database what a copy says. In SQLite the copy becomes the database."""
    if kind() == SQLITE:
        connections.close_all()
        sqlite_path().parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, sqlite_path())
        return
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {quote(table)} CASCADE")
    connections.close_all()
    tools = ("--no-owner", "--no-privileges", "--clean", "--if-exists", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *tools, f"--dbname={settings.DATABASES['default']['NAME']}", str(path))


def _run(tool: str, *arguments: str, quiet: bool = False) -> None:
    """Run one of PostgreSQL's own tools on the database. The password goes by the environment: it is not seen there."""
    found = shutil.which(tool)
    if found is None:
        raise CannotDo(f"This needs {tool}, and it is not here. As root: apt-get install postgresql-client")
    done = subprocess.run(  # noqa: S603 - our own words, and no shell
        [found, *arguments], env={**os.environ, **_surroundings()}, capture_output=True, text=True, check=False
    )
    if done.returncode and not quiet:
        said = (done.stderr.strip().splitlines() or ["it says nothing"])[0]
        raise CannotDo(f"{tool} failed: {said}")
    if done.returncode:
        raise CannotDo("The database in the backup is damaged. Take another backup.")


def _surroundings() -> dict[str, str]:
    given: dict[str, Any] = settings.DATABASES["default"]
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {name: str(given[key]) for name, key in named.items() if given.get(key)}
