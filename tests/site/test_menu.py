"""The menu: it says on every page of a council in which part of it one is."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from tests import world
from tests.site.walking import names

from concordat.councils.models import Council
from concordat.councils.roles import TABLE
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.site import menu
from concordat.site.access import ACCESS

PAGES = {name: wants for name, wants in names() if ACCESS[name].who == "council"}


def highlighted(name: str, roles: frozenset[str] = frozenset({"partnership_team"})) -> list[str]:
    """The items that stand out on the page of an address, whatever else it takes."""
    address = reverse(name, kwargs={want: "ashford" if want == "council" else 1 for want in PAGES[name]})
    request = RequestFactory().get(address)
    council = Council(slug="ashford", name="Ashford Council")
    request.scope = Scope(world.INSTALLER, council, roles, clock.today())  # type: ignore[attr-defined]
    return [item["text"] for item in menu.for_page(request)["menu"]["items"] if item["active"]]


@pytest.mark.parametrize(
    ("name", "item"),
    {
        "home": "Home",
        "register": "Register",
        "partnership_history": "Register",
        "file": "Register",
        "people": "People and organisations",
        "person": "People and organisations",
        "person_history": "People and organisations",
        "organisation": "People and organisations",
        "organisation_search": "People and organisations",
        "organisation_edit": "People and organisations",
        "administration": "Administration",
        "setting_give": "Administration",
        "absence": "Administration",
        "council_standing": "Administration",
    }.items(),
)
def test_a_page_stands_out_under_the_item_that_leads_to_it(name: str, item: str) -> None:
    assert highlighted(name) == [item]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_of_a_council_stands_out_under_one_item(name: str) -> None:
    assert len(highlighted(name)) == 1


def test_an_item_is_there_for_those_alone_who_have_its_right() -> None:
    assert highlighted("people", frozenset()) == []
    for role, rights in TABLE.items():
        assert bool(highlighted("organisation", frozenset({role}))) == ("see_register" in rights)
