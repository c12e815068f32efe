"""What the databases themselves refuse: the record can be added to, and nothing else.

Put back after every migration, since some of them make a table anew; that they are there is asked at every start.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

EVENT, DETAIL = "history_event", "history_detail"
_SAY = "the record is only ever added to"

# In SQLite an insert that replaces deletes without a word where recursive triggers are off, so it is refused before.
_SQLITE = {
    f"{EVENT}_no_update": f"BEFORE UPDATE ON {EVENT} BEGIN SELECT RAISE(ABORT, '{_SAY}'); END",
    f"{EVENT}_no_delete": f"BEFORE DELETE ON {EVENT} BEGIN SELECT RAISE(ABORT, '{_SAY}'); END",
    f"{EVENT}_no_replace": (
        f"BEFORE INSERT ON {EVENT} WHEN EXISTS (SELECT 1 FROM {EVENT} WHERE id = NEW.id "
        f"OR (scope = NEW.scope AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, '{_SAY}'); END"
    ),
    f"{DETAIL}_only_erased": (
        f"BEFORE UPDATE ON {DETAIL} WHEN NEW.erased = OLD.erased OR length(NEW.\"values\") >= length(OLD.\"values\") "
        "OR NEW.id <> OLD.id OR NEW.scope <> OLD.scope OR NEW.number <> OLD.number OR NEW.item <> OLD.item "
        "OR NEW.model <> OLD.model OR NEW.object <> OLD.object "
        f"BEGIN SELECT RAISE(ABORT, '{_SAY}'); END"
    ),
    f"{DETAIL}_no_delete": f"BEFORE DELETE ON {DETAIL} BEGIN SELECT RAISE(ABORT, '{_SAY}'); END",
    f"{DETAIL}_no_replace": (
        f"BEFORE INSERT ON {DETAIL} WHEN EXISTS (SELECT 1 FROM {DETAIL} WHERE id = NEW.id "
        "OR (scope = NEW.scope AND number = NEW.number AND item = NEW.item)) "
        f"BEGIN SELECT RAISE(ABORT, '{_SAY}'); END"
    ),
}

_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_SAY}'; END $$;
CREATE OR REPLACE FUNCTION history_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.erased = OLD.erased OR length(NEW."values") >= length(OLD."values")
     OR (NEW.id, NEW.scope, NEW.number, NEW.item, NEW.model, NEW.object)
        IS DISTINCT FROM (OLD.id, OLD.scope, OLD.number, OLD.item, OLD.model, OLD.object)
  THEN RAISE EXCEPTION '{_SAY}'; END IF;
  RETURN NEW;
END $$;
"""
_POSTGRESQL = {
    f"{EVENT}_no_change": f"BEFORE UPDATE OR DELETE ON {EVENT} FOR EACH ROW EXECUTE FUNCTION history_refuse()",
    f"{EVENT}_no_truncate": f"BEFORE TRUNCATE ON {EVENT} FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()",
    f"{DETAIL}_only_erased": f"BEFORE UPDATE ON {DETAIL} FOR EACH ROW EXECUTE FUNCTION history_only_erased()",
    f"{DETAIL}_no_delete": f"BEFORE DELETE ON {DETAIL} FOR EACH ROW EXECUTE FUNCTION history_refuse()",
    f"{DETAIL}_no_truncate": f"BEFORE TRUNCATE ON {DETAIL} FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()",
}
_TABLE = {name: EVENT if name.startswith(EVENT) else DETAIL for name in (*_SQLITE, *_POSTGRESQL)}


def install(using: str = "default", **_: Any) -> None:
    """Put the triggers in place, as they are written here. Harmless where they are."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTIONS)
        for name, words in _wanted(connection).items():
            cursor.execute(_drop(connection, name))
            cursor.execute(f"CREATE TRIGGER {name} {words}")


def remove(using: str = "default") -> None:
    """Take the triggers away: for the tests of what the chain alone finds out."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name in _wanted(connection):
            cursor.execute(_drop(connection, name))


def missing(using: str = "default") -> list[str]:
    """The triggers that are not in the database, by name."""
    connection = connections[using]
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    return sorted(set(_wanted(connection)) - there)


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def _drop(connection: BaseDatabaseWrapper, name: str) -> str:
    return f"DROP TRIGGER IF EXISTS {name}" + (f" ON {_TABLE[name]}" if connection.vendor == "postgresql" else "")
