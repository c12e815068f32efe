"""The house as it runs, in processes of its own: started, cut down at once and whole, and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from django.db import connection, connections
from tests.cli.test_house_in_processes import surroundings
from tests.cli.test_serving import free_port

PATIENCE = 60.0


class House:
    """``concordat serve`` on a folder of data and a database: web server, its processes, and the worker beside it."""

    def __init__(self, data: Path, database: str) -> None:
        self.data, self.log, self.port = data, data / "log", free_port()
        self.environment = surroundings(data, address_of(database)) | {"LOG_LEVEL": "WARNING"}
        self.process: subprocess.Popen[bytes] | None = None
        self.killed: list[float] = []

    def start(self) -> None:
        """Start it, and wait until it answers."""
        connections.close_all()
        words = [sys.executable, "-m", "concordat.cli", "serve", "--port", str(self.port), "--workers", "2"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(words, env=self.environment, stdout=log, stderr=log)
        until(self._answers, lambda: self.log.read_text()[-3000:])

    def kill(self) -> None:
        """Cut down every process of it: whoever starts others again goes before those. Nobody else holds the database
        then, as if the machine had failed."""
        connections.close_all()
        everybody = self._everybody()
        for number in everybody:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self.killed.append(time.time())
        if self.process is not None:
            self.process.wait(PATIENCE)
            self.process = None
        until(lambda: not any(map(_alive, everybody)), lambda: str(everybody))
        until(_nobody_is_connected, lambda: "somebody is connected to the database still")

    def _everybody(self) -> list[int]:
        """The processes of the house, parents before their children."""
        if self.process is None:
            return []
        children: dict[int, list[int]] = {}
        for number, parent in _parents():
            children.setdefault(parent, []).append(number)
        found = [self.process.pid]
        for number in found:
            found += children.get(number, [])
        return found

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text()[-3000:]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/live", timeout=5) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False


def address_of(database: str) -> str:
    """The DATABASE_URL of one of the tests' own databases: a file, or one of the server's."""
    server = os.environ.get("DATABASE_URL")
    return f"{server.rpartition('/')[0]}/{database}" if server else f"sqlite:///{database}"


def until(holds: Callable[[], object], otherwise: Callable[[], str], patience: float = PATIENCE) -> None:
    """Wait until something holds."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"it did not come about: {otherwise()}"
        time.sleep(0.05)


def _parents() -> Iterator[tuple[int, int]]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield int(path.parent.name), int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue


def _alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _nobody_is_connected() -> bool:
    """PostgreSQL notices a little later that somebody is gone, and until then goes on with what it was told last."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return bool(cursor.fetchone()[0] == 0)
