"""What the commands that keep the house share: Django made ready, and its refusals told like any other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from concordat.cli.refusals import refusal
from concordat.protocol.faults import Fault, Refused

MIGRATE = "Run: concordat migrate"


@contextmanager
def house() -> Iterator[None]:
    """Django made ready for the length of a command. Raises Refused for what the settings or the database lack."""
    _set_up()
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415 - only this command needs Django

    from concordat.ui.refusals import CannotDo, NotAllowed  # noqa: PLC0415

    try:
        yield
    except CannotDo as no:
        raise Refused([Fault("", 0, text, "") for text in (no.message, *no.items)]) from None
    except NotAllowed as no:
        raise refusal(no.reason) from None
    except (OperationalError, ProgrammingError) as error:
        said = str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else type(error).__name__
        raise refusal(f"The database does not answer: {said}.", f"Is DATABASE_URL right? {MIGRATE}") from error


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.site.settings")
    # What is written here is for its owner and their group, whatever the shell would allow.
    os.umask(0o027)
    try:
        import django  # noqa: PLC0415
        from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    except ModuleNotFoundError:
        raise refusal("This command needs Django, and it is not installed here.", "Install Concordat whole.") from None
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise refusal(f"A setting is not right: {error}") from None


def require_migrated() -> None:
    """Raises Refused where changes to the tables wait."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise refusal("The database is not up to date.", MIGRATE)
