"""The overview of a partnership, its sub-navigation, and where the forms of its entry lead back to."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from tests import world
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import day, saved, text

from concordat.register import joint_record, organisations, parties, representatives, responsibilities
from concordat.register.forms import field_name
from concordat.register.models import Involvement, Party
from concordat.register.presenters_overview import LONGEST
from concordat.ui import words

pytestmark = pytest.mark.django_db
ALL = ["Overview", "Standing", "Register entry", "Forms", "Approvals", "History"]
# The page below the partnership's address, and which of the five is marked on it.
PAGES = {
    "": "Overview",
    "standing/": "Standing",
    "entry/": "Register entry",
    "matters/": "Approvals",
    "history": "History",
    "forms/": "Forms",
    "screening/": None,
    "significance/": None,
    "records/finance/": None,
}


def url(here: SimpleNamespace, more: str = "") -> str:
    return f"/c/ashford/register/{here.entry.reference}/{more}"


def card(page: str) -> str:
    """The words of the card that has the entry in short."""
    inside = page.split('<section class="govuk-!-margin-top-6" id="entry">')[1].split("</section>", maxsplit=1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", inside).split())


def links(page: str) -> list[tuple[str, bool]]:
    """The words of the sub-navigation, and which is marked."""
    inside = page.split('<nav aria-label="This partnership"')[1].split("</nav>", maxsplit=1)[0]
    return [(name, "current" in mark) for mark, name in re.findall(r'href="[^"]+"([^>]*)>([^<]+)</a>', inside)]


@pytest.mark.parametrize(("more", "current"), PAGES.items())
def test_the_same_sub_navigation_stands_on_every_page_of_a_partnership(
    here: SimpleNamespace, team: CheckedClient, more: str, current: str | None
) -> None:
    assert links(text(team.get(url(here, more)))) == [(name, name == current) for name in ALL]


def test_history_is_not_offered_to_those_who_may_not_see_it(here: SimpleNamespace, reader: CheckedClient) -> None:
    assert [name for name, _ in links(text(reader.get(url(here))))] == ALL[:-1]


def test_the_pages_of_a_partnership_lead_to_its_own_addresses(here: SimpleNamespace, team: CheckedClient) -> None:
    page = text(team.get(url(here)))
    for more in ("", "standing/", "entry/", "matters/", "history"):
        assert f'href="{url(here, more)}"' in page.split('aria-label="This partnership"')[1].split("</nav>")[0]


def test_the_entry_in_short_names_who_answers_the_partners_and_the_day(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    for role, name in (("head_of_service", "Hetty Head"), ("director", "Dora Director")):
        person = world.person(here.council, name)
        responsibilities.give(here.team, involvement=here.entry, role=role, answers={"person": person})
    new = organisations.New("Valley NHS Trust", "other_public", apart=True)
    parties.add(here.team, partnership=here.entry.partnership, organisation=new)
    left = parties.add(
        here.team, partnership=here.entry.partnership, organisation=organisations.New("Gone Away", apart=True)
    )
    parties.end(here.team, party=left, version=left.version, until=date(2026, 11, 1))
    page = text(team.get(url(here)))
    told = card(page)
    assert f'href="{url(here, "entry/")}"' in page
    assert "Lee Officer" in told
    assert told.index("Lee Officer") < told.index("Hetty Head")
    assert "Dora Director" not in told, "who is asked first is on record"
    assert "Valley NHS Trust. There may be others." in told
    assert "Gone Away" not in told
    assert f"Entered on {words.day(here.entry.entered_on)}" in told
    assert "Files None attached" in told


def test_where_neither_is_on_record_the_entry_in_short_names_all_who_answer(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    row = world.involvement(here.council, "Nobody leads it")
    at = f"/c/ashford/register/{row.reference}/"
    assert "Lead officer Nobody is recorded yet" in card(text(team.get(at)))
    person = world.person(here.council, "Dora Director")
    responsibilities.give(here.team, involvement=row, role="director", answers={"person": person})
    assert "Dora Director" in card(text(team.get(at)))


@pytest.mark.parametrize(("first", "told"), [(date(2026, 1, 1), True), (None, True), (date(2999, 1, 1), False)])
def test_only_those_of_today_are_told_and_a_first_day_that_is_not_known_counts(
    here: SimpleNamespace, team: CheckedClient, first: date | None, told: bool
) -> None:
    row = world.involvement(here.council, "Nobody leads it")
    answers = {"person": world.person(here.council, "Lena Later"), "from": first}
    responsibilities.give(here.team, involvement=row, role="lead_officer", answers=answers)
    new = organisations.New("Later Trust", "other_public", apart=True)
    parties.add(here.team, partnership=row.partnership, organisation=new, answers={"from": first})
    page = card(text(team.get(f"/c/ashford/register/{row.reference}/")))
    assert ("Lena Later" in page, "Later Trust" in page) == (told, told)
    assert told or ("Lead officer Nobody today" in page and "Partners Ashford Council. There may be others." in page)


def test_a_name_that_ends_in_a_stop_is_followed_by_no_other(here: SimpleNamespace, team: CheckedClient) -> None:
    new = organisations.New("Weir Works Ltd.", "private", apart=True)
    parties.add(here.team, partnership=here.entry.partnership, organisation=new)
    assert "Weir Works Ltd. There may be others." in card(text(team.get(url(here))))


def test_a_long_purpose_is_shortened_and_one_that_is_not_known_says_so(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    def told(purpose: str | None) -> str:
        of = Involvement.objects.select_related("partnership").get(pk=here.entry.pk).partnership
        given = {"partnership.purpose": purpose}
        joint_record.answer(here.team, partnership=of, version=of.version, answers=given)
        return card(text(team.get(url(here)))).split("Purpose ")[1].split(" Entered on")[0]

    long = told("Warmer homes " * 60)
    assert long.startswith("Warmer homes")
    assert long.endswith(" …")
    assert len(long) <= LONGEST
    assert told(None) == "Not known"


def test_each_form_of_the_entry_leads_back_to_its_part_of_it(here: SimpleNamespace, team: CheckedClient) -> None:
    party = Party.objects.filter(partnership=here.entry.partnership).first()
    assert party is not None
    seat = representatives.give(
        here.team,
        involvement=here.entry,
        seat=representatives.Seat(world.person(here.council, "Councillor"), "councillor", date(2026, 1, 1)),
    )
    forms = {
        "edit/stage": "own-stage",
        "joint/purpose": "joint-purpose",
        "reference": "own-entry",
        "responsibilities/complete": "responsibilities",
        f"representatives/{seat.pk}/correct": "representatives",
        "partners/complete": "partners",
        "gates/start": "gates",
        "open-to": "joint",
        "hand-over": "joint",
    }
    page = text(team.get(url(here, "entry/")))
    for more, part in forms.items():
        assert team.get(url(here, more)).context["back"]["href"] == url(here, f"entry/#{part}"), more
        assert f'id="{part}"' in page, part
    assert team.get(url(here, f"partners/{party.reference}/")).context["back"]["href"] == url(here, "entry/#partners")
    assert saved(team, url(here, "partners/complete"), complete="yes") == url(here, "entry/#partners")
    ended = saved(team, url(here, f"representatives/{seat.pk}/end"), **day("until", "1 11 2026"))
    assert ended == url(here, "entry/#representatives")


def test_what_is_closed_is_at_no_stage(here: SimpleNamespace, team: CheckedClient) -> None:
    stage, status = field_name("involvement.stage"), field_name("involvement.status")
    saved(team, url(here, "edit/stage"), **{stage: "exiting"})
    assert "Stage: exiting" in text(team.get(url(here)))
    saved(team, url(here, "edit/stage"), change="change", **{status: "closed"})
    assert "Stage: exiting" not in text(team.get(url(here)))
    assert "Closed" in text(team.get(url(here)))
