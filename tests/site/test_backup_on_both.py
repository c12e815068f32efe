"""A backup and its restore, from one database into another of the same kind: SQLite here, PostgreSQL where that runs."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker
from tests.cli.test_house_in_processes import PASSWORD, Keep, keeping

ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")
# It starts eight processes. The fast suite runs it only where nothing else tries PostgreSQL's own tools.
pytestmark = [] if ON_POSTGRESQL else [pytest.mark.slow]


def url(name: str, folder: Path) -> str:
    """The address of a database of that name, as DATABASE_URL says it."""
    if not ON_POSTGRESQL:
        return f"sqlite:///{folder}/{name}.sqlite3"
    given = connection.settings_dict
    password = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    return f"postgres://{given['USER']}{password}@:{given['PORT']}/{given['HOST']}/{name}"


@pytest.fixture
def places(tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Keep, Keep]]:
    """Two installations, each with a database of its own."""
    names = [f"backup_{secrets.token_hex(4)}" for _ in range(2)]
    with django_db_blocker.unblock():
        _each("CREATE DATABASE {}", names)
        first, second = (keeping(tmp_path / name, url(name, tmp_path)) for name in names)
        yield first, second
        _each("DROP DATABASE {} WITH (FORCE)", names)


def _each(statement: str, names: list[str]) -> None:
    """Ask this of PostgreSQL for each database; a SQLite file comes and goes by itself."""
    if ON_POSTGRESQL:
        with connection.cursor() as cursor:
            for name in names:
                cursor.execute(statement.format(name))


def test_what_was_backed_up_in_one_place_is_there_in_another_and_what_was_there_is_set_aside(
    places: tuple[Keep, Keep], tmp_path: Path
) -> None:
    first, second = places
    file = tmp_path / "all.tar.gz"
    for keep in places:
        assert keep("migrate").code == 0
    assert first("create-admin", "ann@example.org", "Ann Other", "--password-from", "-", typed=PASSWORD).code == 0
    assert first("backup", file).code == 0
    assert second("restore", file).code == 2
    restored = second("restore", file, "--replace", "--json")
    assert (restored.code, restored.data["faults"]) == (0, [])
    assert any(Path(restored.data["aside"]).iterdir())
    assert second("verify-history").out == first("verify-history").out
    assert second("migrate", "--json").data == {"applied": []}
