"""Every address, every method, everybody: what they get is what the access file and the role table say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from tests import world
from tests.site import masks
from tests.site.walking import Place, address, client, expected, let_go, named, names, place

from concordat.accounts.models import User
from concordat.councils.roles import ROLES, TABLE, reach
from concordat.history.models import Event
from concordat.history.recorded import Recorded
from concordat.site.access import ACCESS, Needs

pytestmark = pytest.mark.django_db
LET_IN = {"GET": {200, 302}, "POST": {200, 302, 303, 422}}
# About one member, who is none of the walkers: there nothing is their own.
ANOTHERS = ("absence_", "deputy_")
NUMBERED = {"pk", "row", "role", "handed", "query", "submitted"}
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)", re.IGNORECASE)
PARTS = (
    "accounts",
    "councils",
    "register",
    "evidence",
    "records",
    "judgements",
    "answers",
    "approvals",
    "compliance",
    "proposals",
    "site",
)


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


def test_every_address_is_walked_in_some_part() -> None:
    assert {part_of(name) for name in ADDRESSES} == set(PARTS)


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
    """One role for each way in which the right can be held: any, own, not at all; and those whom the edition names."""
    found: dict[str | None, str] = {}
    for role in ROLES:
        if role not in named(needs):
            found.setdefault(reach(frozenset({role}), needs.right), role)
    return sorted({*found.values(), *named(needs)})


FEW_ROLES = sorted({role for needs in ACCESS.values() for role in one_of_each_reach(needs)} | {"partnership_team"})


@pytest.fixture(scope="module")
def made(ground: None) -> tuple[Place, Place]:
    return place("ashford", FEW_ROLES), place("barford", ["partnership_team"])


@pytest.fixture(scope="module")
def made_for_all(ground: None) -> tuple[Place, Place]:
    """Two other councils, since those above may stand on this ground already; everybody works in the first."""
    return place("coldford", list(ROLES)), place("dunford", ["partnership_team"])


@pytest.fixture
def places(made: tuple[Place, Place], db: None) -> tuple[Place, Place]:
    """Ashford and Barford, with everything that an address can name."""
    return deepcopy(made)


def everything(at: Place) -> Client:
    """The browser of somebody who holds every role."""
    return client(world.member(at.council, *ROLES, name="Everything").user)


Walker = tuple[str, User | None, bool]


def everybody(at: Place, roles: Iterable[str]) -> Iterator[Walker]:
    """Each of these roles twice: as one who answers for the partnership, and as one who does not."""
    for role in roles:
        yield role, at.owner[role], True
        yield role, at.stranger[role], False


def the_telling_ones(at: Place, needs: Needs) -> Iterator[Walker]:
    """One who is let in, and one who is refused where anybody is: the slow walk tries all of them."""
    met: set[bool] = set()
    for who, user, owns in everybody(at, one_of_each_reach(needs)):
        let_in = expected(needs, who, owns=owns, method=needs.methods[-1]) is None
        if let_in not in met:
            met.add(let_in)
            yield who, user, owns


RECORDED = {model._meta.db_table for model in apps.get_models() if issubclass(model, Recorded)} | {Event._meta.db_table}


@contextmanager
def writing() -> Iterator[list[str]]:
    """The statements in here that change what is recorded."""
    written: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql) and any(f'"{table}"' in sql for table in RECORDED):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


def walk(
    at: Place,
    elsewhere: Place,
    part: str,
    walkers: Callable[[Place, Needs], Iterable[Walker]],
    *,
    outside_by: slice = slice(None),
) -> Iterator[str]:
    """What somebody got and should not have, or changed by looking, one sentence each.

    ``outside_by`` says by which of an address's methods those from outside come: the door treats all alike.
    """
    browsers: dict[int | None, Client] = {}
    nobody = world.member(at.council, name="No role").user
    outside: list[Walker] = [
        ("signed out", None, False),
        ("another council", elsewhere.stranger["partnership_team"], False),
        ("partner", at.partner, False),
        ("no role", nobody, False),
    ]
    for name, wants in ADDRESSES.items():
        if part_of(name) != part:
            continue
        needs = ACCESS[name]
        for who, user, owns in [*outside, *walkers(at, needs)]:
            key = user.pk if user else None
            for method in needs.methods[outside_by] if who not in ROLES else needs.methods:
                if part == "accounts":
                    cache.clear()  # or so many walkers from one machine would be told to wait
                if part == "accounts" or key not in browsers:
                    browsers[key] = client(user)
                with writing() as written:
                    response = browsers[key].generic(method, address(name, wants, at))
                if written and method == "GET" and name != "account_logout":
                    yield f"{method} {name} as {who} changes what is recorded: {written[0]}"
                should = expected(needs, who, owns=owns and not name.startswith(ANOTHERS), method=method)
                let_go(response)
                if response.status_code not in _right(name, method, should):
                    yield f"{method} {name} as {who}{' (own)' if owns else ''}: {response.status_code}, not {should}"


def _right(name: str, method: str, should: int | None) -> set[int]:
    """The statuses that are right where somebody should get one, or (None) be let in."""
    if should is not None:
        return {should}
    return {masks.LET_IN_OTHERWISE[name][0]} if name in masks.LET_IN_OTHERWISE else LET_IN[method]


@pytest.mark.parametrize("part", PARTS)
def test_everybody_gets_what_the_role_table_says_and_no_page_changes_what_is_recorded(
    places: tuple[Place, Place], part: str
) -> None:
    assert list(walk(*places, part, the_telling_ones, outside_by=slice(-1, None))) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_every_role_gets_what_the_role_table_says(made_for_all: tuple[Place, Place], part: str) -> None:
    assert list(walk(*deepcopy(made_for_all), part, lambda at, _needs: everybody(at, ROLES))) == []


def masked(response: Any) -> tuple[int, bytes, dict[str, str]]:
    """A response without what differs every time."""
    body = response.content
    for pattern, _why in masks.IN_THE_BODY:
        body = re.sub(pattern, b"", body)
    kept = {name: value for name, value in response.headers.items() if name not in masks.HEADERS}
    for name, (mask, _reason) in masks.IN_A_HEADER.items():
        kept[name] = re.sub(mask, "", kept.get(name, ""))
    return response.status_code, body, kept


@pytest.mark.parametrize("by", [slice(-1, None), pytest.param(slice(None), marks=pytest.mark.slow)])
def test_what_is_another_councils_looks_to_the_byte_like_what_is_not_there(
    places: tuple[Place, Place], by: slice
) -> None:
    at, other = places
    browser = everything(at)
    mixed = Place(at.council, other.things)
    compared = 0
    for name, wants in ADDRESSES.items():
        if ACCESS[name].who != "council" or len(wants) < 2:
            continue
        theirs = address(name, wants, mixed)
        missing = _missing(theirs, wants, mixed)
        if theirs == missing:
            continue
        for method in ACCESS[name].methods[by]:
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


def test_another_council_looks_to_the_byte_like_one_that_does_not_exist(places: tuple[Place, Place]) -> None:
    at, other = places
    browser = client(at.stranger["partnership_team"])
    for name, wants in ADDRESSES.items():
        if ACCESS[name].who == "council":
            theirs = address(name, wants, other)
            missing = theirs.replace("/c/barford/", "/c/zarford/")
            assert masked(browser.get(theirs)) == masked(browser.get(missing)), theirs
