"""A database of a test's own, as the tests of the record have it."""

from tests.history.conftest import migrated, own_database

__all__ = ["migrated", "own_database"]
