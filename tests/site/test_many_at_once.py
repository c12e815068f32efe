"""Many at once, over the site's own pages: a form sent twice has one effect, and nobody's words are overwritten unseen.

CONCORDAT_SOAK=1 runs them at full size.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import world
from tests.history import conftest as own
from tests.history.own_database import together
from tests.register.pages.browsing import Filled, filled

from concordat.accounts import editing
from concordat.history.models import Detail, Event
from concordat.history.verify import breaks
from concordat.register.models import Involvement, Person

pytestmark = pytest.mark.slow
migrated, own_database = own.migrated, own.own_database
SOAK = os.environ.get("CONCORDAT_SOAK") == "1"
DOUBLED = 1_000 if SOAK else 100
EDITORS, ROUNDS = (50, 200) if SOAK else (10, 50)
WORDS = "involvement--liabilities"


def _signed_in(client: Client) -> Client:
    """Another window of the same browser."""
    other = Client()
    other.cookies.load({key: morsel.value for key, morsel in client.cookies.items()})
    return other


def test_a_form_that_is_sent_twice_at_once_has_one_effect(own_database: str) -> None:
    council = world.council()
    client = world.client(world.member(council, "partnership_team").user)
    url = reverse("person_add", args=[council.slug])
    windows = [_signed_in(client), _signed_in(client)]
    for number in range(DOUBLED):
        sent = filled(client, url, name=f"Person {number}")
        answers = together(*(partial(window.post, url, sent) for window in windows))
        assert [getattr(answer, "status_code", repr(answer)) for answer in answers] == [303, 303]
        assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Person.objects.count() == DOUBLED
    assert Event.objects.filter(verb="Person recorded").count() == DOUBLED
    assert list(breaks()) == []


def _first(words: str | None) -> str:
    return (words or "").strip().partition(" ")[0] or "nothing"


def _editor(url: str, client: Client, number: int) -> Callable[[], int]:
    """Opens the form and writes over what it shows, naming that, turn by turn; how often somebody was faster.

    Who was slower is shown what the other saved beside what they typed, and gives way.
    """

    def run() -> int:
        conflicts = 0
        for turn in range(ROUNDS):
            sent = filled(client, url)  # type: ignore[arg-type]
            words = f"{number}.{turn} over {_first(sent[WORDS][0])}"
            answer: Any = client.post(url, {**sent, WORDS: words, "change": "correction", "reason": "Written over"})
            if answer.status_code != 303:
                assert answer.status_code == 409
                assert Filled(answer.content.decode()).sent[WORDS][0].strip() == words
                conflicts += 1
        return conflicts

    return run


def _overwritten(row: Involvement) -> list[tuple[str, str]]:
    """Of each save in turn: what it says it wrote over, and what stood there."""
    details = Detail.objects.filter(model="register.involvement", object=str(row.pk), item__gt=0).order_by("number")
    found: list[tuple[str, str]] = []
    for detail in details:
        values = json.loads(detail.values)
        if "liabilities" in values:
            _salt, before, after = values["liabilities"]
            found.append((after.partition(" over ")[2], _first(before)))
    return found


def _edited() -> tuple[list[tuple[str, str]], int]:
    council = world.council()
    row = world.involvement(council)
    url = reverse("partnership_edit", args=[council.slug, row.reference, "part"])
    clients = [Client() for _ in range(EDITORS)]
    for client in clients:
        client.force_login(world.member(council, "partnership_team").user)
    conflicts = together(*(_editor(url, client, number) for number, client in enumerate(clients)), patience=1_500)
    assert all(isinstance(number, int) for number in conflicts), conflicts
    return _overwritten(row), sum(conflicts)


def test_of_many_who_edit_one_answer_nobody_is_overwritten_unseen(own_database: str) -> None:
    saves, conflicts = _edited()
    assert [said for said, _stood in saves] == [stood for _said, stood in saves]
    assert len(saves) + conflicts == EDITORS * ROUNDS
    assert len(saves) > ROUNDS
    assert conflicts > 0
    assert list(breaks()) == []


def test_with_the_check_taken_out_some_are(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """That the proof above can fail."""
    monkeypatch.setattr("tests.site.test_many_at_once.ROUNDS", 3)
    _without_the_check(monkeypatch)
    saves, _conflicts = _edited()
    assert [said for said, _stood in saves] != [stood for _said, stood in saves]


def _without_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every form counts as opened on the version that is saved now, and so does every service."""
    from concordat.councils import services  # noqa: PLC0415
    from concordat.register import record  # noqa: PLC0415

    def reread(row: Any, _version: int) -> Any:
        return type(row).objects.get(pk=row.pk)

    monkeypatch.setattr(services, "reread", reread)
    monkeypatch.setattr(record, "reread", reread)
    monkeypatch.setattr(editing, "_is_old", lambda *_: False)
