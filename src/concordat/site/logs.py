"""Logs as lines of JSON, each with the id of its request, and without anything personal."""

from __future__ import annotations

import logging
import logging.config
import secrets
import sys
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

_log = structlog.get_logger("concordat.request")
_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def configure(_config: Any = None) -> None:
    """Set up logging once, at start. Django calls this as LOGGING_CONFIG."""
    from django.conf import settings  # noqa: PLC0415 - settings call this while they load

    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.LOG_LEVEL)


class RequestId:
    """Gives each request an id, sends it back, and writes one line when it is answered: address name, not address."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun, number = time.monotonic(), secrets.token_hex(8)
        with structlog.contextvars.bound_contextvars(request_id=number):
            response = self.answer(request)
            match = request.resolver_match
            _log.info(
                "answered",
                method=request.method,
                page=match.view_name if match else "",
                status=response.status_code,
                milliseconds=round((time.monotonic() - begun) * 1000),
            )
        response["X-Request-ID"] = number
        return response
