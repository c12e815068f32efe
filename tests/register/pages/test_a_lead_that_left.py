"""When the lead organisation leaves, the page on which that is recorded and the entry say that the record names it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import day, saved, text

from concordat.register import joint_record, organisations, parties
from concordat.register.models import Involvement, Partnership, Party

pytestmark = pytest.mark.django_db
LEFT = "No longer a partner since 1 November 2026."
CHANGE = "joint/lead#id_lead-authority--organisation"


def url(here: SimpleNamespace, more: str = "") -> str:
    return f"/c/ashford/register/{here.entry.reference}/{more}"


def partnership(here: SimpleNamespace) -> Partnership:
    return Involvement.objects.select_related("partnership").get(pk=here.entry.pk).partnership


def add(here: SimpleNamespace, name: str) -> Party:
    return parties.add(here.team, partnership=partnership(here), organisation=organisations.New(name, apart=True))


def lead(here: SimpleNamespace, party: Party, **told: Any) -> None:
    row = partnership(here)
    said = {"lead_authority.organisation": party.organisation}
    joint_record.answer(here.team, partnership=row, answers=said, version=row.version, **told)


def card(page: str) -> str:
    return page.partition('id="joint-lead"')[2].partition("</section>")[0]


def test_who_records_that_the_lead_left_is_told_before_and_led_on_to_say_who_leads(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    trust, other = add(here, "Valley Trust"), add(here, "Hope Clinics")
    lead(here, trust)
    end = url(here, f"partners/{trust.reference}/end")
    told = "Valley Trust is the lead organisation in the record. When it leaves, say who leads instead."
    assert told in text(team.get(end))
    assert "lead organisation" not in text(team.get(url(here, f"partners/{other.reference}/end")))
    assert LEFT not in text(team.get(url(here, "entry/")))
    assert saved(team, end, **day("until", "1 11 2026")) == url(here, "entry/#joint-lead")
    page = text(team.get(url(here, "entry/")))
    assert "Partner ended. Valley Trust is still the lead organisation in the record" in page
    assert LEFT in card(page)
    assert f'href="{url(here, CHANGE)}">Say who leads instead' in card(page)
    lead(here, other, correction=True, reason="They lead now")
    page = text(team.get(url(here, "entry/")))
    assert LEFT not in page
    assert "Hope Clinics" in card(page)


def test_who_only_reads_is_told_without_a_link(here: SimpleNamespace, reader: CheckedClient) -> None:
    trust = add(here, "Valley Trust")
    lead(here, trust)
    parties.end(here.team, party=trust, version=trust.version, until=date(2026, 11, 1))
    page = card(text(reader.get(url(here, "entry/"))))
    assert LEFT in page
    assert "Say who leads instead" not in page


def test_one_that_came_back_leads_as_before(here: SimpleNamespace, team: CheckedClient) -> None:
    trust = add(here, "Valley Trust")
    lead(here, trust)
    parties.end(here.team, party=trust, version=trust.version, until=date(2026, 11, 1))
    parties.add(here.team, partnership=partnership(here), organisation=trust.organisation)
    assert "No longer a partner" not in card(text(team.get(url(here, "entry/"))))


def test_one_that_was_taken_out_is_said_to_be_no_partner(here: SimpleNamespace, team: CheckedClient) -> None:
    trust = add(here, "Valley Trust")
    lead(here, trust)
    parties.remove(here.team, party=trust, version=trust.version, reason="Another partnership's")
    assert "Not recorded as a partner." in card(text(team.get(url(here, "entry/"))))


def test_the_joint_record_says_it_to_every_partner(here: SimpleNamespace, team: CheckedClient) -> None:
    trust = add(here, "Valley Trust")
    lead(here, trust)
    parties.end(here.team, party=trust, version=trust.version, until=date(2026, 11, 1))
    assert LEFT in text(team.get(f"/j/{partnership(here).reference}/"))
