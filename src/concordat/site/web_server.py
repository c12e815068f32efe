"""How gunicorn serves: its settings, by gunicorn's names, and its log in our form."""

from __future__ import annotations

import logging
import sys
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger as ItsLogger

from concordat.site import lifeline, logs, place

wsgi_app = "concordat.site.wsgi:application"
# Threads, so that a slow reader holds up nobody; loaded once before the processes part, so that they share memory.
worker_class = "gthread"
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 20
# It can end and reload the server, and lies in the home folder of whoever started it.
control_socket_disable = True
logger_class = "concordat.site.web_server.Logger"
loglevel = "warning"
_INVALID = "Invalid request from ip="


class Logger(ItsLogger):  # type: ignore[misc]
    """Gunicorn's log as lines of JSON, without anybody's network address and without what an address asked."""

    def setup(self, cfg: Config) -> None:
        """Take our form for what gunicorn has to say."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(logs.formatter())

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """A warning; of a request that cannot be read only that there was one."""
        super().warning("Invalid request" if msg.startswith(_INVALID) else msg, *args, **kwargs)

    def exception(self, msg: object, *_: Any, **kwargs: Any) -> None:
        """A failure, without the request's address."""
        super().exception(str(msg).replace(" %s", ""), **kwargs)


def on_starting(_server: Arbiter) -> None:
    """Keep a restore away, as long as one process of the server lives."""
    # It warns of every answer to HEAD, as if Django did wrong by it.
    logging.getLogger("gunicorn.http.wsgi").setLevel(logging.ERROR)
    place.shared()


def when_ready(server: Arbiter) -> None:
    """Say where the site is, and end with ``concordat serve``."""
    where = " ".join(str(listener) for listener in server.LISTENERS)
    sys.stdout.write(f"Concordat is at {where} (Ctrl-C ends it)\n")
    sys.stdout.flush()
    lifeline.hold()
