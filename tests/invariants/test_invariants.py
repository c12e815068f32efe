"""Whatever is done through the services, twelve sentences hold of the history, and matters move by the table alone.

CONCORDAT_SOAK=1 plays ten thousand sequences, CONCORDAT_SEQUENCES=n so many. What came about in them, and how often, is
written beside pytest's temporary folders, in sequences/all.txt.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from tests.invariants import sequences, towns
from tests.invariants.invariants import broken
from tests.invariants.on_matters import OUTCOMES
from tests.invariants.play import Clock
from tests.invariants.reading import Rows, Story, events_since
from tests.invariants.sequences import KINDS
from tests.invariants.towns import BOLSOVER, NORTHAMPTONSHIRE, Town
from tests.invariants.walks import walks

from concordat.approvals import states
from concordat.history import clock

pytestmark = pytest.mark.slow
SOAK = os.environ.get("CONCORDAT_SOAK") == "1"
# On PostgreSQL fewer are played: what is on trial there is what the database does.
ALL = 10_000 if SOAK else 40 if "DATABASE_URL" in os.environ else 200
ALL = int(os.environ.get("CONCORDAT_SEQUENCES", ALL))
# So many that whatever can come about has.
ENOUGH = 200
KINDS_OF_TOWN = {"bolsover": BOLSOVER, "northamptonshire": NORTHAMPTONSHIRE}
# How many cases share the sequences of each town.
PARTS = 4


@pytest.fixture(scope="module", params=list(KINDS_OF_TOWN))
def town(django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> Iterator[Town]:
    """A ground of its own for each: organisations are one list for all councils."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield towns.made(KINDS_OF_TOWN[request.param])
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_after_any_sequence_of_acts_twelve_sentences_hold_of_the_history(
    town: Town, part: int, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seen: Counter[str] = Counter()
    for seed in range(part, ALL // len(KINDS_OF_TOWN), PARTS):
        with transaction.atomic():
            monkeypatch.setattr(clock, "now", time := Clock())
            seen += played(town, seed, time)
            transaction.set_rollback(True)
    missing_when_all_are_done(seen, f"{town.kind.edition.partition('/')[0]} {part}", tmp_path_factory)


def played(town: Town, seed: int, time: Clock) -> Counter[str]:
    """Play one sequence and look at what its history tells: how often each thing came about."""
    try:
        play = sequences.played(town, seed, time)
    except Exception as fault:
        raise AssertionError(f"Sequence {seed} under {town.kind.edition} ended in {fault!r}") from fault
    story = Story(town.before, events_since(town.last))
    faults = broken(story)
    assert not faults, f"Sequence {seed} under {town.kind.edition}: {json.dumps(faults, indent=1)}"
    moves = Counter(" ".join(move) for steps in walks(story).values() for move in steps)
    strange = moves.keys() - {" ".join(move[:3]) for move in states.MOVES}
    assert not strange, f"Sequence {seed} under {town.kind.edition} moved a matter in ways of its own: {strange}"
    return play.tally + Counter({f"move: {move}": number for move, number in moves.items()}) + came_about(story)


def came_about(story: Story) -> Counter[str]:
    """What came of a sequence, as its history tells."""
    rows = story.after
    matters = rows.of("approvals.matter").values()
    passings = rows.of("register.passing").values()
    return Counter(
        {
            "sequences": 1,
            "sequences to the end of a matter": any(row.get("ended") for row in matters),
            "second papers": sum(row["number"] > 1 for row in rows.of("approvals.papers").values()),
            "a gate passed, nothing outstanding": sum(not row["outstanding"] for row in passings),
            "a breach": sum(bool(row["outstanding"]) for row in passings),
            "a passing taken back": sum(bool(row.get("taken_back_on")) for row in passings),
            "a passing on a corrected day": sum(
                item.did == "changed" and bool(item.became("on"))
                for event in story.events
                for item in event.of("register.passing")
            ),
            "in the place of somebody": sum(bool(row.get("instead")) for row in rows.of("approvals.actdone").values()),
            "a condition met": sum(bool(row.get("closed_on")) for row in rows.of("approvals.condition").values()),
            "a band ruled on": sum(bool(row.get("band")) for row in rows.of("judgements.doubt").values()),
            "treated otherwise": sum(r["treated_as"] != r["proposed"] for r in rows.of("judgements.screened").values()),
        }
    )


def wanted() -> set[str]:
    """What has to have come about over all sequences: else they would prove little."""
    kinds = {f"{name}: done" for name in KINDS}
    refused = {f"{name}: {why}" for name in ("act_anywhere", "send", "move_on") for why in ("CannotDo", "NotAllowed")}
    outcomes = {f"outcome: {outcome}" for outcome in OUTCOMES} | {"somebody's act", "a body's act"}
    moves = {f"move: {' '.join(move[:3])}" for move in states.MOVES}
    return kinds | refused | outcomes | moves | {*came_about(Story(Rows(), []))}


def missing_when_all_are_done(seen: Counter[str], part: str, folders: pytest.TempPathFactory) -> None:
    """The parts run in several processes: whichever is the last to write what it saw looks at all of it."""
    base = folders.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sequences"
    folder.mkdir(exist_ok=True)
    (folder / f"{part}.json").write_text(json.dumps(seen), encoding="utf-8")
    found = [Counter(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))]
    if len(found) < PARTS * len(KINDS_OF_TOWN) or ALL < ENOUGH:
        return
    every = sum(found, Counter())
    (folder / "all.txt").write_text("\n".join(f"{n:7} {name}" for name, n in sorted(every.items())), encoding="utf-8")
    assert every["sequences"] == ALL
    assert every["sequences to the end of a matter"] > ALL / 2
    assert [name for name in sorted(wanted()) if not every[name]] == []
