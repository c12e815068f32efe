"""A gate's planned day has come and nobody said more: pages ask whether it has happened, and take no day for an answer."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from tests import world
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import day, saved, send, text

from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.register import gates, passings, record
from concordat.register.models import Involvement
from concordat.ui import words

pytestmark = pytest.mark.django_db
PLANNED, TODAY = clock.today() + timedelta(days=1), clock.today() + timedelta(days=2)
ASKED = f"Planned for {words.day(PLANNED)}. Has it happened?"
NEXT = "The partnership is entered and starts: has it happened?"


@pytest.fixture
def came(here: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """The start was planned for tomorrow, and now it is the day after."""
    record.answer(here.team, involvement=here.entry, answers={"gates.start_on": PLANNED}, version=here.entry.version)
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=2))
    assert clock.today() == TODAY
    return here


def row(came: SimpleNamespace) -> Involvement:
    return Involvement.objects.select_related("council", "partnership").get(pk=came.entry.pk)


def page(came: SimpleNamespace, of: Scope, more: str = "") -> str:
    return text(browser(of).get(url(came, more)))


def browser(of: Scope) -> CheckedClient:
    assert of.membership is not None
    return world.client(of.membership.user)


def url(came: SimpleNamespace, more: str = "") -> str:
    return f"/c/ashford/register/{came.entry.reference}/{more}"


def written(when: object) -> str:
    return f"{when.day} {when.month} {when.year}"  # type: ignore[attr-defined]


def test_the_entry_asks_it_with_a_link_for_those_who_keep_it(came: SimpleNamespace) -> None:
    link = f'href="{url(came, "gates/start")}"'
    kept = page(came, came.team, "entry/")
    assert ASKED in kept
    assert link in kept
    read = page(came, came.reader, "entry/")
    assert ASKED in read
    assert link not in read


def test_the_overview_asks_it_among_what_is_next_of_those_who_can_say_so(came: SimpleNamespace) -> None:
    for of in (came.team, came.lead):
        assert NEXT in page(came, of)
    assert NEXT not in page(came, came.reader)
    pass_it(came)
    assert NEXT not in page(came, came.lead)


def pass_it(came: SimpleNamespace) -> None:
    """Say that it has happened, with a reason for what was outstanding."""
    now = row(came)
    gates.pass_gate(
        came.team, involvement=now, gate="start", on=came.team.on, version=now.version, happened_all_the_same=True,
        reason="It was urgent",
    )  # fmt: skip


def test_home_asks_it_of_those_who_answer_for_the_partnership(came: SimpleNamespace) -> None:
    def home(of: Scope) -> str:
        return text(browser(of).get("/c/ashford/"))

    assert NEXT in home(came.lead)
    assert f"Planned for {words.day(PLANNED)}" in home(came.lead)
    assert f'href="{url(came, "gates/start")}"' in home(came.lead)
    assert NEXT not in home(came.reader)
    assert NEXT not in home(came.team)


def test_its_page_asks_first_whether_it_happened_then_says_what_is_outstanding(came: SimpleNamespace) -> None:
    shown = page(came, came.team, "gates/start")
    assert shown.index(ASKED) < shown.index("outstanding") < shown.index("Yes, it has happened")


def test_that_it_happened_is_said_with_what_was_outstanding(came: SimpleNamespace) -> None:
    team, at = browser(came.team), url(came, "gates/start")
    refused = send(team, at, what="happened", **day("on", written(PLANNED)))
    assert refused.status_code == 422
    assert "This is still outstanding" in text(refused)
    assert passings.passed(row(came)) == {}
    saved(team, at, what="happened", all_the_same="on", reason="It was urgent", **day("on", written(PLANNED)))
    assert passings.passed(row(came)) == {"start": PLANNED}
    assert ASKED not in page(came, came.team, "entry/")
    assert "Done while something was outstanding" in page(came, came.team, "entry/")


def test_another_day_can_be_planned_and_not_the_same_again(came: SimpleNamespace) -> None:
    team, at = browser(came.team), url(came, "gates/start")
    assert "This day has come" in text(send(team, at, what="planned", **day("on", written(PLANNED))))
    later = TODAY + timedelta(days=30)
    saved(team, at, what="planned", **day("on", written(later)))
    assert row(came).start_on == later
    assert passings.come(row(came), TODAY) == []


def test_a_passing_that_was_taken_back_says_so_and_a_breach_stays_one(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    at, today = url(here, "gates/start"), clock.today()
    saved(team, at, what="happened", all_the_same="on", reason="It was urgent", **day("on", written(today)))
    saved(team, at, what="wrong", reason="It was another one", **day("on", written(TODAY)))
    assert row(here).start_on == TODAY
    for more in ("entry/", "gates/start"):
        assert "It was urgent" in text(team.get(url(here, more)))
        assert f"aken back on {words.day(today)}" in text(team.get(url(here, more)))
    assert "1 breach" in text(team.get(url(here)))
    told = text(team.get(url(here, "history")))
    assert "Gate passed" in told
    assert "Taken back on" in told
