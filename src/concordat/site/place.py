"""The place where the data lies, held: those who serve from it share it, a restore has it alone."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from concordat.ui.refusals import CannotDo

LOCK = "serve.lock"


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
    _locked(fcntl.LOCK_SH, "A backup is being restored here. Start again when that is done.")


def _locked(how: int, refusal: str) -> int:
    lock = os.open(Path(settings.DATA_DIR) / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise CannotDo(refusal) from None
    return lock
