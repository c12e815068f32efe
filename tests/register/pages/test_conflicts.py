"""Two people at one form: the slower one first sees both versions side by side, and only then is asked anything."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from tests import world
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import Filled, filled, saved, text

from concordat.history import clock
from concordat.history.acts import act
from concordat.register import organisations, parties, people
from concordat.register.models import PartyMember

pytestmark = pytest.mark.django_db
ASKED = "Select whether it has changed or was wrong"


def _our_party(here: SimpleNamespace) -> Any:
    return here.entry.partnership.parties.get()


def _partners_person(here: SimpleNamespace) -> tuple[CheckedClient, str]:
    """A partner's own person, and the address at which they answer for their organisation."""
    new = organisations.New("Quarry Friends", "voluntary", apart=True)
    party = parties.add(here.team, partnership=here.entry.partnership, organisation=new)
    user = world.user("Quincy Quarry")
    with act(here.team.actor, "Partner's person let in", here.council.scope):
        PartyMember(party=party, user=user, from_day=clock.today()).save()
    return world.client(user), f"/j/{here.entry.partnership.reference}/partners/{party.reference}/edit/part"


def _of_entry(more: str) -> Callable[[SimpleNamespace], str]:
    return lambda here: f"/c/ashford/register/{here.entry.reference}/{more}"


def _of_party(here: SimpleNamespace) -> str:
    return f"/c/ashford/register/{here.entry.reference}/partners/{_our_party(here).reference}/edit/part"


def _of_person(here: SimpleNamespace) -> str:
    row = people.record(here.team, details=people.Details("Nora Next"))
    return f"/c/ashford/people/{row.reference}/edit"


def _of_organisation(here: SimpleNamespace) -> str:
    row = organisations.record(here.team, new=organisations.New("Valley NHS Trust", "other_public", apart=True))
    return f"/c/ashford/organisations/{row.reference}/edit"


# Each kind of form that asks how an answer was altered: its address, the field that both change, what the other says
# besides. Where nothing stood there before, the slower person's form did not ask.
FORMS: dict[str, tuple[Callable[[SimpleNamespace], str], str, dict[str, str]]] = {
    "the council's own part": (_of_entry("edit/part"), "involvement--council-role-described", {}),
    "the joint record": (_of_entry("joint/legal"), "partnership--statutory-basis", {}),
    "a partner": (_of_party, "responsibilities", {}),
    "a person": (_of_person, "post", {}),
    "an organisation": (_of_organisation, "name", {"change": "change"}),
}


@pytest.mark.parametrize("kind", FORMS)
def test_who_was_slower_sees_both_versions_and_no_error_and_is_asked_next(
    here: SimpleNamespace, team: CheckedClient, kind: str
) -> None:
    address, field, more = FORMS[kind]
    at = address(here)
    mine = filled(team, at, **{field: "As I would have it"})
    saved(team, at, **{field: "As they have it"}, **more)
    _seen_then_asked(team, at, mine, field)


def test_a_partners_own_person_sees_both_versions_first_too(here: SimpleNamespace) -> None:
    client, at = _partners_person(here)
    mine = filled(client, at, responsibilities="As I would have it")
    saved(client, at, responsibilities="As they have it")
    _seen_then_asked(client, at, mine, "responsibilities")


def _seen_then_asked(client: CheckedClient, at: str, mine: dict[str, list[str]], field: str) -> None:
    conflict = client.post(at, mine)
    assert conflict.status_code == 409
    page = text(conflict)
    assert "As they have it" in page
    assert "As I would have it" in page
    for puzzling in ("There is a problem", "govuk-error-message", "<title>Error", ASKED):
        assert puzzling not in page
    again = Filled(conflict.content.decode()).sent
    asked = client.post(at, again)
    assert asked.status_code == 422
    assert 'href="#id_change"' in text(asked)
    after = Filled(asked.content.decode()).sent | {"change": ["change"]}
    assert after[field] == ["As I would have it"]
    assert client.post(at, after).status_code == 303
