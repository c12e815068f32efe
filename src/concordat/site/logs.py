"""Logs as lines of JSON, each with the id of its request, and without anything personal."""

from __future__ import annotations

import logging
import logging.config
import secrets
import sys
import time
import traceback
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, TextIO

import structlog
from django.http import HttpRequest, HttpResponse

_log = structlog.get_logger("concordat.request")
# What the machine says of itself, never of a person: only of these does the log hold the sentence.
_OF_THE_MACHINE = {"ImproperlyConfigured", "ImportError", "ModuleNotFoundError", "OSError", "OperationalError"}
_OF_THE_MACHINE |= {"PermissionError", "FileNotFoundError", "ConnectionRefusedError", "TemplateDoesNotExist"}
_DEEPEST = 60


def without_values(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Of what Django says of a request only who says it and the status: the rest quotes what was asked or sent."""
    record = event.get("_record")
    if record is not None and (hasattr(record, "request") or record.name.startswith("django.security")):
        event.update(event="not_answered_well", status=getattr(record, "status_code", None))
    return event


def traced(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Where it failed and in what way. What an error says can quote what somebody typed, so that is left out."""
    given = event.pop("exc_info", None)
    if given:
        error = (
            given if isinstance(given, BaseException) else (given if isinstance(given, tuple) else sys.exc_info())[1]
        )
        if error is not None:
            event["exception"] = "\n".join(_lines(error))
    return event


def _lines(error: BaseException) -> Iterator[str]:
    """The traceback of an error and of what it came from, the first cause first."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _lines(cause)
    for frame in traceback.extract_tb(error.__traceback__)[-_DEEPEST:]:
        yield f"{frame.filename}:{frame.lineno} in {frame.name}"
    name = type(error).__name__
    yield f"{name}: {str(error).splitlines()[0]}" if name in _OF_THE_MACHINE and str(error) else name


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    traced,
]


class _ErrorStream(logging.StreamHandler[TextIO]):
    """Writes to whatever is the error stream at the moment."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        """The error stream."""
        return sys.stderr


def configure(_config: Any = None) -> None:
    """Set up logging once, at start. Django calls this as LOGGING_CONFIG."""
    from django.conf import settings  # noqa: PLC0415 - settings call this while they load

    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = _ErrorStream()
    handler.setFormatter(formatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.LOG_LEVEL)


def formatter() -> logging.Formatter:
    """A line of JSON for each record, ours or a library's."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*_SHARED, without_values],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
    )


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
