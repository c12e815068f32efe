"""Since when the steps of a matter wait that was not sent in: since their forms were submitted, read for all at once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.approvals.conftest import Entry

from concordat.answers.models import Submitted
from concordat.approvals import waiting
from concordat.approvals.routes import routes_of
from concordat.approvals.waiting import Under
from concordat.register.known import known_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_days_of_all_forms_are_read_in_one_query_for_all_steps(entry: Entry) -> None:
    here, matter = entry.here, entry.matter
    steps = routes_of(known_of(here.lead, here.row), matter, here.lead.on)
    assert len([step for step in steps if step.step.step.sees]) > 1
    under = Under(matter, None, {}, frozenset())
    matter.opened_on -= timedelta(days=9)
    with CaptureQueriesContext(connection) as captured:
        found = {step.task: waiting.since(step, under) for step in steps}
    assert len(captured) == 1
    submitted = Submitted.objects.get(involvement=here.row, form="registration").day
    assert (found["sign-off.limited"], found["sign-off.received"]) == (submitted, matter.opened_on)
