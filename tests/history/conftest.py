"""Databases of a test's own; see own_database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker
from tests.history import own_database as databases

from concordat.history.signals import act_closing


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    with django_db_blocker.unblock():
        name = databases.make(tmp_path_factory.mktemp("migrated"))
        yield name
        databases.drop(name)


@pytest.fixture
def own_database(migrated: str, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A migrated database of this test's own, with its triggers; its name."""
    with django_db_blocker.unblock():
        name = databases.copy(migrated, tmp_path)
        with databases.used(name):
            yield name
        databases.drop(name)


@pytest.fixture(autouse=True)
def no_room_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """The record is proved without the rooms above it, which listen as an act closes."""
    monkeypatch.setattr(act_closing, "receivers", [])
    act_closing.sender_receivers_cache.clear()
