"""What the databases themselves refuse: the record can be added to, and nothing else.

Put back after every migration, since some of them make a table anew; that they are there is asked at every start.
"""

from __future__ import annotations

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

EVENT, DETAIL = "history_event", "history_detail"
_SAY = "the record is only ever added to"

# In SQLite an insert that replaces deletes without a word where recursive triggers are off, so it is refused before.
_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{_SAY}'); END"
_SQLITE = {
    f"{EVENT}_no_update": f"BEFORE UPDATE ON {EVENT} {_REFUSE}",
    f"{EVENT}_no_delete": f"BEFORE DELETE ON {EVENT} {_REFUSE}",
    f"{EVENT}_no_replace": (
        f"BEFORE INSERT ON {EVENT} WHEN EXISTS (SELECT 1 FROM {EVENT} WHERE id = NEW.id "  # noqa: S608 - our own names
        f"OR (scope = NEW.scope AND number = NEW.number)) {_REFUSE}"
    ),
    f"{DETAIL}_only_erased": (
        f'BEFORE UPDATE ON {DETAIL} WHEN NEW.erased = OLD.erased OR length(NEW."values") >= length(OLD."values") '
        "OR NEW.id <> OLD.id OR NEW.scope <> OLD.scope OR NEW.number <> OLD.number OR NEW.item <> OLD.item "
        f"OR NEW.model <> OLD.model OR NEW.object <> OLD.object {_REFUSE}"
    ),
    f"{DETAIL}_no_delete": f"BEFORE DELETE ON {DETAIL} {_REFUSE}",
    f"{DETAIL}_no_replace": (
        f"BEFORE INSERT ON {DETAIL} WHEN EXISTS (SELECT 1 FROM {DETAIL} WHERE id = NEW.id "  # noqa: S608 - our own names
        f"OR (scope = NEW.scope AND number = NEW.number AND item = NEW.item)) {_REFUSE}"
    ),
}

# PostgreSQL: what each function does, by its name.
_FUNCTIONS = {
    "history_refuse": f"BEGIN RAISE EXCEPTION '{_SAY}'; END",
    "history_only_erased": f"""
BEGIN
  IF NEW.erased = OLD.erased OR length(NEW."values") >= length(OLD."values")
     OR (NEW.id, NEW.scope, NEW.number, NEW.item, NEW.model, NEW.object)
        IS DISTINCT FROM (OLD.id, OLD.scope, OLD.number, OLD.item, OLD.model, OLD.object)
  THEN RAISE EXCEPTION '{_SAY}'; END IF;
  RETURN NEW;
END
""",
}
_POSTGRESQL = {
    f"{EVENT}_no_change": f"BEFORE UPDATE OR DELETE ON {EVENT} FOR EACH ROW EXECUTE FUNCTION history_refuse()",
    f"{EVENT}_no_truncate": f"BEFORE TRUNCATE ON {EVENT} FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()",
    f"{DETAIL}_only_erased": f"BEFORE UPDATE ON {DETAIL} FOR EACH ROW EXECUTE FUNCTION history_only_erased()",
    f"{DETAIL}_no_delete": f"BEFORE DELETE ON {DETAIL} FOR EACH ROW EXECUTE FUNCTION history_refuse()",
    f"{DETAIL}_no_truncate": f"BEFORE TRUNCATE ON {DETAIL} FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()",
}
_ACTS = ("UPDATE", "DELETE", "TRUNCATE", "WHEN")
_TABLE = {name: EVENT if name.startswith(EVENT) else DETAIL for name in (*_SQLITE, *_POSTGRESQL)}


def install(using: str = "default") -> None:
    """Put the triggers in place, as they are written here, all or none. Harmless where they are."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, body in _FUNCTIONS.items():
                cursor.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
        for name, words in _wanted(connection).items():
            cursor.execute(_drop(connection, name))
            cursor.execute(f"CREATE TRIGGER {name} {words}")


def remove(using: str = "default") -> None:
    """Take the triggers away: for the tests of what the chain alone finds out."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        for name in _wanted(connection):
            cursor.execute(_drop(connection, name))


def has_tables(using: str = "default") -> bool:
    """Whether the record's tables are in the database at all."""
    return {EVENT, DETAIL} <= set(connections[using].introspection.table_names())


def missing(using: str = "default") -> list[str]:
    """The triggers that are not in the database as they are written here, by name."""
    connection = connections[using]
    find = _found_in_postgresql if connection.vendor == "postgresql" else _found_in_sqlite
    with connection.cursor() as cursor:
        found = find(cursor)
    return sorted(name for name in _wanted(connection) if not found.get(name))


def _found_in_sqlite(cursor: CursorWrapper) -> dict[str, bool]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {name: text == f"CREATE TRIGGER {name} {_SQLITE.get(name)}" for name, text in cursor.fetchall()}


def _found_in_postgresql(cursor: CursorWrapper) -> dict[str, bool]:
    cursor.execute(
        "SELECT t.tgname, t.tgenabled, p.prosrc, pg_get_triggerdef(t.oid) FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
        "WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"
    )
    return {name: _holds(name, *rest) for name, *rest in cursor.fetchall()}


def _holds(name: str, enabled: str, source: str, definition: str) -> bool:
    """Whether a trigger works in ordinary sessions (O) or in all (A), on its acts, and its function still refuses."""
    words = _POSTGRESQL.get(name, "")
    function = next((body for called, body in _FUNCTIONS.items() if words.endswith(f"{called}()")), None)
    said, wanted = (text.partition(" ON ")[0] for text in (definition, words))
    acts = all((act in said) == (act in wanted) for act in _ACTS)
    return enabled in ("O", "A") and source == function and acts


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


def _drop(connection: BaseDatabaseWrapper, name: str) -> str:
    return f"DROP TRIGGER IF EXISTS {name}" + (f" ON {_TABLE[name]}" if connection.vendor == "postgresql" else "")
