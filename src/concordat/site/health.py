"""Whether the site is alive, and whether it is ready: for whatever watches over it.

What is told to anybody who asks is whether each part is in order, and in a sentence what is wrong; no name of a
machine, no address and no figure of the council's.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TypeAlias

from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from concordat.history import clock, triggers
from concordat.site import tasks

Asked: TypeAlias = Callable[[], str]

FREE_BYTES = 500 * 1024 * 1024
SILENT_FOR = timedelta(minutes=3)
# Each answer is kept so many seconds, so that nobody can tire the site by asking: mail is asked over the network.
_KEPT, _MAIL_KEPT = 5, 60
_FULL, _EXTRA = 2, 3
_told: dict[str, tuple[float, str]] = {}


def live(_request: HttpRequest) -> HttpResponse:
    """200: this process answers."""
    return JsonResponse({"live": True})


def ready(_request: HttpRequest) -> HttpResponse:
    """200 where every part is in order, else 503: ``{"ready": bool, "parts": {name: "ok" or a sentence}}``."""
    found = {name: _lately(name) for name in PARTS}
    good = not any(found.values())
    parts = {name: wrong or "ok" for name, wrong in found.items()}
    return JsonResponse({"ready": good, "parts": parts}, status=200 if good else 503)


def _lately(name: str) -> str:
    now, kept = time.monotonic(), _told.get(name)
    if kept is None or now - kept[0] > (_MAIL_KEPT if name == "mail" else _KEPT):
        kept = _told[name] = (now, _asked(PARTS[name]))
    return kept[1]


def _asked(part: Asked) -> str:
    """What is wrong with a part, in a sentence; empty where nothing is."""
    try:
        return part()
    except Exception as error:  # noqa: BLE001 - whatever it is, the part is not in order
        return f"It does not answer ({type(error).__name__})."


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} changes to the tables wait. Run: concordat migrate" if waiting else ""


def _triggers() -> str:
    return "The record is not guarded by the database. Run: concordat migrate" if triggers.missing() else ""


def _durability() -> str:
    return durability(connection)


def durability(asked: BaseDatabaseWrapper) -> str:
    """What could lose a change that was saved, in a sentence; read back from the database, whatever was asked of it."""
    with asked.cursor() as cursor:
        if asked.vendor == "postgresql":
            for name in ("fsync", "full_page_writes", "synchronous_commit"):
                cursor.execute(f"SHOW {name}")
                if cursor.fetchone()[0] == "off":
                    return f"The database may lose what was saved: its setting {name} is off."
            return ""
        cursor.execute("PRAGMA synchronous")
        synchronous = cursor.fetchone()[0]
        cursor.execute("PRAGMA journal_mode")
        journal = cursor.fetchone()[0]
    if synchronous not in (_FULL, _EXTRA):
        return "The database may lose what was saved: it does not wait for the disk."
    if journal in ("memory", "off"):
        return f"The database may lose what was saved: its journal is {journal}."
    return ""


def _disk() -> str:
    free = shutil.disk_usage(settings.DATA_DIR).free
    return f"Less than {FREE_BYTES // 1024 // 1024}MB are free." if free < FREE_BYTES else ""


def _worker() -> str:
    last = cache.get(tasks.BEAT)
    if last is None:
        return "No worker has been heard of. Start one: concordat serve, or concordat worker"
    return "The worker has been silent for more than three minutes." if clock.now() - last > SILENT_FOR else ""


def _mail() -> str:
    """Whether mail can be handed on: a server is spoken to; a folder of mail is looked for as the back end is made."""
    sender = mail.get_connection()
    if isinstance(sender, EmailBackend):
        sender.open()
        sender.close()
    return ""


PARTS: Mapping[str, Asked] = {
    "database": _database,
    "migrations": _migrations,
    "triggers": _triggers,
    "durability": _durability,
    "disk": _disk,
    "worker": _worker,
    "mail": _mail,
}
