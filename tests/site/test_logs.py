"""What the log holds: lines of JSON with the request's id, and nothing that anybody typed."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.log import log_response
from gunicorn.config import Config

from concordat.site import logs, web_server

Lines = Callable[[], list[dict[str, Any]]]
TYPED = "ann.other@example.org"


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """The lines written so far, through the handler that the product sets up."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    logs.configure()
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    root.handlers = before
    root.setLevel(level)


def test_each_request_is_one_line_with_its_id_and_without_its_address(lines: Lines) -> None:
    request = RequestFactory().get(f"/people/{TYPED}?search={TYPED}")
    request.resolver_match = None
    response = logs.RequestId(lambda _: HttpResponse())(request)
    (line,) = lines()
    assert line["request_id"] == response["X-Request-ID"]
    assert (line["status"], line["method"], line["event"]) == (200, "GET", "answered")
    assert TYPED not in json.dumps(line)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_what_django_says_of_a_request_that_failed_is_its_status_and_not_its_address(lines: Lines, status: int) -> None:
    request: HttpRequest = RequestFactory().get(f"/account/password/reset/key/{TYPED}?q={TYPED}")
    response = HttpResponse(status=status)
    log_response("%s: %s", response.reason_phrase, request.path, response=response, request=request)
    (line,) = lines()
    assert (line["event"], line["status"], line["logger"]) == ("not_answered_well", status, "django.request")
    assert TYPED not in json.dumps(line)


def test_a_host_that_is_not_ours_is_not_quoted(lines: Lines) -> None:
    logging.getLogger("django.security.DisallowedHost").error("Invalid HTTP_HOST header: %r.", TYPED)
    (line,) = lines()
    assert line["event"] == "not_answered_well"
    assert TYPED not in json.dumps(line)


def test_an_error_is_told_by_where_it_was_and_not_by_what_it_quotes(lines: Lines) -> None:
    inner = IntegrityError(f"duplicate key\nDETAIL:  Key (email)=({TYPED}) already exists.")
    try:
        try:
            raise inner
        except IntegrityError as error:
            raise ValueError(TYPED) from error
    except ValueError:
        logging.getLogger("django.request").exception("failed")
    (line,) = lines()
    assert TYPED not in json.dumps(line)
    told = line["exception"].splitlines()
    assert told[1] == "IntegrityError"
    assert told[-1] == "ValueError"
    assert told[0].endswith("in test_an_error_is_told_by_where_it_was_and_not_by_what_it_quotes")


def test_what_the_machine_says_of_itself_is_told_in_its_first_line(lines: Lines) -> None:
    error = ImproperlyConfigured("A setting is missing.\nAnd more.")
    logging.getLogger("somewhere").error("failed", exc_info=error)
    (line,) = lines()
    assert line["exception"].endswith("ImproperlyConfigured: A setting is missing.")


def test_our_own_lines_of_failure_are_told_the_same_way(lines: Lines) -> None:
    structlog.get_logger("concordat.tests").exception("chore_failed", chore="tidy", exc_info=ValueError(TYPED))
    (line,) = lines()
    assert (line["event"], line["chore"], line["level"]) == ("chore_failed", "tidy", "error")
    assert line["exception"].endswith("ValueError")
    assert TYPED not in json.dumps(line)


@pytest.mark.django_db
def test_a_sign_in_that_fails_leaves_neither_the_address_nor_the_password_in_the_log(lines: Lines) -> None:
    call_command("createcachetable", verbosity=0)
    answer = Client().post(reverse("account_login"), {"login": TYPED, "password": "a secret phrase"})
    assert answer.status_code in (200, 422)
    text = json.dumps(lines())
    assert "answered" in text
    assert TYPED not in text
    assert "a secret phrase" not in text


def test_gunicorn_speaks_in_lines_of_json_too_and_quotes_no_request(lines: Lines) -> None:
    gunicorn_log = web_server.Logger(Config())
    gunicorn_log.warning(f"Invalid request from ip=192.0.2.7: Invalid Request Line '{TYPED}'")
    gunicorn_log.error("Worker (pid:%s) exited with code %s.", 12, 3)
    broke = OSError("the pipe broke")
    gunicorn_log.exception("Error handling request %s %s", "GET", f"/?q={TYPED}", exc_info=broke)
    invalid, exited, failed = lines()
    gunicorn_log.error_log.handlers = []
    assert invalid["event"] == "Invalid request"
    assert exited["event"] == "Worker (pid:12) exited with code 3."
    assert failed["event"] == "Error handling request"
    assert failed["exception"].endswith("OSError: the pipe broke")
    assert TYPED not in json.dumps([invalid, failed])
