"""The pages of the standing, as a browser without eyes sees them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world
from tests.compliance import making
from tests.compliance.making import TODAY, answer, enter

from concordat.compliance import panels
from concordat.councils.models import Membership
from concordat.councils.scope import Scope
from concordat.register import parties, responsibilities
from concordat.register.models import Involvement
from concordat.register.organisations import New
from concordat.site.access import ACCESS, right
from concordat.ui.once import within

pytestmark = pytest.mark.django_db
PAGES = ("duty", "standing", "standing_on", "council_standing", "partnership")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Any:
    with making.day(monkeypatch, TODAY):
        yield


@pytest.fixture
def scope() -> Scope:
    return making.council()


@pytest.fixture
def member(scope: Scope) -> Membership:
    return world.member(scope.council, "partnership_team", name="Robin Field")


def address(name: str, row: Involvement, *more: str) -> str:
    return reverse(name, args=["ashford", row.reference, *more])


def get(member: Membership, path: str, status: int = 200) -> str:
    response = world.client(member.user).get(path)
    assert response.status_code == status, response.content[:2000]
    return str(response.content.decode())


def test_what_fell_due_before_it_was_entered_says_so(scope: Scope, member: Membership) -> None:
    row = enter(scope, gates__start_on=date(2024, 3, 1), involvement__already_running=True)
    assert "Was due on 1 March 2024, before it was entered" in get(member, address("standing", row))
    assert "Was due on 1 March 2024, before it was entered" in get(member, address("duty", row, "purpose"))
    assert "Overdue since 1 March 2024, before it was entered" in get(member, address("partnership", row))
    assert "Overdue since before it was entered" in get(member, reverse("home", args=["ashford"]))
    assert "1 March 2024, before it was entered" in get(member, reverse("duty_over_all", args=["ashford", "purpose"]))


def test_a_gate_tells_what_is_overdue_besides_what_it_waits_for(scope: Scope, member: Membership) -> None:
    row = enter(scope, gates__start_on=date(2024, 3, 1), involvement__already_running=True)
    closing, start = (get(member, address("gate", row, gate)) for gate in ("closure", "start"))
    assert "Nothing that the protocol asks for before this is outstanding today." in closing
    besides = closing.partition("Overdue besides")[2]
    assert address("duty", row, "purpose") in besides
    assert "Was due on 1 March 2024, before it was entered" in besides
    assert address("duty", row, "purpose") not in start.partition("Overdue besides")[2]


def test_each_address_needs_the_right_to_see_the_register() -> None:
    assert {ACCESS[name] for name in PAGES} == {right("see_register")}


def test_the_partnership_page_shows_the_standing_and_what_to_answer_next(scope: Scope, member: Membership) -> None:
    row = enter(scope)
    page = get(member, address("partnership", row))
    assert "What the partnership is for, and why it exists" in page
    assert "Asked by clause 1. Needed before: the partnership is entered and starts" in page
    assert address("partnership_joint_edit", row, "purpose") in page
    assert page.index("next-steps-heading") < page.index('id="standing-heading"') < page.index("1 not known")


def test_the_partnership_page_counts_each_stage_in_a_line_and_leaves_the_duties_to_the_standing(
    scope: Scope, member: Membership
) -> None:
    row = enter(scope)
    page = get(member, address("partnership", row))
    standing = address("standing", row)
    of_stage = page.split(f'href="{standing}#stage-initiating">Starting out</a>')[1].split("</dd>")[0]
    assert "1 not known" in of_stage
    assert address("duty", row, "reviewed") not in page.split('id="standing-heading"')[1]
    assert 'id="stage-initiating"' in get(member, standing)


def test_the_standing_has_every_duty_by_stage_and_principle_with_its_day_and_the_place_to_put_it_right(
    scope: Scope, member: Membership
) -> None:
    row = enter(scope)
    page = get(member, address("standing", row))
    assert "Starting out: 1 not known" in page
    assert address("partnership_joint_edit", row, "purpose") in page
    assert address("duty", row, "reviewed") in page
    assert "Next due on 1 December 2026" in page
    assert page.index("Standing by stage") < page.index("Standing by principle") < page.index("Every duty, with why")
    assert 'aria-current="page">Standing</a>' in page


@pytest.mark.parametrize(
    ("entered", "status"), [(date(2026, 11, 1), "met"), (date(2025, 12, 1), "due by"), (date(2024, 6, 1), "overdue")]
)
def test_a_stage_that_holds_something_due_or_overdue_stands_open_and_another_folded(
    scope: Scope, member: Membership, entered: date, status: str
) -> None:
    page = get(member, address("standing", enter(scope, on=entered)))
    found = page.split('<details class="govuk-details concordat-fold"')[1:]
    folds = {one.split('id="stage-')[1].split('"')[0]: one for one in found}
    assert f"1 {status}" in folds["operating"].split("</summary>")[0]
    opened = {stage for stage, fold in folds.items() if fold.startswith(" open>")}
    assert opened == (set() if status == "met" else {"operating"})
    assert folds.keys() == {"initiating", "operating", "none"}


def test_without_a_protocol_the_standing_says_that_nothing_is_asked(
    scope: Scope, member: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = enter(scope)
    monkeypatch.setattr("concordat.compliance.views.standing.standing_on", lambda *_: None)
    page = get(member, address("standing", row))
    assert "No protocol is in force for this partnership, so nothing is asked of it." in page


def test_a_duty_says_why_what_would_change_it_and_from_when_to_when(scope: Scope, member: Membership) -> None:
    row = enter(scope)
    page = get(member, address("duty", row, "reviewed"))
    assert '<h1 class="govuk-heading-l">It is reviewed</h1>' in page
    assert "Clause 2" in page
    assert "Link officer sees to it" in page
    assert "Next due on 1 December 2026" in page
    line = page.split('id="timeline-desc"')[1].split("</desc>")[0]
    assert "Met: 1 December 2025 to 2 October 2026" in line, "sixty days before it is due"
    assert "Due by: 2 October 2026 to 2 December 2026. Overdue: from 2 December 2026" in line


def test_a_person_stands_in_a_sentence_by_name(scope: Scope, member: Membership) -> None:
    row = enter(scope)
    officer = world.person(scope.council, "Ada Green")
    responsibilities.give(scope, involvement=row, role="lead_officer", answers={"person": officer})
    page = get(member, address("duty", row, "led"))
    assert "Ada Green" in page
    assert "person:" not in page


def test_a_row_of_a_list_is_named_by_its_words(scope: Scope, member: Membership) -> None:
    row = enter(scope)
    parties.add(scope, partnership=row.partnership, organisation=New("River Trust"))
    assert "River Trust" in get(member, address("duty", row, "contacts"))


@pytest.mark.parametrize("duty", ["nonsense", "keeper"])
def test_a_duty_that_is_not_asked_of_a_partnership_is_not_found(scope: Scope, member: Membership, duty: str) -> None:
    get(member, address("duty", enter(scope), duty), 404)


def test_another_councils_partnership_is_not_found(scope: Scope) -> None:
    elsewhere = making.council("borrowdale")
    member = world.member(elsewhere.council, "partnership_team")
    row = enter(scope)
    for path in (address("duty", row, "led"), address("standing", row), address("standing_on", row)):
        get(member, path, 404)
        get(member, path.replace("ashford", "borrowdale"), 404)


class TestADay:
    """The page that shows what was known at the end of a day."""

    @pytest.fixture
    def row(self, scope: Scope, monkeypatch: pytest.MonkeyPatch) -> Involvement:
        with making.day(monkeypatch, TODAY - timedelta(days=10)):
            row = enter(making.scope_of(scope.council))
        return answer(scope, row, involvement__stage="operating")

    @staticmethod
    def of(row: Involvement, day: Any) -> str:
        return f"{address('standing_on', row)}?day_day={day.day}&day_month={day.month}&day_year={day.year}"

    def test_it_asks_for_a_day_first(self, row: Involvement, member: Membership) -> None:
        page = get(member, address("standing_on", row))
        assert "Which day?" in page
        assert "Standing by stage" not in page

    def test_it_shows_what_was_known_at_its_end(self, row: Involvement, member: Membership) -> None:
        then, now = get(member, self.of(row, TODAY - timedelta(days=5))), get(member, self.of(row, TODAY))
        assert "As it was known at the end of that day. The facts were last recorded on 11 November 2026" in then
        assert "As it is known today." in now
        assert "At no stage in particular: 1 not known" in then
        assert "At no stage in particular: 1 met" in now

    def test_before_anything_was_known_it_says_so(self, row: Involvement, member: Membership) -> None:
        assert "Nothing was known of this partnership" in get(member, self.of(row, TODAY - timedelta(days=11)))

    def test_a_day_that_has_not_come_is_refused_beside_the_field(self, row: Involvement, member: Membership) -> None:
        page = get(member, self.of(row, TODAY + timedelta(days=1)), 422)
        assert "This day has not come. Choose today or a day before." in page

    def test_what_is_no_day_is_refused(self, row: Involvement, member: Membership) -> None:
        get(member, f"{address('standing_on', row)}?day_day=31&day_month=2&day_year=2026", 422)


def test_the_councils_own_duties_have_their_page(scope: Scope, member: Membership) -> None:
    page = get(member, reverse("council_standing", args=["ashford"]))
    assert "Somebody keeps the register" in page
    assert "It is known what it is for" not in page


def test_a_council_without_a_protocol_is_told_that_nothing_is_asked_of_it() -> None:
    council = world.council("emptyham", None)
    member = world.member(council, "partnership_team")
    assert "has adopted no protocol yet" in get(member, reverse("council_standing", args=["emptyham"]))


def test_the_panel_takes_as_many_queries_whatever_there_is_to_show(scope: Scope) -> None:
    small = enter(scope)
    large = enter(making.scope_of(world.council("dunmore", "bolsover/2009")), "Warm homes")

    def asked(row: Involvement) -> int:
        with CaptureQueriesContext(connection) as captured, within():
            panels.of_partnership(making.scope_of(row.council), making.fresh(row))
        return len(captured) - 1

    assert asked(large) == asked(small) == 23


def test_the_page_of_the_standing_takes_as_many_queries_whatever_there_is_to_show(
    scope: Scope, member: Membership
) -> None:
    small, large = enter(scope), enter(scope, "Warm homes")
    for number in range(5):
        parties.add(scope, partnership=large.partnership, organisation=New(f"Body {number}", apart=True))
    client = world.client(member.user)

    def asked(row: Involvement) -> int:
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                client.get(address("standing", row))
        return len(captured)

    assert asked(large) == asked(small) == 30
