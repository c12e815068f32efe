"""``concordat migrate``, ``create-admin`` and ``rebuild``: setting the house up, and mending what is worked out."""

from __future__ import annotations

import argparse
import getpass
import io
import sys
from pathlib import Path
from typing import Any

from concordat.cli.common import answer, command
from concordat.cli.house import house, require_migrated
from concordat.cli.refusals import refusal
from concordat.cli.terminal import is_terminal

MIGRATE_MORE = """\
Run it before the first start and after every new version; where nothing waits
it changes nothing. DATABASE_URL and CONCORDAT_DATA say where the data lies.
"""
ADMIN_MORE = """\
They look after the installation: they may set up councils, and see no
council's work by that. Asks for a password; --password-from reads it from a
file's first line instead (“-” for the input).
"""
REBUILD_MORE = """\
Lists and standings are worked out from the records as these change. This works
out all of them again; the records stay as they are.
"""


def add(commands: Any) -> None:
    """Declare the commands."""
    command(commands, "migrate", migrate, "Bring the database up to date", MIGRATE_MORE)
    made = command(commands, "create-admin", create_admin, "Make somebody who looks after the installation", ADMIN_MORE)
    made.add_argument("email", metavar="EMAIL", help="their mail address, with which they sign in")
    made.add_argument("name", metavar="NAME", help="their name, in quotation marks")
    made.add_argument("--password-from", metavar="FILE", help="read the password from a file")
    command(commands, "rebuild", rebuild, "Work out again all that is worked out", REBUILD_MORE)


def migrate(given: argparse.Namespace) -> int:
    """Bring the tables up to date, the cache's too; the triggers come back by themselves."""
    with house():
        waiting = bring_up_to_date()
    said = f"Changes made: {len(waiting)}." if waiting else "Nothing waited."
    answer(given, lambda: {"applied": waiting}, lambda page: page.text(f"The database is up to date. {said}"))
    return 0


def bring_up_to_date() -> list[str]:
    """Make the changes to the tables that wait; their names. Within ``house()``.

    After a change what is worked out is worked out again: a migration may have emptied it.
    """
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    from concordat.history import derived  # noqa: PLC0415

    settings.DATA_DIR.mkdir(mode=0o750, parents=True, exist_ok=True)
    waiting = [f"{step.app_label}.{step.name}" for step, _ in _plan(MigrationExecutor(connection))]
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0, stdout=io.StringIO())
    if waiting:
        derived.rebuild()
    return waiting


def _plan(executor: Any) -> list[Any]:
    plan: list[Any] = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return plan


def create_admin(given: argparse.Namespace) -> int:
    """Make an installer."""
    with house():
        require_migrated()
        from concordat.accounts import services  # noqa: PLC0415

        user = services.create_admin(given.email, given.name, _password(given.password_from))
    answer(given, lambda: {"reference": user.reference}, lambda page: page.text(f"{user.name} can sign in now."))
    return 0


def _password(place: str | None) -> str:
    """The password, typed twice or read from a file. Raises Refused where there is none."""
    if place is not None:
        lines = (sys.stdin.read() if place == "-" else Path(place).read_text(encoding="utf-8")).splitlines()
        if not lines or not lines[0]:
            raise refusal("There is no password to read.", "Put it on the first line.")
        return lines[0]
    if not is_terminal(sys.stdin):
        raise refusal("There is nobody to ask for a password.", "Give --password-from FILE, or “-” for the input.")
    typed = getpass.getpass("Password: ")
    if typed != getpass.getpass("The same again: "):
        raise refusal("The two passwords differ.", "Run the command again.")
    return typed


def rebuild(given: argparse.Namespace) -> int:
    """Make every derived table again."""
    with house():
        require_migrated()
        from concordat.history import derived  # noqa: PLC0415

        rows = derived.rebuild()

    def show(page: Any) -> None:
        page.text("Worked out again:" if rows else "Nothing is worked out from the records yet.")
        for label, number in rows.items():
            page.item(f"{label}: {number:,} rows")

    answer(given, lambda: rows, show)
    return 0
