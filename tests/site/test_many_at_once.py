"""Many at once, over the site's own pages: a form sent twice has one effect, and nobody's words are overwritten unseen.

CONCORDAT_SOAK=1 runs them at full size.
"""

from __future__ import annotations

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
from tests.register.pages.browsing import filled

from concordat.accounts import editing
from concordat.history.models import Event
from concordat.history.verify import breaks
from concordat.register.models import Involvement, Person

pytestmark = pytest.mark.slow
migrated, own_database = own.migrated, own.own_database
SOAK = os.environ.get("CONCORDAT_SOAK") == "1"
DOUBLED = 1_000 if SOAK else 100
EDITORS, ROUNDS = (50, 200) if SOAK else (10, 5)
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


def _editor(url: str, client: Client, number: int) -> Callable[[], int]:
    """Adds words to what stands there, round by round; where somebody was faster, adds them to what is saved now.

    The answer is how often that was.
    """

    def run() -> int:
        conflicts = 0
        for turn in range(ROUNDS):
            sent = filled(client, url)  # type: ignore[arg-type]
            answer: Any = None
            while answer is None or answer.status_code != 303:
                if answer is not None:
                    assert answer.status_code == 409
                    conflicts += 1
                    sent = filled(client, url)  # type: ignore[arg-type]
                words = f"{sent[WORDS][0]} {number}.{turn}".strip()
                answer = client.post(url, {**sent, WORDS: words, "change": "correction", "reason": "Added to"})
        return conflicts

    return run


def _edited() -> tuple[str, int]:
    council = world.council()
    row = world.involvement(council)
    url = reverse("partnership_edit", args=[council.slug, row.reference, "part"])
    clients = [Client() for _ in range(EDITORS)]
    for client in clients:
        client.force_login(world.member(council, "partnership_team").user)
    conflicts = together(*(_editor(url, client, number) for number, client in enumerate(clients)))
    assert all(isinstance(number, int) for number in conflicts), conflicts
    return Involvement.objects.get(pk=row.pk).liabilities or "", sum(conflicts)


def test_of_many_who_edit_one_answer_nobody_is_overwritten_unseen(own_database: str) -> None:
    words, conflicts = _edited()
    assert sorted(words.split()) == sorted(f"{number}.{turn}" for number in range(EDITORS) for turn in range(ROUNDS))
    assert conflicts > 0
    assert list(breaks()) == []


def test_with_the_check_taken_out_some_are(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """That the proof above can fail."""
    monkeypatch.setattr("tests.site.test_many_at_once.ROUNDS", 3)
    _without_the_check(monkeypatch)
    words, _conflicts = _edited()
    assert len(words.split()) < EDITORS * 3


def _without_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every form counts as opened on the version that is saved now, and so does every service."""
    from concordat.councils import services  # noqa: PLC0415
    from concordat.register import record  # noqa: PLC0415

    def reread(row: Any, _version: int) -> Any:
        return type(row).objects.get(pk=row.pk)

    monkeypatch.setattr(services, "reread", reread)
    monkeypatch.setattr(record, "reread", reread)
    monkeypatch.setattr(editing, "_is_old", lambda *_: False)
