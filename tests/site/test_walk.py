"""Every address, every method, everybody: what they get is what the access file and the role table say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from tests import world
from tests.site import masks
from tests.site.walking import Place, address, client, expected, let_go, names, place

from concordat.councils.roles import ROLES, TABLE, reach
from concordat.history.models import Event
from concordat.history.recorded import Recorded
from concordat.site.access import ACCESS, Needs

pytestmark = pytest.mark.django_db
LET_IN = {"GET": {200, 302}, "POST": {200, 302, 303, 422}}
# About one member, who is none of the walkers: there nothing is their own.
ANOTHERS = ("absence_", "deputy_")
NUMBERED = {"pk", "row", "role"}
PARTS = ("accounts", "councils", "register", "evidence", "compliance", "site")


def part_of(name: str) -> str:
    """The room that an address belongs to, by its view."""
    return VIEWS[name].split(".")[1]


def _views() -> dict[str, str]:
    from django.urls import get_resolver  # noqa: PLC0415

    found: dict[str, str] = {}

    def walk(patterns: Any) -> None:
        for one in patterns:
            if hasattr(one, "url_patterns"):
                walk(one.url_patterns)
            else:
                found[one.name] = getattr(one.callback, "view_class", one.callback).__module__

    walk(get_resolver().url_patterns)
    return found


VIEWS = _views()
ADDRESSES = dict(names())


def test_every_address_is_in_the_access_file_and_the_file_names_no_other() -> None:
    assert set(ACCESS) == set(ADDRESSES)
    assert all(needs.methods for needs in ACCESS.values())


def test_every_right_of_the_access_file_is_held_by_some_role_and_none_is_held_by_all() -> None:
    for name, needs in ACCESS.items():
        if needs.who == "council":
            holders = [role for role in TABLE if needs.right in TABLE[role]]
            assert holders, name


def test_an_address_that_is_not_listed_does_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    monkeypatch.delitem(ACCESS, "cookies")
    with pytest.raises(ImproperlyConfigured, match="not in the access file"):
        world.client().get("/cookies")


def one_of_each_reach(needs: Needs) -> list[str]:
    """One role for each way in which the right can be held: any, own, not at all."""
    found: dict[str | None, str] = {}
    for role in ROLES:
        found.setdefault(reach(frozenset({role}), needs.right), role)
    return sorted(found.values())


def walk(at: Place, elsewhere: Place, part: str, roles_of: Callable[[Needs], list[str]]) -> Iterator[str]:
    """What somebody got and should not have, one sentence each."""
    browsers: dict[int | None, Client] = {}
    outsider = elsewhere.stranger["partnership_team"]
    nobody = world.member(at.council, name="No role").user
    for name, wants in ADDRESSES.items():
        if part_of(name) != part:
            continue
        needs = ACCESS[name]
        people = [("signed out", None, False), ("another council", outsider, False), ("partner", at.partner, False)]
        people.append(("no role", nobody, False))
        for role in roles_of(needs):
            people += [(role, at.owner[role], True), (role, at.stranger[role], False)]
        for who, user, owns in people:
            key = user.pk if user else None
            for method in needs.methods:
                if part == "accounts":
                    cache.clear()  # or so many walkers from one machine would be told to wait
                if part == "accounts" or key not in browsers:
                    browsers[key] = client(user)
                response = browsers[key].generic(method, address(name, wants, at))
                should = expected(needs, who, owns=owns and not name.startswith(ANOTHERS))
                let_go(response)
                right = response.status_code in LET_IN[method] if should is None else response.status_code == should
                if name in masks.LET_IN_OTHERWISE and should is None:
                    right = response.status_code == masks.LET_IN_OTHERWISE[name][0]
                if not right:
                    yield f"{method} {name} as {who}{' (own)' if owns else ''}: {response.status_code}, not {should}"


@pytest.mark.parametrize("part", PARTS)
def test_everybody_gets_what_the_role_table_says(part: str) -> None:
    roles = sorted({role for needs in ACCESS.values() for role in one_of_each_reach(needs)} | {"partnership_team"})
    at, elsewhere = place("ashford", roles), place("barford", ["partnership_team"])
    assert list(walk(at, elsewhere, part, one_of_each_reach)) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_every_role_gets_what_the_role_table_says(part: str) -> None:
    at, elsewhere = place("ashford", list(ROLES)), place("barford", ["partnership_team"])
    assert list(walk(at, elsewhere, part, lambda _needs: list(ROLES))) == []


def masked(response: Any) -> tuple[int, bytes, dict[str, str]]:
    """A response without what differs every time."""
    body = response.content
    for pattern, _why in masks.IN_THE_BODY:
        body = re.sub(pattern, b"", body)
    kept = {name: value for name, value in response.headers.items() if name not in masks.HEADERS}
    for name, (mask, _reason) in masks.IN_A_HEADER.items():
        kept[name] = re.sub(mask, "", kept.get(name, ""))
    return response.status_code, body, kept


def test_what_is_another_councils_looks_to_the_byte_like_what_is_not_there() -> None:
    at, other = place("ashford", ["partnership_team", "administrator"]), place("barford", ["partnership_team"])
    browser = client(world.member(at.council, *ROLES, name="Everything").user)
    mixed = Place(at.council, other.things)
    compared = 0
    for name, wants in ADDRESSES.items():
        if ACCESS[name].who != "council" or len(wants) < 2:
            continue
        theirs = address(name, wants, mixed)
        missing = _missing(theirs, wants, mixed)
        if theirs == missing:
            continue
        for method in ACCESS[name].methods:
            one, none = browser.generic(method, theirs), browser.generic(method, missing)
            assert one.status_code == 404, f"{method} {theirs}"
            assert masked(one) == masked(none), f"{method} {theirs}"
            compared += 1
    assert compared > 30


def _missing(theirs: str, wants: tuple[str, ...], at: Place) -> str:
    """The same address with references, codes and numbers that nothing has."""
    for thing in at.things.values():
        for name in ("reference", "code", "key"):
            text = getattr(thing, name, None)
            if text:
                theirs = theirs.replace(f"/{text}", f"/{'z' * len(text)}")
    return re.sub(r"/\d+(/|$)", r"/99999999\1", theirs) if NUMBERED & set(wants) else theirs


def test_another_council_looks_to_the_byte_like_one_that_does_not_exist() -> None:
    at, other = place("ashford", ["partnership_team"]), place("barford", ["partnership_team"])
    browser = client(at.stranger["partnership_team"])
    for name, wants in ADDRESSES.items():
        if ACCESS[name].who == "council":
            theirs = address(name, wants, other)
            missing = theirs.replace("/c/barford/", "/c/zarford/")
            assert masked(browser.get(theirs)) == masked(browser.get(missing)), theirs


def test_no_page_changes_what_is_recorded_by_being_looked_at() -> None:
    at = place("ashford", ["partnership_team"])
    browser = client(world.member(at.council, *ROLES, name="Everything").user)
    tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, Recorded)} | {"history_event"}
    written: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if re.match(r"\s*(INSERT|UPDATE|DELETE|REPLACE)", sql, re.IGNORECASE) and any(f'"{t}"' in sql for t in tables):
            written.append(sql)
        return execute(sql, params, many, context)

    before = Event.objects.count()
    with connection.execute_wrapper(note):
        for name, wants in ADDRESSES.items():
            if name != "account_logout":
                let_go(browser.get(address(name, wants, at)))
    assert written == []
    assert Event.objects.count() == before
