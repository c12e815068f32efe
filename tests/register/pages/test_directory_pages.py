"""People and organisations: found, recorded, put right, erased."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import day, saved, send, text

from concordat.history.models import Detail
from concordat.register import organisations, people
from concordat.register.models import Organisation, OrganisationNote, Person

pytestmark = pytest.mark.django_db
PEOPLE = "/c/ashford/people/"
ORGANISATIONS = "/c/ashford/organisations/"


def organisation(here: SimpleNamespace, name: str = "Valley NHS Trust") -> Organisation:
    return organisations.record(
        here.team, new=organisations.New(name, "other_public", [("GB-COH", "01234567")], apart=True)
    )


def test_the_lists_hold_our_own_people_and_the_organisations_we_know(
    here: SimpleNamespace, there: SimpleNamespace, team: CheckedClient
) -> None:
    world.person(there.council, "Barton's Bert")
    organisations.record(there.team, new=organisations.New("Barton Bell Ringers"))
    organisation(here)
    listed = text(team.get(PEOPLE))
    assert "Lee Officer" in listed
    assert "Bert" not in listed
    listed = text(team.get(f"{PEOPLE}?kind=organisations"))
    assert "Valley NHS Trust" in listed
    assert "Bell Ringers" not in listed


def test_a_person_is_found_whatever_their_accents(here: SimpleNamespace, team: CheckedClient) -> None:
    world.person(here.council, "Zoë Żak")
    assert "Zoë Żak" in text(team.get(f"{PEOPLE}?q=zoe"))
    assert "Lee Officer" not in text(team.get(f"{PEOPLE}?q=zoe"))


def test_another_councils_person_and_organisation_are_as_if_they_were_not_there(
    here: SimpleNamespace, there: SimpleNamespace, team: CheckedClient
) -> None:
    theirs = world.person(there.council, "Bert")
    unknown = organisations.record(there.team, new=organisations.New("Barton Bell Ringers"))
    for more in ("", "edit", "left", "history"):
        assert team.get(f"{PEOPLE}{theirs.reference}/{more}").status_code == 404
    for more in ("", "edit", "note", "history"):
        assert team.get(f"{ORGANISATIONS}{unknown.reference}/{more}").status_code == 404


def test_a_person_is_recorded_and_changed(here: SimpleNamespace, team: CheckedClient) -> None:
    went_to = saved(team, f"{PEOPLE}new", name="Nora Next", email="nora@example.org")
    row = Person.objects.get(name="Nora Next")
    assert went_to == f"{PEOPLE}{row.reference}/"
    assert send(team, f"{went_to}edit", name="Nora Later").status_code == 422
    saved(team, f"{went_to}edit", name="Nora Later", change="change")
    row.refresh_from_db()
    assert (row.name, row.email) == ("Nora Later", "nora@example.org")
    saved(team, f"{went_to}left", **day("left_on", "1 11 2026"))
    assert "Left on" in text(team.get(went_to))


def test_only_those_who_may_change_everything_say_who_signs_in_as_whom(
    here: SimpleNamespace, team: CheckedClient, lead: CheckedClient
) -> None:
    at = f"{PEOPLE}{here.officer.reference}/edit"
    assert "Signs in here as" in text(team.get(at))
    assert "Signs in here as" not in text(lead.get(at))
    saved(lead, at, post="Head of Streets", change="change")
    assert Person.objects.get(pk=here.officer.pk).user_id == here.member.user_id


def test_the_page_of_a_person_says_what_they_do(here: SimpleNamespace, reader: CheckedClient) -> None:
    page = text(reader.get(f"{PEOPLE}{here.officer.reference}/"))
    assert "Safer Streets" in page
    assert "Relevant officer" in page
    assert "Erase this person" not in page


def test_a_person_who_holds_something_is_not_erased_and_the_page_says_what(here: SimpleNamespace) -> None:
    officer = world.client(world.member(here.council, "monitoring_officer", name="Mo Monitor").user)
    at = f"{PEOPLE}{here.officer.reference}/erase"
    assert "They are responsible in “Safer Streets”" in text(officer.get(at))
    refused = send(officer, at, basis="Request of 1 November", sure="on")
    assert refused.status_code == 422
    assert "This person still holds something" in text(refused)


def test_a_person_is_erased_everywhere_but_in_the_chain(here: SimpleNamespace, team: CheckedClient) -> None:
    row = people.record(here.team, details=people.Details("Vera Vanish", email="vera@example.org"))
    officer = world.client(world.member(here.council, "monitoring_officer", name="Mo Monitor").user)
    at = f"{PEOPLE}{row.reference}/erase"
    assert team.get(at).status_code == 403
    assert send(officer, at, basis="Retention rule 4").status_code == 422
    saved(officer, at, basis="Retention rule 4", sure="on")
    assert not Detail.objects.filter(values__contains="Vera Vanish").exists()
    assert "Vanish" not in text(team.get(PEOPLE))
    assert "was erased from the record" in text(team.get(f"{PEOPLE}{row.reference}/"))


def test_an_organisation_of_a_like_name_is_shown_before_another_is_recorded(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    organisation(here)
    assert "Valley NHS Trust" in text(team.get(f"{ORGANISATIONS}find?name=valley"))
    at = f"{ORGANISATIONS}new?name=Valley+Trust"
    assert send(team, at).status_code == 422
    saved(team, at, another="on", sector="voluntary", charity="1234567")
    made = Organisation.objects.get(name="Valley Trust")
    assert made.identifiers == [{"scheme": "GB-CHC", "id": "1234567"}]


def test_what_every_council_sees_is_changed_by_its_keeper_alone(
    here: SimpleNamespace, there: SimpleNamespace, team: CheckedClient
) -> None:
    row = organisation(here)
    barton = world.client(there.team.membership.user)
    organisations.note(there.team, organisation=row, version=0, contact="Their own contact")
    refused = barton.get(f"/c/barton/organisations/{row.reference}/edit")
    assert refused.status_code == 403
    assert "Ashford Council keeps this name and its identifiers" in text(refused)
    saved(team, f"{ORGANISATIONS}{row.reference}/edit", name="Vale NHS Trust", change="change")
    row.refresh_from_db()
    assert row.name == "Vale NHS Trust"
    assert "Vale NHS Trust" in text(barton.get(f"/c/barton/organisations/{row.reference}/"))


def test_an_identifier_of_a_scheme_that_the_form_does_not_ask_for_is_kept(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    new = organisations.New("Vale Hospital", "other_public", [("GB-NHS", "RAX")])
    row = organisations.record(here.team, new=new)
    saved(team, f"{ORGANISATIONS}{row.reference}/edit", company="01234567", change="change")
    row.refresh_from_db()
    assert {"scheme": "GB-NHS", "id": "RAX"} in row.identifiers
    assert {"scheme": "GB-COH", "id": "01234567"} in row.identifiers


def test_a_note_is_our_own(here: SimpleNamespace, there: SimpleNamespace, team: CheckedClient) -> None:
    row = organisation(here)
    saved(team, f"{ORGANISATIONS}{row.reference}/note", words="Slow to answer")
    organisations.note(there.team, organisation=row, version=0, contact="Bert")
    assert OrganisationNote.objects.get(council=here.council, organisation=row).words == "Slow to answer"
    assert "Slow to answer" in text(team.get(f"{ORGANISATIONS}{row.reference}/"))
    barton = world.client(there.team.membership.user)
    assert "Slow to answer" not in text(barton.get(f"/c/barton/organisations/{row.reference}/"))


def test_histories_of_people_and_organisations_are_for_those_who_see_all(
    here: SimpleNamespace, team: CheckedClient, lead: CheckedClient
) -> None:
    row = organisation(here)
    for at in (f"{PEOPLE}{here.officer.reference}/history", f"{ORGANISATIONS}{row.reference}/history"):
        assert "recorded" in text(team.get(at))
        assert lead.get(at).status_code == 403


@pytest.mark.parametrize("kind", ["", "?kind=organisations"])
def test_the_lists_take_as_many_queries_for_many_as_for_one(
    here: SimpleNamespace, team: CheckedClient, kind: str
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert team.get(f"{PEOPLE}{kind}").status_code == 200
        return len(queries)

    organisation(here)
    cost()
    few = cost()
    for number in range(9):
        works_for = organisation(here, f"Body {number}")
        people.record(here.team, details=people.Details(f"Person {number}", organisation=works_for))
    assert cost() == few


def test_a_person_who_left_is_offered_for_nothing_new(here: SimpleNamespace, team: CheckedClient) -> None:
    gone = world.person(here.council, "Gil Gone")
    people.left(here.team, person=gone, version=gone.version, on=date(2026, 11, 1))
    assert "Gil Gone" not in text(team.get(f"/c/ashford/register/{here.entry.reference}/responsibilities/give"))
