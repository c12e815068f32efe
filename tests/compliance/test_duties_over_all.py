"""A duty over all partnerships: who does not have it in order stands in one list, until it is in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world
from tests.compliance import making
from tests.judgements.answering import all_marks
from tests.page_checks import CheckedClient
from tests.records import keeping
from tests.register.pages.browsing import day, saved, text

from concordat.compliance import over_all, queries, views_over_all
from concordat.compliance.models import Segment, Stale
from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.judgements import judging
from concordat.records.models import OwnRow
from concordat.register import entering
from concordat.register.models import Involvement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FILE, ASKED = "evidence-file", "omissions-followed-up"


def place() -> tuple[Council, Scope, CheckedClient]:
    """A council, its partnership team, and the team's browser."""
    council = world.council()
    member = world.member(council, "partnership_team", name="Terry Team")
    return council, world.scope(member), world.client(member.user)


def screened(team: Scope, council: Council, name: str, **answers: Any) -> Involvement:
    """A partnership that is one."""
    row = world.involvement(council, name, **answers)
    all_marks(team, row)
    judging.screen(team, involvement=row)
    return making.fresh(row)


def listed(client: CheckedClient, duty: str) -> str:
    """The page of a duty over all partnerships, without its tags."""
    page = text(client.get(reverse("duty_over_all", args=["ashford", duty])))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page[page.index("<main") : page.index("</main>")]))


def counted(client: CheckedClient, duty: str) -> list[int]:
    """The figures of a duty's line among all duties: overdue, not met, due by, not known, advised."""
    page = text(client.get(reverse("duties_over_all", args=["ashford"])))
    line = page[page.index(reverse("duty_over_all", args=["ashford", duty])) :].split("</tr>")[0]
    return [int(figure) for figure in re.findall(r">\s*(\d+)\s*<", line)]


@pytest.mark.requirement("BOL-7.3")
def test_each_partnership_without_a_place_of_its_paper_file_is_listed_until_it_is_recorded() -> None:
    council, team, browser = place()
    one = screened(team, council, "River Forum")
    screened(team, council, "Market Group", involvement__evidence_file_place="Room 4, shelf 2")
    page = listed(browser, FILE)
    assert "1 partnership does not have this in order today" in page
    assert "River Forum" in page
    assert "Market Group" not in page
    assert sum(counted(browser, FILE)) == 1
    at = reverse("partnership_edit", args=["ashford", one.reference, "protocol"])
    saved(browser, _place_of_file(browser, one) or at, **{"involvement--evidence-file-place": "Room 4, shelf 3"})
    shown = text(browser.get(reverse("partnership_entry", args=["ashford", one.reference])))
    assert "Room 4, shelf 3" in shown
    assert "Every partnership has this in order." in listed(browser, FILE)
    assert sum(counted(browser, FILE)) == 0


def _place_of_file(browser: CheckedClient, row: Involvement) -> str:
    """The address at which a duty's page says that the place can be recorded."""
    page = text(browser.get(reverse("duty", args=["ashford", row.reference, FILE])))
    found = re.search(r'href="([^"]*/edit/[^"#]*)', page)
    return found[1] if found else ""


def test_what_was_not_brought_up_to_date_yet_is_worked_out_and_not_left_out() -> None:
    council, team, browser = place()
    row = screened(team, council, "River Forum")
    Stale.objects.create(involvement=row, since=clock.now())
    before = listed(browser, FILE), counted(browser, FILE)
    Stale.objects.all().delete()
    assert before == (listed(browser, FILE), counted(browser, FILE))
    assert "River Forum" in before[0]


def test_another_councils_partnerships_are_not_counted_and_a_withdrawn_one_is_not_listed() -> None:
    council, team, browser = place()
    other = world.council("barford")
    screened(world.command(other), other, "Theirs")
    row = screened(team, council, "River Forum")
    assert "Theirs" not in listed(browser, FILE)
    entering.withdraw_entry(world.command(council), involvement=row, version=row.version, reason="Entered twice")
    assert "River Forum" not in listed(browser, FILE)
    assert sum(counted(browser, FILE)) == 0


def test_what_the_council_itself_is_asked_and_what_nobody_is_asked_have_no_such_page() -> None:
    _, _, browser = place()
    for duty in ("register-kept", "nonsense"):
        assert browser.get(reverse("duty_over_all", args=["ashford", duty])).status_code == 404


def test_it_asks_as_often_for_twelve_partnerships_as_for_one() -> None:
    def asked(name: str, *args: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(reverse(name, args=["ashford", *args])).status_code == 200
        return len(captured)

    council, team, browser = place()
    found: list[Mapping[str, int]] = []
    for number in (1, 11):
        for nth in range(number):
            screened(team, council, f"Partnership {number} {nth}")
        asked("duties_over_all")
        found.append({"all": asked("duties_over_all"), "one": asked("duty_over_all", FILE)})
    assert found[0] == found[1]


@pytest.mark.requirement("BOL-7.1")
def test_what_the_team_found_missing_or_contradictory_stands_before_it_until_it_is_followed_up() -> None:
    council, team, browser = place()
    row = screened(team, council, "River Forum")
    add = reverse("list_add", args=["ashford", row.reference, "requests"])
    words = "The score sheet says that nothing is given, the evaluation £40,000 a year"
    saved(
        browser,
        add,
        **{"requests--by": "partnership_team", "requests--words": words, **day("requests--due-on", "1 1 2026")},
    )
    made = OwnRow.objects.get(group="requests").reference
    page = reverse("list_row", args=["ashford", row.reference, "requests", made])
    assert words in text(browser.get(page))
    assert "River Forum" in listed(browser, ASKED)
    assert "Overdue" in listed(browser, ASKED)
    assert "is answered by its day" in text(browser.get(reverse("home", args=["ashford"])))
    saved(browser, f"{page}change", change="change", **day("requests--closed-on", "2 1 2026"))
    assert "Every partnership has this in order." in listed(browser, ASKED)
    assert over_all.counts(team).get(ASKED) is None


def test_a_row_of_a_list_is_named() -> None:
    council, team, browser = place()
    row = screened(team, council, "River Forum")
    keeping.add(team, row, "gaps", words="No complaints procedure", found_in="Full evaluation")
    assert "No complaints procedure" in listed(browser, "gaps-dealt-with")


@pytest.mark.requirement("BOL-7.1")
def test_one_team_keeps_the_corporate_register_and_is_named_as_its_keeper() -> None:
    council, team, browser = place()
    standing, people = reverse("council_standing", args=["ashford"]), ("administrator", "councillor")
    administrator, councillor = (world.client(world.member(council, role).user) for role in people)
    assert _council_says(browser, standing) == "Not known"
    kept = {"register_keeper": "Chief Executive's and Partnership Team", "how": "change"}
    saved(administrator, reverse("council_answers", args=["ashford"]), **kept)
    assert _council_says(browser, standing) == "Met"
    enter = reverse("enter", args=["ashford"])
    assert (browser.get(enter).status_code, councillor.get(enter).status_code) == (200, 403)
    row = screened(team, council, "River Forum")
    edit = reverse("partnership_edit", args=["ashford", row.reference, "protocol"])
    assert (browser.get(edit).status_code, councillor.get(edit).status_code) == (200, 403)


def _council_says(browser: CheckedClient, standing: str) -> str:
    """What the council's own standing says of the register's keeper."""
    page = text(browser.get(standing))
    line = page[page.index("One team keeps the corporate register") :]
    found = re.search(r"govuk-tag[^>]*>\s*([^<]*?)\s*<", line)
    assert found is not None
    return found[1]


WAITS = "Some partnerships are still being worked out after a change."


@pytest.fixture
def many_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is stale is too many for a page."""
    monkeypatch.setattr(queries, "IN_MEMORY", 0)
    monkeypatch.setattr(over_all, "IN_MEMORY", 0)


@pytest.mark.usefixtures("many_stale")
def test_while_too_many_are_worked_out_for_a_page_it_says_that_what_it_shows_was_found_before() -> None:
    _, _, browser = _outdated()
    page = text(browser.get(reverse("duties_over_all", args=["ashford"])))
    assert f"{WAITS} What is shown of them was found before it." in page
    assert sum(counted(browser, FILE)) == 2
    assert WAITS in listed(browser, FILE)
    Stale.objects.all().delete()
    assert WAITS not in text(browser.get(reverse("duties_over_all", args=["ashford"]))) + listed(browser, FILE)


@pytest.mark.usefixtures("many_stale")
def test_the_register_picked_by_a_status_says_so_too_and_not_where_nothing_is_picked_by_it() -> None:
    _, _, browser = _outdated()
    register = reverse("register", args=["ashford"])
    assert WAITS in text(browser.get(register, {"standing": "not known"}))
    assert WAITS not in text(browser.get(register))
    Stale.objects.all().delete()
    assert WAITS not in text(browser.get(register, {"standing": "not known"}))


@pytest.mark.usefixtures("many_stale")
def test_what_is_in_order_by_now_is_neither_listed_nor_counted_and_nothing_is_said_of_every_partnership() -> None:
    _, team, browser = _outdated()
    page = listed(browser, FILE)
    assert "Market Group" in page
    assert "River Forum" not in page
    assert "1 partnership does not have this in order today." in page
    market = next(row for row in over_all.lacking(team, FILE) if row.partnership.name == "Market Group")
    _in_order_unseen(market)
    page = listed(browser, FILE)
    assert "not have this in order today" not in page
    assert "Every partnership" not in page
    assert "None is known here that does not have this in order." in page


@pytest.mark.usefixtures("many_stale")
def test_of_several_pages_it_counts_what_is_on_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views_over_all, "A_PAGE", 1)
    _, _, browser = _outdated()
    assert "1 partnership on this page does not have this in order today." in listed(browser, FILE)


def _outdated() -> tuple[Council, Scope, CheckedClient]:
    """Two partnerships without a place of their paper file; of one it is recorded, which has not been worked out."""
    council, team, browser = place()
    screened(team, council, "Market Group")
    _in_order_unseen(screened(team, council, "River Forum"))
    return council, team, browser


def _in_order_unseen(row: Involvement) -> None:
    """Its file has a place by now, while its findings are those of before."""
    kept = list(Segment.objects.filter(involvement=row))
    making.answer(world.command(row.council), row, involvement__evidence_file_place="Room 4, shelf 2")
    Segment.objects.filter(involvement=row).delete()
    Segment.objects.bulk_create(kept)
    Stale.objects.create(involvement=row, since=clock.now())
