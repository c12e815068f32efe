"""What the databases refuse by themselves: every way of changing an event, or what stands beside it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, models, transaction
from tests.history.things.making import ANN, HERE, made

from concordat.history import triggers
from concordat.history.checks import the_record_is_guarded
from concordat.history.erasure import erase
from concordat.history.models import Detail, Event, Head
from concordat.history.verify import breaks

EVENT_COLUMNS = "scope, number, digest, body, verb, at"
DETAIL_COLUMNS = 'scope, number, item, model, object, "values", erased'
# Each with whether it is of SQLite, of PostgreSQL, or of both.
REFUSED = [
    ("both", "UPDATE history_event SET verb = 'x'"),
    ("both", "UPDATE history_event SET verb = verb"),
    ("both", "UPDATE history_event SET id = id + 100"),
    ("both", "DELETE FROM history_event"),
    ("both", "DELETE FROM history_event WHERE number = 2"),
    ("sqlite", "REPLACE INTO history_event SELECT * FROM history_event"),
    ("sqlite", f"INSERT OR REPLACE INTO history_event ({EVENT_COLUMNS}) SELECT {EVENT_COLUMNS} FROM history_event"),
    ("sqlite", f"INSERT OR IGNORE INTO history_event ({EVENT_COLUMNS}) SELECT {EVENT_COLUMNS} FROM history_event"),
    ("sqlite", "UPDATE OR REPLACE history_event SET number = 1"),
    (
        "both",
        (
            f"INSERT INTO history_event ({EVENT_COLUMNS}) SELECT {EVENT_COLUMNS} FROM history_event WHERE true "
            "ON CONFLICT (scope, number) DO UPDATE SET body = 'x'"
        ),
    ),
    (
        "both",
        "INSERT INTO history_event SELECT * FROM history_event WHERE true ON CONFLICT (id) DO UPDATE SET body = 'x'",
    ),
    ("postgresql", "TRUNCATE history_event"),
    ("postgresql", "TRUNCATE history_event, history_detail, history_head CASCADE"),
    ("both", "UPDATE history_detail SET object = 'x'"),
    ("both", "UPDATE history_detail SET \"values\" = '{}'"),
    ("both", "UPDATE history_detail SET erased = 'x'"),
    ("both", "UPDATE history_detail SET \"values\" = \"values\" || ' ', erased = 'x'"),
    ("both", "UPDATE history_detail SET \"values\" = '', erased = 'x', model = 'x'"),
    ("both", "UPDATE history_detail SET \"values\" = '', erased = 'x', number = number + 50"),
    ("both", "UPDATE history_detail SET \"values\" = '', erased = 'x', item = item + 50"),
    ("both", "UPDATE history_detail SET \"values\" = '', erased = 'x', scope = 'x'"),
    ("both", "UPDATE history_detail SET \"values\" = '', erased = 'x', id = id + 500"),
    ("both", "UPDATE history_detail SET \"values\" = '', erased = 'x', object = 'x'"),
    ("both", "DELETE FROM history_detail"),
    ("sqlite", "REPLACE INTO history_detail SELECT * FROM history_detail"),
    ("sqlite", f"INSERT OR REPLACE INTO history_detail ({DETAIL_COLUMNS}) SELECT {DETAIL_COLUMNS} FROM history_detail"),
    ("sqlite", "UPDATE OR REPLACE history_detail SET \"values\" = '', erased = 'x', id = 1"),
    (
        "both",
        (
            f"INSERT INTO history_detail ({DETAIL_COLUMNS}) SELECT {DETAIL_COLUMNS} FROM history_detail WHERE true "
            "ON CONFLICT (scope, number, item) DO UPDATE SET erased = 'x', \"values\" = '{}', object = 'x'"
        ),
    ),
    ("postgresql", "TRUNCATE history_detail"),
]


def _all() -> tuple[list[object], list[object]]:
    return list(Event.objects.order_by("id").values()), list(Detail.objects.order_by("id").values())


def _three_events() -> None:
    for name in ("one", "two", "three"):
        made(name=name, reason="because")


@contextmanager
def _recursive(on: bool) -> Iterator[None]:
    """SQLite alone: whether a replacing insert tells the triggers of what it deletes."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA recursive_triggers = {'ON' if on else 'OFF'}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA recursive_triggers = ON")


def _refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "only ever added to" in str(error)
    return False


@pytest.mark.parametrize("recursive", [True, False], ids=["recursive", "not recursive"])
def test_the_database_refuses_each_way_of_changing_the_record(own_database: str, recursive: bool) -> None:
    _three_events()
    before = _all()
    statements = [statement for of, statement in REFUSED if of in ("both", connection.vendor)]
    with _recursive(recursive):
        let_through = [statement for statement in statements if not _refused(statement)]
    assert let_through == []
    assert _all() == before
    assert not list(breaks())


def test_the_models_of_the_record_are_refused_too(own_database: str) -> None:
    _three_events()
    event, detail = Event.objects.all()[0], Detail.objects.all()[0]
    event.verb = detail.object = "x"
    for refused in (event.save, event.delete, detail.save, detail.delete, Event.objects.all().delete):
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            refused()


def test_the_sites_own_connection_has_recursive_triggers_and_waits_for_the_disk(own_database: str) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            said = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("recursive_triggers", "synchronous")]
        assert said == [1, 2]
    assert triggers.missing() == []


@pytest.mark.parametrize("model", [Event, Detail])
def test_after_a_migration_that_makes_the_table_anew_the_triggers_are_back(
    own_database: str, model: type[models.Model]
) -> None:
    _three_events()
    old = next(field for field in model._meta.concrete_fields if field.name == "scope")
    new = models.CharField(max_length=90)
    new.set_attributes_from_name("scope")
    new.model = model
    with connection.schema_editor() as editor:
        editor.alter_field(model, old, new)
    if connection.vendor == "sqlite":
        assert triggers.missing() != []
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert triggers.missing() == []
    assert _refused(f"DELETE FROM {model._meta.db_table}")
    assert not list(breaks())


def test_the_command_puts_back_triggers_that_were_taken_away(own_database: str) -> None:
    triggers.remove()
    assert len(the_record_is_guarded(databases=["default"])) == len(triggers.missing()) > 4
    call_command("migrate", verbosity=0)
    assert the_record_is_guarded(databases=["default"]) == []


def test_a_trigger_that_was_made_to_let_through_is_missing(own_database: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE history_event DISABLE TRIGGER history_event_no_change")
            name = "history_event_no_change"
        else:
            cursor.execute("DROP TRIGGER history_event_no_delete")
            cursor.execute(
                "CREATE TRIGGER history_event_no_delete BEFORE DELETE ON history_event "
                "WHEN 1 = 2 BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
            name = "history_event_no_delete"
    assert triggers.missing() == [name]
    triggers.install()
    assert triggers.missing() == []


def test_a_function_that_was_made_to_let_through_leaves_its_triggers_missing(own_database: str) -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN OLD; END$$"
        )
    assert len(triggers.missing()) == 4


def test_a_database_without_the_tables_is_not_asked_for_triggers(own_database: str) -> None:
    with connection.cursor() as cursor:
        for model in (Event, Detail, Head):
            cursor.execute(f"DROP TABLE {model._meta.db_table}")
    assert the_record_is_guarded(databases=["default"]) == []
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def test_the_check_asks_nothing_where_no_database_is_named() -> None:
    assert the_record_is_guarded(databases=None) == []


def test_erasing_is_the_one_change_that_is_let_through(own_database: str) -> None:
    thing = made(name="Ann Example", chain=HERE)
    assert erase(ANN, "things.thing", [str(thing.pk)], "a request") == 1
    assert not list(breaks())
