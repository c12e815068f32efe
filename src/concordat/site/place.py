"""The place where the data lies, held: those who serve from it share it, a restore has it alone."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from concordat.ui.refusals import CannotDo

LOCK, WORKERS = "serve.lock", "workers"
# Somebody may hold the place alone just to see that nobody else is in it.
A_MOMENT = 1.0


@contextmanager
def alone() -> Iterator[None]:
    """Hold the place alone. Raises CannotDo where somebody serves from it."""
    lock = _locked(
        fcntl.LOCK_EX, "Concordat is serving from this place, or another restore is under way. End that first."
    )
    try:
        yield
    finally:
        os.close(lock)


def shared() -> None:
    """Hold the place, with others who serve, until this process ends. Raises CannotDo where it is being restored."""
    end = time.monotonic() + A_MOMENT
    while True:
        try:
            _locked(fcntl.LOCK_SH, "A backup is being restored here. Start again when that is done.")
        except CannotDo:
            if time.monotonic() > end:
                raise
            time.sleep(A_MOMENT / 20)
        else:
            return


def work_as(name: str) -> None:
    """Hold a worker's own lock until this process ends, so that others see when it has."""
    folder = _workers()
    folder.mkdir(mode=0o750, exist_ok=True)
    fcntl.flock(os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600), fcntl.LOCK_EX | fcntl.LOCK_NB)


def dead_workers() -> set[str]:
    """The workers of this place whose process has ended. Of one that works elsewhere nothing is known here."""
    return {path.name for path in _workers().glob("*") if not _is_held(path)}


def forget_worker(name: str) -> None:
    """Take away the lock of a worker that is dead, and of which nothing is left."""
    (_workers() / name).unlink(missing_ok=True)


def _is_held(path: Path) -> bool:
    try:
        lock = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def _workers() -> Path:
    return Path(settings.DATA_DIR) / WORKERS


def _locked(how: int, refusal: str) -> int:
    lock = os.open(Path(settings.DATA_DIR) / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise CannotDo(refusal) from None
    return lock
