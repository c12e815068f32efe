"""A form sent again just as it was leads where it led, though what it was about is done or gone by then."""

from typing import Any

import pytest
from django.urls import reverse
from tests import world
from tests.answers.filling import LIMITED, fill, judged
from tests.records.keeping import add
from tests.register.pages.browsing import filled
from tests.site.crash_work import CHANGE, FORM, STEP

from concordat.answers import submitting
from concordat.approvals import opening
from concordat.approvals.models import ActDone
from concordat.councils.models import Council

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Council:
    return world.council()


def twice(council: Council, url: str, **changed: Any) -> list[tuple[int, str]]:
    """Send a form twice as it is; how each was answered. Then once more with other words: that is refused."""
    client = world.client(world.member(council, "partnership_team").user)
    sent = filled(client, url, **changed)
    answers = [client.post(url, sent) for _ in range(2)]
    assert client.post(url, {**sent, "reason": "Something else"}).status_code in (404, 422)
    return [(answer.status_code, answer.headers["Location"]) for answer in answers]


def test_a_row_that_was_taken_out(council: Council) -> None:
    entry = world.involvement(council)
    row = add(world.command(council), entry, "council_risks", words="Floods")
    at = [council.slug, entry.reference, "council_risks"]
    there = reverse("list_page", args=at)
    first, again = twice(council, reverse("list_row_remove", args=[*at, row.reference]), reason="Entered twice")
    assert first == again
    assert first[1].startswith(there)


def test_a_step_that_was_done(council: Council) -> None:
    scope, row = world.command(council), world.involvement(council)
    judged(scope, row, **LIMITED)
    fill(scope, row, FORM)
    submitting.submit(scope, involvement=row, form=FORM)
    matter = opening.open_matter(scope, involvement=row, start=CHANGE["start"], changed=["purpose"], reason="It grew")
    opening.send(scope, matter=matter, version=matter.version)
    page = reverse("matter", args=[council.slug, row.reference, matter.reference])
    assert twice(council, f"{page}papers/1/steps/{STEP}/act", outcome="given") == [(303, page)] * 2
    assert ActDone.objects.filter(matter=matter).count() == 1
