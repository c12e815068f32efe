"""Every partnership is in the register whatever its score, a new one and one that was already running."""

import pytest
from django.urls import reverse
from tests import world
from tests.answers.filling import LIMITED, MAJOR, MODERATE, judged
from tests.compliance.test_duties_over_all import listed
from tests.judgements.answering import EXAMPLE, all_marks
from tests.judgements.pages.conftest import Pages
from tests.records.pages.test_demands import statuses
from tests.register.pages.browsing import day, saved, send, text

from concordat.judgements import judging
from concordat.register import passings
from concordat.register.models import Involvement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.requirement("BOL-4.6")
def test_every_partnership_is_in_the_register_whatever_its_score(pages: Pages) -> None:
    here, council = pages.here, pages.here.row.council
    for name, levels in (("Small", LIMITED), ("Middling", MODERATE), ("Large", MAJOR)):
        judged(here.team, world.involvement(council, f"{name} partnership"), **levels)
    world.involvement(council, "Not scored")
    none = world.involvement(council, "Counted as none")
    all_marks(here.team, none, shares_risk=False)
    judging.screen(here.team, involvement=none)
    names = ("Small partnership", "Middling partnership", "Large partnership", "Not scored", "Counted as none")
    for who in ("lead", "team", "reader"):
        browser = pages.browser(who)
        page = text(browser.get(reverse("register", args=["ashford"])))
        assert "6 partnerships." in page
        lines = browser.get(reverse("register_csv", args=["ashford"])).content.decode()
        assert [name for name in names if name not in page or name not in lines] == []
    # A partnership has its name and its status there; one without is told.
    assert "Small partnership" in listed(pages.browser("team"), "in-register")


@pytest.mark.requirement("BOL-1.2")
@pytest.mark.parametrize("running", ["yes", "no"])
def test_a_new_and_an_already_running_one_are_entered_and_assessed_later(pages: Pages, running: str) -> None:
    team = pages.browser("team")
    how_far = {"yes": "running", "no": "idea"}[running]
    sent = {"name": "Weir Trust", "how_far": how_far, **day("entered_on", "1 6 2026")}
    at = saved(team, reverse("enter", args=["ashford"]), **sent)
    row = Involvement.objects.get(partnership__name="Weir Trust")
    of = [row.council.slug, row.reference]
    started = {**day("on", "3 4 2019"), "what": "happened"}
    gate = reverse("gate", args=[*of, "start"])
    answer = send(team, gate, **started)
    # What was running began before it was entered; what is new did not.
    assert answer.status_code == (303 if running == "yes" else 422)
    assert passings.breaches(row) == []
    for name in ("screening", "significance"):
        assert "yet" in text(team.get(reverse(name, args=of)))
    answers = [f"arrangement--{name.replace('_', '-')}" for name in ("independent_bodies", "common_goal")]
    answers += [f"arrangement--{name}" for name in ("shares-risk", "mutual-benefit", "benefits-residents")]
    saved(team, reverse("screening_answers", args=of), **dict.fromkeys([*answers, "arrangement--joint-service"], "yes"))
    saved(team, reverse("screening_decide", args=of))
    for name, level in EXAMPLE.items():
        saved(team, reverse("significance_question", args=[*of, name]), level=str(level))
    saved(team, reverse("significance_assess", args=of))
    page = text(team.get(at))
    assert "It is a partnership" in page
    assert "Major" in page
    here = type("Here", (), {"row": row})
    assert statuses(team, here, "new-or-running") == ["Met"]  # type: ignore[arg-type]
