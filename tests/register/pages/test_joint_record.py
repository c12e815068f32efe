"""The joint record: what other councils and partners see of it, and what they may do there."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import saved, send, text

from concordat.history import clock
from concordat.history.acts import act
from concordat.register import entering, joint_record, organisations, parties, record
from concordat.register.models import Involvement, Partnership, Party, PartyMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(here: SimpleNamespace, there: SimpleNamespace) -> Involvement:
    """Barton's part in Ashford's partnership."""
    partnership = Partnership.objects.get(pk=here.entry.partnership_id)
    partnership = joint_record.open_to(here.team, partnership=partnership, version=partnership.version, whom="all")
    return entering.join(there.team, partnership=partnership, entered_on=clock.today())


@pytest.fixture
def barton(there: SimpleNamespace) -> CheckedClient:
    return world.client(there.team.membership.user)


def joint(here: SimpleNamespace, more: str = "") -> str:
    return f"/j/{here.entry.partnership.reference}/{more}"


def test_a_joint_record_is_not_there_for_those_of_no_party(here: SimpleNamespace, barton: CheckedClient) -> None:
    assert barton.get(joint(here)).status_code == 404
    one, other = (re.sub(r'nonce="[^"]*"', "", text(barton.get(at))) for at in ("/j/zzzzzzzzzzzz/", joint(here)))
    assert one == other


def test_another_council_sees_what_is_joint_and_nothing_of_ours(
    here: SimpleNamespace, shared: Involvement, barton: CheckedClient
) -> None:
    ours = {"involvement.liabilities": "Ours alone"}
    record.answer(here.team, involvement=here.entry, version=here.entry.version, answers=ours)
    theirs = f"/c/barton/register/{shared.reference}/"
    for page in (text(barton.get(at)) for at in (joint(here), theirs, f"{theirs}entry/")):
        assert "Safer Streets" in page
        assert "Ashford Council" in page
        assert "Ours alone" not in page
        assert "Lee Officer" not in page
    assert barton.get(f"/c/ashford/register/{here.entry.reference}/").status_code == 404


def test_another_council_changes_its_own_row_and_no_more_of_the_joint_record(
    here: SimpleNamespace, shared: Involvement, barton: CheckedClient
) -> None:
    rows = {party.organisation.name: party for party in Party.objects.filter(partnership=here.entry.partnership)}
    base = f"/c/barton/register/{shared.reference}"
    saved(barton, f"{base}/partners/{rows['Barton Council'].reference}/edit/part", responsibilities="We lend a van")
    assert Party.objects.get(pk=rows["Barton Council"].pk).responsibilities == "We lend a van"
    for more in (
        f"partners/{rows['Ashford Council'].reference}/edit/part",
        "joint/purpose",
        "partners/find",
        "open-to",
    ):
        refused = barton.get(f"{base}/{more}")
        assert refused.status_code == 403, more
        assert "Only Ashford Council keeps this partnership's joint record" in text(refused), more


def _member(here: SimpleNamespace) -> tuple[Party, Any]:
    new = organisations.New("Quarry Friends", "voluntary", apart=True)
    party = parties.add(here.team, partnership=here.entry.partnership, organisation=new)
    user = world.user("Quincy Quarry")
    with act(here.team.actor, "Partner's person let in", here.council.scope):
        PartyMember(party=party, user=user, from_day=clock.today()).save()
    return party, user


def test_a_partners_person_answers_for_their_own_organisation_alone(here: SimpleNamespace) -> None:
    party, user = _member(here)
    client = world.client(user)
    assert "Quarry Friends" in text(client.get(joint(here)))
    saved(client, joint(here, f"partners/{party.reference}/edit/part"), **{"own-plan": "Our plan for the quarry"})
    assert Party.objects.get(pk=party.pk).own_plan == "Our plan for the quarry"
    ashford = Party.objects.exclude(pk=party.pk).get()
    assert client.get(joint(here, f"partners/{ashford.reference}/")).status_code == 200
    refused = client.get(joint(here, f"partners/{ashford.reference}/edit/part"))
    assert refused.status_code == 403
    assert "your own organisation only" in text(refused)
    assert client.get("/c/ashford/register/").status_code == 404


def test_a_partnership_is_found_by_those_it_is_open_to_and_joined_once(
    here: SimpleNamespace, there: SimpleNamespace, team: CheckedClient, barton: CheckedClient
) -> None:
    at = f"/c/ashford/register/{here.entry.reference}/open-to"
    assert "Safer Streets" not in text(barton.get("/c/barton/register/others"))
    assert barton.get(f"/c/barton/register/others/{here.entry.partnership.reference}").status_code == 404
    assert send(team, at, open_to="named").status_code == 422
    saved(team, at, open_to="named", councils="barton")
    assert "Safer Streets" in text(barton.get("/c/barton/register/others"))
    went_to = saved(barton, f"/c/barton/register/others/{here.entry.partnership.reference}")
    assert Involvement.objects.get(council=there.council).reference in went_to
    assert "Safer Streets" not in text(barton.get("/c/barton/register/others"))


def test_the_joint_record_is_handed_to_a_council_that_has_entered(
    here: SimpleNamespace, there: SimpleNamespace, shared: Involvement, team: CheckedClient, barton: CheckedClient
) -> None:
    at = f"/c/ashford/register/{here.entry.reference}"
    refused = send(team, f"{at}/hand-over", to_council="barton")
    assert refused.status_code == 422
    assert "Why is the joint record handed over" in text(refused)
    saved(team, f"{at}/hand-over", to_council="barton", reason="They lead it")
    assert Partnership.objects.get(pk=here.entry.partnership_id).steward == there.council
    assert team.get(f"/c/ashford/register/{here.entry.reference}/joint/purpose").status_code == 403
    assert barton.get(f"/c/barton/register/{shared.reference}/joint/purpose").status_code == 200
    for client, page in ((team, at), (barton, f"/c/barton/register/{shared.reference}")):
        history = text(client.get(f"{page}/history"))
        assert "Joint record handed over" in history
        assert "They lead it" in history
