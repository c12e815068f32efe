"""The page for a fault of ours: it comes whatever it was that failed."""

from typing import Any

import pytest
import structlog
from django.http import HttpRequest
from django.test import Client, RequestFactory

from concordat.site import errors


def fails(*_: Any, **__: Any) -> Any:
    raise RuntimeError("this fails too")


def test_the_page_comes_although_what_pages_need_of_the_request_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concordat.site.menu.reverse", fails)
    response = errors.failed(HttpRequest())
    assert response.status_code == 500
    assert "The fault is ours." in response.content.decode()


def test_the_page_tells_the_number_under_which_the_log_has_it() -> None:
    with structlog.contextvars.bound_contextvars(request_id="0123456789abcdef"):
        page = errors.failed(RequestFactory().get("/")).content.decode()
    assert "give this number: 0123456789abcdef" in page


def test_where_the_page_itself_fails_a_bare_one_comes_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "render_to_string", fails)
    with structlog.contextvars.bound_contextvars(request_id="0123456789abcdef"):
        response = errors.failed(RequestFactory().get("/"))
    assert response.status_code == 500
    assert response.content.startswith(b"<!DOCTYPE html>")
    assert b"Something went wrong" in response.content
    assert b"0123456789abcdef" in response.content


def test_a_view_that_fails_is_answered_with_the_page_and_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concordat.site.menu.reverse", fails)
    client = Client(raise_request_exception=False)
    response = client.get("/accessibility")
    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in response.content.decode()
