"""Ten people edit one row, again and again: nobody's words are overwritten unseen."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from tests.history.own_database import together
from tests.history.things.making import HERE, made
from tests.history.things.models import Thing

from concordat.history.acts import Actor, act
from concordat.history.models import Event
from concordat.history.recorded import Recorded, Stale
from concordat.history.verify import breaks

SOAK = os.environ.get("CONCORDAT_SOAK") == "1"
EDITORS = 50 if SOAK else 10


def add_words(actor: Actor, pk: int, version: int, seen: list[str], words: str) -> None:
    """A service as the rooms write them: what was seen, with words added, if nobody was faster."""
    with act(actor, "Words added", HERE):
        row = Thing.objects.get(pk=pk)
        if row.version != version:
            raise Stale(row)
        row.codes = [*seen, words]
        row.save()


def _editor(pk: int, number: int, rounds: int) -> Callable[[], int]:
    """Adds words so many times, each on what they see, and again where somebody was faster; how often that was."""

    def run() -> int:
        lost = 0
        for turn in range(rounds):
            saved = False
            while not saved:
                seen = Thing.objects.get(pk=pk)
                try:
                    add_words(Actor(f"e{number}", "E"), pk, seen.version, seen.codes or [], f"{number}.{turn}")
                    saved = True
                except Stale:
                    lost += 1
        return lost

    return run


def _edit(rounds: int) -> tuple[Thing, int]:
    """The row after all have edited it, and how often somebody was faster."""
    pk = made(name="edited", codes=[]).pk
    conflicts = together(*(_editor(pk, number, rounds) for number in range(EDITORS)))
    assert all(isinstance(conflict, int) for conflict in conflicts), conflicts
    return Thing.objects.get(pk=pk), sum(conflicts)


@pytest.mark.parametrize("rounds", [8, pytest.param(200 if SOAK else 50, marks=pytest.mark.slow)])
def test_no_words_are_overwritten_unseen(own_database: str, rounds: int) -> None:
    row, _ = _edit(rounds)
    assert set(row.codes or []) == {f"{number}.{turn}" for number in range(EDITORS) for turn in range(rounds)}
    assert len(row.codes or []) == EDITORS * rounds
    assert row.version == EDITORS * rounds + 1
    assert Event.objects.filter(scope=HERE).count() == EDITORS * rounds + 1
    assert not list(breaks())


def _without_the_version(self: Any, base_qs: models.QuerySet[Any], *rest: Any, **more: Any) -> Any:
    return models.Model._do_update(self, base_qs, *rest, **more)


def test_without_the_version_in_the_update_words_are_lost(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """That the proof above can fail: the same editors, with what it rests on taken out."""
    monkeypatch.setattr(Recorded, "_do_update", _without_the_version)
    monkeypatch.setattr("tests.history.test_editors.add_words", _add_words_unchecked)
    row, _ = _edit(8)
    assert len(row.codes or []) < EDITORS * 8


def test_the_version_in_the_update_alone_is_enough(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.history.test_editors.add_words", _add_words_unchecked)
    row, conflicts = _edit(8)
    assert len(row.codes or []) == EDITORS * 8
    assert conflicts > 0


def _add_words_unchecked(actor: Actor, pk: int, version: int, seen: list[str], words: str) -> None:
    """The row is read before the act, as no service should, and only the version in the update stands guard."""
    row = Thing.objects.get(pk=pk)
    if row.version != version:
        raise Stale(row)
    row.codes = [*seen, words]
    with act(actor, "Words added", HERE):
        row.save()
