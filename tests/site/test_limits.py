"""A body larger than any form of ours is refused before it is read."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from concordat.evidence.services import MOST
from concordat.site import limits


def status_of(told: str) -> int:
    def answer(_: HttpRequest) -> HttpResponse:
        return HttpResponse("read")

    request = RequestFactory().post("/", CONTENT_LENGTH=told)
    request.META["CONTENT_LENGTH"] = told
    return limits.BodySize(answer)(request).status_code


@pytest.mark.parametrize("told", ["", "0", "1", str(MOST), str(limits.LARGEST)])
def test_a_body_with_one_file_of_the_largest_size_is_read(told: str) -> None:
    assert status_of(told) == 200


@pytest.mark.django_db
@pytest.mark.parametrize("told", [str(limits.LARGEST + 1), "9" * 30, "-1", "many"])
def test_a_larger_body_is_refused_and_not_read(told: str) -> None:
    assert status_of(told) == 413
