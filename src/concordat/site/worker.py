"""The worker: does the tasks that were put off, and beside them keeps the house, in a thread of its own."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from django.db import close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker

from concordat.site import lifeline, place, tasks

_log = structlog.get_logger("concordat.worker")
MINUTE, HOUR = timedelta(minutes=1).total_seconds(), timedelta(hours=1).total_seconds()


def run(*, until_parent_ends: bool) -> None:
    """Work until told to stop (SIGTERM, SIGINT), or until the process that started this one has ended.

    Raises CannotDo where the place is being restored.
    """
    place.shared()
    name = f"{os.getpid()}-{secrets.token_hex(8)}"
    place.work_as(name)
    if until_parent_ends:
        lifeline.hold()
    stop = threading.Event()
    house = threading.Thread(target=_keep_house, args=(stop,), name="house", daemon=True)
    house.start()
    worker = Worker(
        queue_names=["*"],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    try:
        worker.run()
    finally:
        stop.set()


def _keep_house(stop: threading.Event) -> None:
    """Each minute a sign of life and a look for tasks left behind, each hour a tidying, the first of all at once."""
    tidied = -HOUR
    while True:
        close_old_connections()
        _do("beat", tasks.beat)
        _do("take_up", tasks.take_up)
        if time.monotonic() - tidied >= HOUR:
            _do("begin_again", tasks.begin_again)
            _do("ask_again", tasks.ask_again)
            _do("tell_again", tasks.tell_again)
            _do("tidy", tasks.tidy)
            tidied = time.monotonic()
        connections.close_all()
        if stop.wait(MINUTE):
            return


def _do(what: str, chore: Callable[[], Any]) -> None:
    """One chore. That it failed is written down; the next is tried all the same."""
    try:
        chore()
    except Exception:  # noqa: BLE001 - whatever it is, the next chore is done
        _log.exception("chore_failed", chore=what)
