"""A deviation from the protocol is allowed only with a justification on record."""

import pytest
from django.urls import reverse
from tests import world
from tests.compliance.test_duties_over_all import listed, place, screened
from tests.register.pages.browsing import send, text

from concordat.compliance.models import Deviation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DUTY = "evidence-file"


@pytest.mark.requirement("BOL-2.4")
def test_a_deviation_is_refused_without_a_justification_and_stays_on_record_with_one() -> None:
    council, team, browser = place()
    row = screened(team, council, "River Forum")
    of = [council.slug, row.reference, DUTY]
    at, page = reverse("duty_deviate", args=of), reverse("duty", args=of)
    for nothing in ("", "   "):
        refused = send(browser, at, reason=nothing)
        assert refused.status_code == 422
        assert "Why is it not followed?" in text(refused)
    assert not Deviation.objects.exists()
    assert "River Forum" in listed(browser, DUTY)
    officer = world.client(world.member(council, "lead_officer").user)
    assert officer.post(at, {"reason": "We would rather not"}).status_code == 403
    why = "All papers are kept digitally; the auditor agreed in May"
    assert send(browser, at, reason=why).status_code == 303
    shown = text(browser.get(page))
    assert "Deviation until" in shown
    assert why in shown
    assert "Chief Executive's and Partnership Team" in shown
    assert "River Forum" not in listed(browser, DUTY)
    assert why in text(browser.get(reverse("partnership_history", args=of[:2])))
