"""A form that was submitted for what was decided before, and that a further decision asks for again, says so."""

from __future__ import annotations

from copy import deepcopy

import pytest
from django.urls import reverse
from tests import world
from tests.approvals.conftest import Entry
from tests.approvals.deciding import fresh, give
from tests.register.pages.browsing import saved, text

from concordat.approvals import opening

pytestmark = pytest.mark.slow
AGAIN = "Submit it again"


def test_a_change_asks_for_the_forms_of_the_approval_again_and_says_why(entry: Entry) -> None:
    give(entry.here.head, entry.matter, "sign-off.limited", entry.papers)
    give(entry.here.team, entry.matter, "sign-off.received", entry.papers)
    assert fresh(entry.matter).ended == "done"
    here = deepcopy(entry.here)
    lead = world.client(here.lead.membership.user)  # type: ignore[union-attr]
    at = {
        name: reverse(name, args=["ashford", here.row.reference, *more])
        for name, more in {
            "partnership": (),
            "forms": (),
            "form": ("registration",),
            "form_submit": ("registration",),
        }.items()
    }
    assert AGAIN not in text(lead.get(at["forms"]))
    opening.open_matter(here.lead, involvement=here.row, start="change", changed=["purpose"], reason="It grows")
    asked = text(lead.get(at["forms"])).partition(at["form"])[2].partition("</li>")[0]
    assert f"{AGAIN}: " in asked
    assert AGAIN in asked.partition("govuk-tag--yellow")[2]
    assert "Complete" not in asked
    whole = text(lead.get(at["form"]))
    page = whole.partition('id="submit"')[2]
    assert page.count("was for an earlier decision and does not count for this one") == 1
    told = [line.partition("</p>")[0] for line in whole.split("Asked for now: ")[1:]]
    assert told
    assert len(told) == len(set(told))
    way = text(lead.get(at["partnership"])).partition('id="way-heading"')[2].partition("</section>")[0]
    assert way.count(AGAIN) == way.count("What was submitted was for an earlier decision.") == 2
    assert "In progress" not in way
    assert "questions answered" not in way
    saved(lead, at["form_submit"], confirm="on")
    asked = text(lead.get(at["forms"])).partition(at["form"])[2].partition("</li>")[0]
    assert AGAIN not in asked
    assert AGAIN not in text(lead.get(at["form"]))
