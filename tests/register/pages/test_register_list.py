"""The register as a list: what it finds, in which order, and what that costs."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import saved, text

from concordat.councils import plan
from concordat.history import clock
from concordat.register import entering, queries, record
from concordat.register.models import SavedFilter

pytestmark = pytest.mark.django_db
URL = "/c/ashford/register/"


def names(client: CheckedClient, query: str = "") -> list[str]:
    table = client.get(f"{URL}{query}").context["table"]
    return [row[0].text for row in table.rows]


def test_the_register_lists_the_councils_own_and_nobody_elses(
    here: SimpleNamespace, there: SimpleNamespace, team: CheckedClient
) -> None:
    world.involvement(there.council, "Barton Bridges")
    assert names(team) == ["Safer Streets"]


def test_an_entry_taken_out_is_on_the_list_no_longer(here: SimpleNamespace, team: CheckedClient) -> None:
    entering.withdraw_entry(here.team, involvement=here.entry, version=here.entry.version, reason="Twice")
    assert names(team) == []
    assert "No partnership has been entered yet." in text(team.get(URL))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=safer", True),
        ("?q=SAFÉR", True),
        ("?q=streets+safer", False),
        ("?stage=operating", True),
        ("?stage=exiting", False),
        ("?status=active", True),
        ("?status=closed", False),
        ("?type=company", True),
        ("?type=charity", False),
        ("?stage=no-such-stage", True),
    ],
)
def test_a_filter_finds_what_it_names(here: SimpleNamespace, team: CheckedClient, query: str, found: bool) -> None:
    answers = {"involvement.stage": "operating", "involvement.status": "active", "involvement.types": ["company"]}
    record.answer(here.team, involvement=here.entry, version=here.entry.version, answers=answers)
    assert bool(names(team, query)) is found


def test_a_search_finds_by_each_reference(here: SimpleNamespace, team: CheckedClient) -> None:
    entry = here.entry
    for mark in (entry.own_reference, entry.reference, entry.partnership.reference):
        assert names(team, f"?q={mark}") == ["Safer Streets"]


def test_the_lead_officer_of_today_is_shown_and_found(here: SimpleNamespace, team: CheckedClient) -> None:
    world.involvement(here.council, "Nobody leads this")
    assert names(team, f"?lead={here.officer.reference}") == ["Safer Streets"]
    assert "Lee Officer" in text(team.get(f"{URL}?q=safer"))


def test_what_is_not_answered_comes_last_both_ways(here: SimpleNamespace, team: CheckedClient) -> None:
    world.involvement(here.council, "A", involvement__stage="approving")
    world.involvement(here.council, "B", involvement__stage="setting_up")
    assert names(team, "?sort=stage") == ["A", "B", "Safer Streets"]
    assert names(team, "?sort=-stage") == ["B", "A", "Safer Streets"]


def test_names_sort_as_people_read_them(here: SimpleNamespace, team: CheckedClient) -> None:
    for name in ("Phase 10", "phase 9", "Área"):
        world.involvement(here.council, name)
    assert names(team) == ["Área", "phase 9", "Phase 10", "Safer Streets"]


def test_a_service_is_shown_by_its_name_and_found_by_its_code(here: SimpleNamespace, team: CheckedClient) -> None:
    service = plan.open_service(world.command(here.council), code="housing", name="Housing", from_=clock.today())
    world.involvement(here.council, "Homes", entered_on=clock.today(), involvement__service=service.code)
    assert names(team, "?service=housing") == ["Homes"]
    assert "Housing" in text(team.get(URL))


@pytest.fixture(params=[3, pytest.param(50, marks=pytest.mark.slow)])
def a_page(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many make a page: few, so that more than a page is soon entered; in the slow suite as many as do."""
    rows: int = request.param
    if rows < 50:
        monkeypatch.setattr(queries, "A_PAGE", rows)
    return rows


def test_a_page_number_beyond_the_last_shows_the_last(here: SimpleNamespace, team: CheckedClient, a_page: int) -> None:
    for number in range(a_page + 1):
        world.involvement(here.council, f"P {number}")
    assert len(names(team)) == a_page
    assert len(names(team, "?page=2")) == len(names(team, "?page=999")) == 2
    assert len(names(team, "?page=x")) == a_page


@pytest.mark.parametrize("more", [5, pytest.param(49, marks=pytest.mark.slow)])
def test_the_list_takes_as_many_queries_for_many_as_for_one(
    here: SimpleNamespace, team: CheckedClient, more: int
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert team.get(URL).status_code == 200
        return len(queries)

    team.get(URL)
    one = cost()
    for number in range(more):
        world.involvement(here.council, f"P {number}", lead=here.officer)
    assert cost() == one


def test_the_file_holds_all_that_is_filtered_and_nothing_that_runs(
    here: SimpleNamespace, team: CheckedClient, a_page: int
) -> None:
    world.involvement(here.council, "=1+1")
    for number in range(a_page + 1):
        world.involvement(here.council, f"P {number}")
    response = team.get(f"{URL}csv")
    lines = response.content.decode().split("\r\n")
    assert len(lines) == 1 + (1 + 1 + a_page + 1) + 1
    assert any(",'=1+1," in line for line in lines)
    assert "Lee Officer" in next(line for line in lines if "Safer Streets" in line)
    assert len(team.get(f"{URL}csv?q=safer").content.decode().split("\r\n")) == 3


def test_a_filter_is_saved_found_and_deleted_by_its_owner_alone(
    here: SimpleNamespace, team: CheckedClient, reader: CheckedClient
) -> None:
    went_to = saved(team, f"{URL}filters/new?q=safer&page=3", name="Mine")
    assert went_to == f"{URL}?q=safer"
    row = SavedFilter.objects.get()
    assert "Mine" in text(team.get(URL))
    assert "Mine" not in text(reader.get(URL))
    assert reader.get(f"{URL}filters/{row.pk}/delete").status_code == 404
    saved(team, f"{URL}filters/{row.pk}/delete")
    assert not SavedFilter.objects.exists()


def test_who_may_not_enter_is_not_offered_to(here: SimpleNamespace, team: CheckedClient, reader: CheckedClient) -> None:
    assert "Propose or enter a partnership" in text(team.get(URL))
    assert "Propose or enter a partnership" not in text(reader.get(URL))
    refused = reader.get(f"{URL}new")
    assert refused.status_code == 403
