"""Who answers for the council's part, who speaks for it, who the partners are: given, passed on, ended, put right."""

from datetime import date
from types import SimpleNamespace

import pytest
from tests import world
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import day, saved, send, text

from concordat.protocol.values import NotApplicable
from concordat.register import organisations, parties
from concordat.register.models import Involvement, Organisation, Party, Representative, Responsibility

pytestmark = pytest.mark.django_db


def url(here: SimpleNamespace, more: str = "") -> str:
    return f"/c/ashford/register/{here.entry.reference}/{more}"


def held(here: SimpleNamespace) -> Responsibility:
    return Responsibility.objects.get(involvement=here.entry, until=None)


def partner(here: SimpleNamespace, name: str = "Valley NHS Trust") -> Party:
    new = organisations.New(name, "other_public", apart=True)
    return parties.add(here.team, partnership=here.entry.partnership, organisation=new)


def test_a_responsibility_is_given_to_a_post_from_a_day_that_is_not_known(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    at = url(here, "responsibilities/give")
    refused = send(team, at, role="director")
    assert refused.status_code == 422
    assert "Select the person, or enter the post" in text(refused)
    saved(team, at, role="director", post="Director of Place", from__unknown="not_known")
    given = Responsibility.objects.get(involvement=here.entry, role="director")
    assert (given.post, given.person, given.answer("from_day")) == ("Director of Place", None, None)
    assert "Director of Place" in text(team.get(url(here, "entry/")))


def test_a_responsibility_can_be_known_to_be_held_by_nobody_knows_whom(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    saved(team, url(here, "responsibilities/give"), role="director", person="not_known")
    assert Responsibility.objects.get(role="director").answer("person") is None


def test_a_responsibility_is_passed_on_since_a_day(here: SimpleNamespace, team: CheckedClient) -> None:
    next_one = world.person(here.council, "Nora Next")
    old = held(here)
    at = url(here, f"responsibilities/{old.pk}/pass-on")
    saved(team, at, person=next_one.reference, **day("since", "1 11 2026"))
    old.refresh_from_db()
    assert old.until == held(here).from_day == date(2026, 11, 1)
    assert held(here).person == next_one


def test_a_responsibility_is_put_right_with_a_reason(here: SimpleNamespace, team: CheckedClient) -> None:
    row = held(here)
    at = url(here, f"responsibilities/{row.pk}/correct")
    assert send(team, at, **day("from_", "1 10 2026")).status_code == 422
    saved(team, at, reason="The letter says so", **day("from_", "1 10 2026"))
    assert held(here).from_day == date(2026, 10, 1)
    assert held(here).person_id == here.officer.pk


def test_a_responsibility_ends_not_before_it_began(here: SimpleNamespace, team: CheckedClient) -> None:
    row = held(here)
    at = url(here, f"responsibilities/{row.pk}/end")
    refused = send(team, at, **day("until", "1 1 2020"))
    assert refused.status_code == 422
    assert 'href="#id_until_day"' in text(refused)
    saved(team, at, **day("until", "20 11 2026"))
    row.refresh_from_db()
    assert row.until == date(2026, 11, 20)


def test_a_responsibility_that_never_was_is_taken_out(here: SimpleNamespace, team: CheckedClient) -> None:
    row = held(here)
    saved(team, url(here, f"responsibilities/{row.pk}/remove"), reason="Somebody else of that name")
    assert not Responsibility.objects.filter(pk=row.pk).exists()


def test_a_responsibility_of_another_partnership_is_not_found_here(here: SimpleNamespace, team: CheckedClient) -> None:
    other = world.involvement(here.council, "Other", lead=here.officer)
    row = Responsibility.objects.get(involvement=other)
    for act in ("pass-on", "correct", "end", "remove"):
        assert team.get(url(here, f"responsibilities/{row.pk}/{act}")).status_code == 404


def test_it_is_said_that_there_are_no_others_and_taken_back(here: SimpleNamespace, team: CheckedClient) -> None:
    saved(team, url(here, "responsibilities/complete"), complete="yes")
    assert Involvement.objects.get(pk=here.entry.pk).is_complete("responsibilities")
    assert "There are no others." in text(team.get(url(here, "entry/")))
    saved(team, url(here, "responsibilities/complete"), complete="no")
    assert not Involvement.objects.get(pk=here.entry.pk).is_complete("responsibilities")


def test_a_representative_is_recorded_put_right_and_ended(here: SimpleNamespace, team: CheckedClient) -> None:
    at = url(here, "representatives/add")
    assert send(team, at, person=here.officer.reference).status_code == 422
    saved(team, at, person=here.officer.reference, capacity="councillor")
    seat = Representative.objects.get()
    assert (seat.capacity, seat.from_day) == ("councillor", None)
    saved(
        team,
        url(here, f"representatives/{seat.pk}/correct"),
        capacity="officer",
        reason="Lee is no councillor",
        **day("from_", "1 9 2026"),
    )
    seat.refresh_from_db()
    assert (seat.capacity, seat.from_day, seat.until) == ("officer", date(2026, 9, 1), None)
    saved(team, url(here, f"representatives/{seat.pk}/end"), **day("until", "1 11 2026"))
    seat.refresh_from_db()
    assert seat.until == date(2026, 11, 1)


def test_a_partner_of_a_like_name_is_offered_before_a_new_one_is_recorded(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    on_record = organisations.record(here.team, new=organisations.New("Valley NHS Trust", apart=True))
    at = url(here, "partners/add?name=valley+trust")
    assert "Valley NHS Trust" in text(team.get(at))
    saved(team, at, organisation=on_record.reference)
    assert Party.objects.filter(partnership=here.entry.partnership, organisation=on_record).exists()
    assert not Organisation.objects.filter(name="valley trust").exists()


def test_a_partner_that_is_new_is_recorded_with_its_sector(here: SimpleNamespace, team: CheckedClient) -> None:
    saved(
        team,
        url(here, "partners/add?name=Quarry+Friends"),
        organisation="new",
        sector="voluntary",
        **day("from_", "1 4 2024"),
    )
    row = Party.objects.get(organisation__name="Quarry Friends")
    assert (row.organisation.sector, row.from_day) == ("voluntary", date(2024, 4, 1))


def test_a_partner_without_a_name_is_asked_for_it(here: SimpleNamespace, team: CheckedClient) -> None:
    assert "First the name of the organisation" in text(team.get(url(here, "partners/add")))


def test_who_is_a_partner_already_is_refused(here: SimpleNamespace, team: CheckedClient) -> None:
    row = partner(here)
    refused = send(team, url(here, "partners/add?name=Valley+NHS"), organisation=row.organisation.reference)
    assert refused.status_code == 422
    assert 'href="#id_organisation"' in text(refused)


def test_what_the_joint_record_says_of_a_partner_is_answered_by_subject(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    row = partner(here)
    at = url(here, f"partners/{row.reference}/edit/standards")
    given = {"similar-standards-answer_unknown": "na", "similar-standards-answer_reason": "It has its own"}
    saved(team, at, **given, **{"equality-duties-understood": "yes"}, **day("similar-standards-asked-on", "2 3 2026"))
    row.refresh_from_db()
    assert row.equality_duties_understood is True
    assert row.similar_standards_asked_on == date(2026, 3, 2)
    assert row.answer("similar_standards_answer") == NotApplicable("It has its own")
    assert "It has its own" in text(team.get(url(here, f"partners/{row.reference}/")))


def test_a_partner_leaves_and_stays_on_record(here: SimpleNamespace, team: CheckedClient) -> None:
    row = partner(here)
    saved(team, url(here, f"partners/{row.reference}/end"), **day("until", "1 11 2026"))
    assert "until 1 November 2026" in text(team.get(url(here, "entry/")))


def test_a_partner_that_never_was_is_taken_out_but_not_a_council_that_entered(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    row = partner(here)
    saved(team, url(here, f"partners/{row.reference}/remove"), reason="Another partnership's")
    assert not Party.objects.filter(pk=row.pk).exists()
    ours = Party.objects.get(partnership=here.entry.partnership)
    refused = send(team, url(here, f"partners/{ours.reference}/remove"), reason="Why not")
    assert refused.status_code == 422
    assert "has entered this partnership" in text(refused)


def test_it_is_said_that_there_are_no_other_partners(here: SimpleNamespace, team: CheckedClient) -> None:
    saved(team, url(here, "partners/complete"), complete="yes")
    assert Involvement.objects.get(pk=here.entry.pk).partnership.is_complete("partners")


def test_the_lead_organisation_is_chosen_from_the_partners(here: SimpleNamespace, team: CheckedClient) -> None:
    row = partner(here)
    saved(team, url(here, "joint/lead"), **{"lead-authority--organisation": row.organisation.reference})
    assert Involvement.objects.get(pk=here.entry.pk).partnership.lead_organisation == row.organisation
    assert "Valley NHS Trust" in text(team.get(url(here, "entry/")))


def test_a_reader_is_refused_every_change_with_the_reason(here: SimpleNamespace, reader: CheckedClient) -> None:
    row, seat = partner(here), held(here)
    pages = (
        "responsibilities/give",
        f"responsibilities/{seat.pk}/pass-on",
        "representatives/add",
        "partners/find",
        f"partners/{row.reference}/edit/part",
        f"partners/{row.reference}/end",
        "joint/purpose",
        "gates/start",
        "open-to",
        "hand-over",
        "reference",
    )
    for more in pages:
        refused = reader.get(url(here, more))
        assert refused.status_code == 403, more
        assert "Only these roles may do this" in text(refused), more
