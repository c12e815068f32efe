"""What is one council's own in a shared partnership is read by nobody outside it: canaries are planted there, and none
of them sings on any page, file, mail, log line or chain of the record that is not that council's."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import resolve
from tests import world
from tests.site.canaries import heard, plant, plant_withdrawn, word
from tests.site.walking import Place, address, let_go, names, place

from concordat.accounts.models import Outgoing, User
from concordat.answers import mailing as told
from concordat.answers.models import Handed, Query
from concordat.approvals import mailing
from concordat.approvals.models import Matter
from concordat.councils.models import Council
from concordat.councils.roles import ROLES, TABLE
from concordat.history import verify
from concordat.site import logs
from concordat.site.access import ACCESS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ADDRESSES = dict(names())
LINK = re.compile(r'href="(/c/[^"#?]+)(\?page=[^"#]+)?')
# One role for each line of the role table that differs from the others'.
TELLING = list({tuple(sorted(rights.items())): role for role, rights in TABLE.items()}.values())
# Of which there are so many that the ones of the walk stand for all.
MANY = {"duty", "duty_over_all", "standing_on", "adoption_file"}
# What is told in the history alone, which a councillor does not see: the reasons of acts, and what has ended.
IN_HISTORY = {
    *("register-reason", "renumbered", "responsibility-reason", "representative-reason", "person-reason"),
    *("facts-reason", "answer-reason", "aims-reason", "assessment-reason", "duty-act-reason", "matter-withdrawn"),
    *("deviation-guidance-by", "deviation-ended", "handed-note", "service-reason", "aim-reason", "question-reason"),
    *("setting-reason", "joined-why", "deputy-why"),
}
# What no page shows, because the thing itself has no page any more. It stands in the council's chain of the record.
ON_NO_PAGE = {
    **dict.fromkeys(("gone-row", "row-added", "row-taken-out"), "a row that was taken out"),
    **dict.fromkeys(("gone-name", "gone-words", "gone-content", "gone-reason"), "a file that was withdrawn"),
    **dict.fromkeys(("withdrawn-reference", "withdrawn-reason"), "an entry that was taken out"),
}
IN_NO_RECORD = {
    **dict.fromkeys(("file-content", "row-file-content", "gone-content"), "the record holds the digest of a file"),
    **dict.fromkeys(("filter-name", "filter-query"), "a saved filter is its owner's, and no record"),
    "member-name": "somebody who signs in has an opaque mark in the record",
}


@dataclass
class House:
    """Two councils in a partnership that the first keeps; and one of the second's, in which the first had an entry."""

    ours: Place
    theirs: Place
    left: Place
    planted: set[str]


@pytest.fixture(scope="module")
def made(ground: None) -> House:
    ours = place("ashford", ["councillor"])
    theirs = place("barford", TELLING, joins=ours.things["involvement"].partnership)
    planted = plant(ours)
    left = world.involvement(theirs.council, "What the other left")
    planted |= plant_withdrawn(ours.council, left)
    return House(ours, theirs, Place(theirs.council, {**theirs.things, "involvement": left}), planted)


@pytest.fixture
def house(made: House, db: None) -> House:
    return deepcopy(made)


@pytest.fixture
def log() -> Iterator[Callable[[], str]]:
    """What the product has logged so far, in its own form."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.formatter())
    logging.getLogger().addHandler(handler)
    yield written.getvalue
    logging.getLogger().removeHandler(handler)


def browser(user: User | None) -> Client:
    """Somebody's browser, which gets the page for a fault where there is one."""
    made = Client(raise_request_exception=False)
    if user is not None:
        made.force_login(user)
    return made


def all_roles(council: Council) -> User:
    return world.member(council, *ROLES, name="Every role").user


def answered(response: Any) -> str:
    """All of an answer: its headers, and its page or file."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    let_go(response)
    return f"{response.headers}\n{body.decode(errors='replace')}"


def sung(to: Client, at: Place, some: Iterable[str], methods: tuple[str, ...] = ("GET", "POST")) -> list[str]:
    """What sings at some addresses of a place, a sentence each. Raises AssertionError where hardly any was opened."""
    found, tried = [], 0
    for name in some:
        for method in [one for one in methods if one in ACCESS[name].methods and name != "account_logout"]:
            text = answered(to.generic(method, address(name, ADDRESSES[name], at)))
            found += [f"{method} {name}: {canary}" for canary in sorted(heard(text))]
            tried += 1
    assert tried > 10
    return found


def of_council() -> list[str]:
    """The addresses of a council's own work."""
    return [name for name, needs in ACCESS.items() if needs.who == "council"]


def only_read() -> list[str]:
    """The pages that ask nothing: those with a form look the same to every role that they open to."""
    return [name for name, needs in ACCESS.items() if needs.methods == ("GET",)]


def found_on_pages(to: Client, begin: Iterable[str]) -> set[str]:
    """The canaries on some pages, and on all that can be read by going on from there."""
    ahead, found = list(begin), set[str]()
    seen = set(ahead)
    for path in ahead:
        text = answered(to.get(path))
        found |= heard(text)
        for page, more in LINK.findall(text):
            name = resolve(page).view_name
            if page + more not in seen and name not in MANY and "POST" not in ACCESS[name].methods:
                seen.add(page + more)
                ahead.append(page + more)
    return found


def test_a_councillor_reads_each_canary_but_those_of_the_history_which_those_with_every_role_read(house: House) -> None:
    theirs_to_see = house.planted - {word(name) for name in (*IN_HISTORY, *ON_NO_PAGE)}
    begin = [address(name, wants, house.ours) for name, wants in ADDRESSES.items() if "council" in wants]
    assert found_on_pages(browser(house.ours.owner["councillor"]), begin) == theirs_to_see
    histories = [path for path in begin if path.endswith("/history")]
    every = browser(all_roles(house.ours.council))
    in_history: set[str] = set()
    while histories:
        text = answered(every.get(histories[0]))
        in_history |= heard(text)
        older = re.search(r'href="(\?page=[0-9]+)"[^>]* rel="next"', text)
        histories[:1] = [histories[0].partition("?")[0] + older[1]] if older else []
    assert {word(name) for name in IN_HISTORY} <= in_history
    assert not {word(name) for name in ON_NO_PAGE} & in_history


def test_the_record_tells_every_canary_in_the_councils_own_chain_and_none_in_any_other(house: House) -> None:
    own = f'"scope":"{house.ours.council.scope}"'
    lines = list(verify.export())
    assert heard("\n".join(line for line in lines if own not in line)) == set()
    told = heard("\n".join(line for line in lines if own in line))
    assert house.planted - told == {word(name) for name in IN_NO_RECORD}


def test_nothing_sings_for_the_other_council_on_its_own_pages_and_on_those_that_it_may_not_open(
    house: House, log: Callable[[], str]
) -> None:
    to = browser(all_roles(house.theirs.council))
    assert sung(to, house.theirs, ACCESS) == []
    assert sung(to, house.left, [name for name, wants in ADDRESSES.items() if wants == ("council", "reference")]) == []
    assert sung(to, house.ours, of_council()) == []
    assert "answered" in log()
    assert heard(log()) == set()


@pytest.mark.parametrize("role", TELLING)
def test_nothing_sings_for_any_role_of_the_other_council(house: House, role: str) -> None:
    assert sung(browser(house.theirs.owner[role]), house.theirs, only_read()) == []


def test_nothing_sings_for_the_partners_person_who_reads_the_joint_record(house: House, log: Callable[[], str]) -> None:
    to = browser(house.ours.partner)
    for name in [name for name, needs in ACCESS.items() if needs.who == "joint"]:
        assert to.get(address(name, ADDRESSES[name], house.ours)).status_code == 200
    assert sung(to, house.ours, ACCESS) == []
    assert heard(log()) == set()


def test_nothing_sings_for_those_who_have_not_signed_in_even_when_a_page_fails(
    house: House, log: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sung(browser(None), house.ours, ACCESS) == []

    def fails(*_: Any, **__: Any) -> Any:
        raise RuntimeError(word("register-liabilities"))

    to = browser(house.ours.owner["councillor"])
    page = address("partnership", ADDRESSES["partnership"], house.ours)
    assert heard(answered(to.get(page)))
    monkeypatch.setattr("concordat.site.menu.reverse", fails)
    for one, path in ((browser(None), "/accessibility"), (to, page)):
        response = one.get(path)
        assert response.status_code == 500
        assert heard(answered(response)) == set()
    assert "RuntimeError" in log()
    assert heard(log()) == set()


def test_no_mail_of_what_waits_sings(house: House) -> None:
    Outgoing.objects.all().delete()
    mail.outbox.clear()
    of = {"involvement__partnership": house.ours.things["involvement"].partnership}
    for tell, model in ((mailing.tell, Matter), (told.tell_section, Handed), (told.tell_query, Query)):
        before = len(mail.outbox)
        for row in model._default_manager.filter(**of):
            tell.func(row.pk)
        assert len(mail.outbox) > before
    for council in (house.ours.council, house.theirs.council):
        assert any(f"/c/{council.slug}/" in one.body for one in mail.outbox)
    assert heard("\n".join(str(one.message()) for one in mail.outbox)) == set()
