"""Filling in the register: what a partner is asked for at once, the next partner, and errors that name a question short."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import day, filled, saved, send, text

from concordat.register.models import Party
from concordat.ui.labels import named

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def add(here: SimpleNamespace, name: str) -> str:
    return f"/c/ashford/register/{here.entry.reference}/partners/add?name={name}"


def test_a_partner_is_added_with_its_sector_status_and_contact_on_one_page(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    saved(team, add(here, "Anglers"), sector="voluntary", membership_status="Full member", contact="Pat Angler")
    row = Party.objects.get(organisation__name="Anglers")
    assert (row.organisation.sector, row.membership_status, row.contact) == ("voluntary", "Full member", "Pat Angler")


def test_one_partner_after_another_is_added_on_the_way_back_to_where_one_came_from(
    here: SimpleNamespace, team: CheckedClient
) -> None:
    back = f"/c/ashford/register/{here.entry.reference}/forms/"
    url = f"{add(here, 'Anglers')}&next={back}"
    search = team.post(url, filled(team, url, sector="voluntary") | {"another": ["yes"]}).headers["Location"]
    assert f'name="next" value="{back}"' in text(team.get(search))
    assert Party.objects.filter(organisation__name="Anglers").exists()


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (
            "Day it is expected to end; not applicable, with the reason, where no lifespan is set",
            "Day it is expected to end",
        ),
        ("Is it open; and to whom?", "“Is it open; and to whom?”"),
        ("Legal form", "Legal form"),
    ],
)
def test_a_label_that_explains_itself_is_named_short(label: str, words: str) -> None:
    assert named(label) == words


def test_an_error_names_its_question_short(here: SimpleNamespace, team: CheckedClient) -> None:
    url = f"/c/ashford/register/{here.entry.reference}/joint/life"
    wrong = send(team, url, **day("partnership--expected-end-on", "32 1 2027"))
    assert wrong.status_code == 422
    summary = text(wrong).partition("There is a problem")[2].partition("</ul>")[0]
    assert "Day it is expected to end" in summary
    assert "lifespan" not in summary
