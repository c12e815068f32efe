"""Each fact that the register is the home of: blank before, and read back as it was answered through a service."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world

from concordat.councils import plan
from concordat.history import clock
from concordat.protocol.facts import dictionary
from concordat.protocol.values import NotApplicable, Rows
from concordat.register import columns, joint_record, organisations, parties, people, record, responsibilities
from concordat.register.facts import facts_of
from concordat.register.models import Involvement, Organisation, Partnership

pytestmark = pytest.mark.slow

DAY = date(2026, 3, 1)
LATER = clock.today() + timedelta(days=30)
NAMED = {"partnership.name", "involvement.entered_on"}  # never blank: an entry has them from the first

JOINT = {
    "partnership.name": "Safer Streets and Parks",
    "partnership.purpose": "Fewer accidents",
    "partnership.expected_outcomes": "Half as many by 2030",
    "partnership.place": "The whole district",
    "partnership.legal_status": "informal",
    "partnership.legal_form": "partnership_board",
    "partnership.legal_form_reason": "It decides together",
    "partnership.statutory_basis": "None",
    "partnership.started_on": DAY,
    "partnership.expected_end_on": NotApplicable("No lifespan is set"),
    "partnership.purpose_review_on": DAY,
    "partnership.membership_review_on": DAY,
    "partnership.like_purpose_elsewhere": False,
    "lead_authority.contact": "The road safety team",
}
OWN = {
    "involvement.types": ("grant_scheme", "statutory"),
    "involvement.types_reason": "It spends money",
    "involvement.council_roles": ("funder", "member"),
    "involvement.council_role_described": "It pays and sits on the board",
    "involvement.responsibilities": "To pay",
    "involvement.liabilities": "None beyond the grant",
    "involvement.stage": "operating",
    "involvement.status": "active",
    "involvement.already_running": True,
    "involvement.service": "highways",
    "involvement.applied_by_choice": True,
    "involvement.applied_by_choice_reason": "It is new",
    "involvement.evidence_file_place": "Room 4",
    **{f"gates.{gate}_on": LATER for gate in ("commitment", "negotiations_concluded", "agreement_signed", "start")},
    **{f"gates.{gate}_on": LATER for gate in ("accountable_body", "publication", "closure")},
}
PARTY: dict[str, Any] = {
    "membership_status": "Full member",
    "stages": ("operating", "setting_up"),
    "contact": "Sam Reed",
    "why_best_placed": "It runs the clinics",
    "responsibilities": "To report",
    "responsibilities_in_agreement": True,
    "outcomes_confirmed": False,
    "own_priorities_served": "Prevention",
    "own_plan": "Forward plan",
    "communications_lead": "Pat Lane",
    "part_in_communicating": "Leaflets",
    "press_arrangement_agreed": None,
    "equality_duties_understood": True,
    "similar_standards_asked_on": DAY,
    "similar_standards_answer": "Yes",
    "standards_of_conduct_agreed_on": DAY,
    "information_format": "Large print",
    "exit_consulted_on": NotApplicable("No exit is near"),
    "from": DAY,
    "until": date(2030, 3, 1),
}


@pytest.fixture(scope="module", autouse=True)
def highways(made: tuple[SimpleNamespace, SimpleNamespace]) -> None:
    plan.open_service(world.command(made[0].council), code="highways", name="Highways", from_=DAY)


def of(here: SimpleNamespace) -> dict[str, Any]:
    entry = Involvement.objects.get(pk=here.entry.pk)
    return facts_of([entry], here.team.on)[entry.pk]


def answer_joint(here: SimpleNamespace, name: str, value: Any) -> None:
    row = Partnership.objects.get(pk=here.entry.partnership_id)
    joint_record.answer(here.team, partnership=row, answers={name: value}, version=row.version)


def answer_own(here: SimpleNamespace, name: str, value: Any, **told: Any) -> None:
    row = Involvement.objects.get(pk=here.entry.pk)
    record.answer(here.team, involvement=row, answers={name: value}, version=row.version, **told)


def lead_organisation(here: SimpleNamespace) -> None:
    answer_joint(here, "lead_authority.organisation", Organisation.objects.get(council=here.council))
    assert of(here)["lead_authority.organisation"] == "Ashford Council"


def entered_on(here: SimpleNamespace) -> None:
    answer_own(here, "involvement.entered_on", DAY, correction=True, reason="It was entered on paper before")
    assert of(here)["involvement.entered_on"] == DAY


def partners(here: SimpleNamespace) -> None:
    new = organisations.New("Hope Clinics", "voluntary")
    made = parties.add(here.team, partnership=here.entry.partnership, organisation=new, answers=PARTY)
    row = Partnership.objects.get(pk=here.entry.partnership_id)
    assert not of(here)["partners"].complete
    parties.say_complete(here.team, partnership=row, version=row.version, complete=True)
    expected: dict[str, Any] = {"id": made.reference, "organisation": "Hope Clinics", "sector": "voluntary", **PARTY}
    assert of(here)["partners"] == Rows((expected,), complete=True)
    assert set(expected) == set(dictionary()["partners"].row)


def held(here: SimpleNamespace) -> None:
    person = people.record(here.team, details=people.Details("Ira Moss"))
    firm = organisations.record(here.team, new=organisations.New("Moss Consulting"))
    answers = {"person": person, "post": "Adviser", "organisation": firm, "from": DAY, "until": LATER}
    entry = world.involvement(here.council, "Held by one", lead=None)
    made = responsibilities.give(here.team, involvement=entry, role="sponsoring_officer", answers=answers)
    expected: dict[str, Any] = {"id": str(made.pk), "role": "sponsoring_officer", **answers}
    expected |= {"person": f"person:{person.reference}", "organisation": "Moss Consulting"}
    record.say_complete(here.team, involvement=entry, version=entry.version, complete=True)
    entry.refresh_from_db()
    assert facts_of([entry], here.team.on)[entry.pk]["responsibilities"] == Rows((expected,), complete=True)
    assert set(expected) == set(dictionary()["responsibilities"].row)


SPECIAL: dict[str, Callable[[SimpleNamespace], None]] = {
    "lead_authority.organisation": lead_organisation,
    "involvement.entered_on": entered_on,
    "partners": partners,
    "responsibilities": held,
}


@pytest.mark.parametrize("name", JOINT)
def test_a_joint_fact_is_read_back_as_the_steward_answered_it(here: SimpleNamespace, name: str) -> None:
    assert name in NAMED or name not in of(here)
    answer_joint(here, name, JOINT[name])
    assert of(here)[name] == JOINT[name]


@pytest.mark.parametrize("name", OWN)
def test_an_own_fact_is_read_back_as_the_council_answered_it(here: SimpleNamespace, name: str) -> None:
    assert name not in of(here)
    answer_own(here, name, OWN[name])
    assert of(here)[name] == OWN[name]


@pytest.mark.parametrize("name", SPECIAL)
def test_a_fact_that_is_kept_as_rows_is_read_back_too(here: SimpleNamespace, name: str) -> None:
    assert name in (*NAMED, "responsibilities") or name not in of(here)
    SPECIAL[name](here)


def test_no_fact_of_the_register_is_without_a_witness() -> None:
    assert {*JOINT, *OWN, *SPECIAL} == {name for name, fact in dictionary().items() if fact.home == "register"}


@pytest.mark.parametrize("name", [*columns.JOINT, *columns.OWN])
def test_not_known_and_not_applicable_are_kept_apart_and_from_blank(here: SimpleNamespace, name: str) -> None:
    if name in NAMED:
        return
    answer = answer_joint if name in columns.JOINT else answer_own
    for said in (None, NotApplicable("It has none")):
        answer(here, name, said)
        assert of(here)[name] == said


def test_a_list_of_which_nothing_is_said_is_blank_and_one_said_to_be_empty_is_empty(here: SimpleNamespace) -> None:
    assert "partners" not in of(here)
    row = here.entry.partnership
    parties.say_complete(here.team, partnership=row, version=row.version, complete=True)
    assert of(here)["partners"] == Rows((), complete=True)
