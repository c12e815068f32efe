"""Lists ask the database as often for twelve partnerships as for one, and as often as is written down here.

A number that changes is no fault by itself: write the new one down, and say in the change why it grew.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world
from tests.page_checks import CheckedClient

from concordat.councils.models import Council
from concordat.history import clock
from concordat.register import organisations, parties, record, representatives
from concordat.register.models import Involvement, Person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FEW, MANY = 1, 12
PAGES = {
    "register": ("register", ""),
    "register, search": ("register", "?q=partnership"),
    "register, overdue": ("register", "?standing=overdue"),
    "register, something not known": ("register", "?standing=not+known"),
    "register, by lead officer": ("register", "?sort=lead"),
    "register as CSV": ("register_csv", ""),
    "partnership": ("partnership", ""),
    "standing": ("standing", ""),
    "register entry": ("partnership_entry", ""),
    "home": ("home", ""),
    "trying the questions": ("try_significance", "?level-cost=5"),
}
OF_ONE = ("partnership", "standing", "partnership_entry")
BASELINE = {
    "register": 16,
    "register, search": 16,
    "register, overdue": 16,
    "register, something not known": 16,
    "register, by lead officer": 16,
    "register as CSV": 14,
    "partnership": 49,
    "standing": 30,
    "register entry": 18,
    "home": 26,
    "trying the questions": 7,
}
SAVING = 41


@dataclass(frozen=True)
class Entered:
    """A council with so many partnerships, and the browser of somebody who answers for one of them."""

    council: Council
    client: CheckedClient
    first: Involvement

    def address(self, page: str) -> str:
        name, query = PAGES[page]
        more = [self.first.reference] if name in OF_ONE else []
        return reverse(name, args=[self.council.slug, *more]) + query


def entered(slug: str, number: int) -> Entered:
    """Every one has a party, a lead officer and a representative; all have duties that are overdue."""
    council = world.council(slug)
    member = world.member(council, "partnership_team")
    lead = world.person(council, "Robin Field", member.user)
    rows = [_row(council, lead if nth == 0 else world.person(council, f"Officer {nth}")) for nth in range(number)]
    return Entered(council, world.client(member.user), rows[0])


def _row(council: Council, lead: Person) -> Involvement:
    since = clock.today()
    row = world.involvement(
        council,
        lead=lead,
        involvement__stage="operating",
        involvement__already_running=True,
        involvement__applied_by_choice=True,
        gates__start_on=since - timedelta(days=110),
    )
    scope = world.command(council)
    new = organisations.New(f"Partner of {row.pk}", "voluntary", apart=True)
    parties.add(scope, partnership=row.partnership, organisation=new)
    person = world.person(council, f"Councillor {row.pk}")
    representatives.give(scope, involvement=row, seat=representatives.Seat(person, "councillor", since))
    return row


@pytest.fixture
def few_and_many() -> tuple[Entered, Entered]:
    return entered("ashford", FEW), entered("borrowdale", MANY)


def asked(of: Entered, page: str) -> int:
    """The queries of a page, the second time it is asked for: the first fills what is kept."""
    path = of.address(page)
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = of.client.get(path)
            assert answer.status_code == 200
            assert answer.getvalue() != b""
    return len(captured)


def test_every_page_asks_as_often_for_twelve_partnerships_as_for_one(few_and_many: tuple[Entered, Entered]) -> None:
    few, many = few_and_many
    assert f"{MANY} partnerships found." in many.client.get(many.address("register, overdue")).content.decode()
    found = {page: (asked(few, page), asked(many, page)) for page in PAGES}
    assert found == {page: (number, number) for page, number in BASELINE.items()}


def test_a_save_and_its_evaluation_ask_as_often_among_twelve_as_alone(few_and_many: tuple[Entered, Entered]) -> None:
    assert [_saving(of) for of in few_and_many] == [SAVING, SAVING]


def _saving(of: Entered) -> int:
    scope = world.command(of.council)
    for room in ("Room 1", "Room 2"):
        row = Involvement.objects.select_related("council", "partnership").get(pk=of.first.pk)
        answers = {"involvement.evidence_file_place": room}
        with CaptureQueriesContext(connection) as captured:
            record.answer(scope, involvement=row, answers=answers, version=row.version)
    return len(captured)
