"""The page of a gate that was passed: its day can be corrected, and nothing else is said or offered there."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import day, saved, send, text

from concordat.history import clock
from concordat.register import gates, passings, permissions
from concordat.register.models import Involvement
from concordat.ui import words

pytestmark = pytest.mark.django_db
TODAY = clock.today()
HAPPENED = TODAY - timedelta(days=5)
OFFERED = ("Outstanding today", "Not known yet", "Overdue besides", "It has happened", "although something was")


def fresh(row: Involvement) -> Involvement:
    return Involvement.objects.select_related("council", "partnership").get(pk=row.pk)


def at(row: Involvement) -> str:
    return f"/c/ashford/register/{row.reference}/gates/start"


def written(when: date) -> dict[str, str]:
    return day("on", f"{when.day} {when.month} {when.year}")


def start(here: SimpleNamespace) -> Involvement:
    """It started while something was outstanding."""
    row = fresh(here.entry)
    told: dict[str, Any] = {"happened_all_the_same": True, "reason": "It was urgent"}
    gates.pass_gate(here.team, involvement=row, gate="start", on=HAPPENED, version=row.version, **told)
    return fresh(row)


@pytest.fixture
def passed(here: SimpleNamespace) -> Involvement:
    return start(here)


def test_it_says_when_it_happened_and_neither_what_is_outstanding_nor_offers_to_pass_it_again(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    before = text(team.get(at(here.entry)))
    assert [words for words in OFFERED if words in before] == ["Not known yet", "It has happened", OFFERED[-1]]
    start(here)
    page = text(team.get(at(here.entry)))
    assert not [words for words in OFFERED if words in page]
    assert "outstanding today" not in page
    assert f"On {words.day(HAPPENED)} this happened while something was outstanding: It was urgent" in page
    assert "If that day is wrong, correct it." in page


def test_what_is_sent_there_is_a_correction_and_needs_a_reason(passed: Involvement, team: CheckedClient) -> None:
    refused = send(team, at(passed), **written(TODAY))
    assert refused.status_code == 422
    assert "Enter what was wrong, and how you know" in text(refused)
    assert not [words for words in OFFERED if words in text(refused)]
    saved(team, at(passed), reason="The minutes say so", **written(TODAY))
    assert passings.passed(fresh(passed)) == {"start": TODAY}
    saved(team, at(passed), reason="It was another one", **day("on", ""))
    assert passings.passed(fresh(passed)) == {}
    page = text(team.get(at(passed)))
    assert "It has happened" in page
    assert f"(taken back on {words.day(TODAY)}: it had not happened)" in page


def test_what_somebody_meant_for_a_gate_that_was_not_passed_corrects_nothing(
    passed: Involvement, team: CheckedClient
) -> None:
    refused = send(team, at(passed), what="happened", all_the_same="on", reason="It was urgent", **written(TODAY))
    assert refused.status_code == 422
    assert "Reload it and try again" in text(refused)
    assert passings.passed(fresh(passed)) == {"start": HAPPENED}


def test_who_only_helps_is_told_so_and_not_that_the_page_was_broken(
    passed: Involvement, team: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permissions, "can_decide", lambda *_: False)
    refused = send(team, at(passed), reason="The minutes say so", **written(TODAY))
    assert refused.status_code == 422
    assert permissions.HELPS in text(refused)
    assert "Reload it" not in text(refused)


def test_of_what_ran_before_it_was_entered_it_says_so(here: SimpleNamespace, team: CheckedClient) -> None:
    answers: dict[str, Any] = {"involvement__already_running": True, "gates__start_on": date(2020, 1, 1)}
    page = text(team.get(at(world.involvement(here.council, "Old One", **answers))))
    assert "On 1 January 2020 this happened, before the partnership was entered." in page
    assert not [words for words in OFFERED if words in page]
