"""A child that ends when its parent has ended, however that came about.

The parent holds the other end of the child's standard input, and never writes to it. When the parent is gone, the
system closes that end; the child reads the end of the stream, and stops as if it had been told to.
"""

from __future__ import annotations

import os
import signal
import threading

_INPUT = 0


def hold() -> None:
    """From now on end with the parent. Only for a process whose standard input is a pipe from its parent."""
    threading.Thread(target=_wait, name="lifeline", daemon=True).start()


def _wait() -> None:
    while os.read(_INPUT, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
