"""A house that is cut down at any moment, with all its processes, has done what it said it did, and goes on.

People keep sending forms over HTTP while the worker is at its tasks; every process is killed at a moment that a seed
says; then it is started again, and they go on. CONCORDAT_SOAK=1 kills a hundred times, CONCORDAT_SEED=… repeats a run.
"""

from __future__ import annotations

import os
import random
import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.history import conftest as own
from tests.site import crash_checks as checks
from tests.site import crash_work
from tests.site.crash_house import House, until
from tests.site.crash_people import Somebody, together

from concordat.answers.models import Submitted
from concordat.evidence.models import StoredFile

pytestmark = pytest.mark.slow
migrated, own_database = own.migrated, own.own_database
SOAK = os.environ.get("CONCORDAT_SOAK") == "1"
KILLS = 100 if SOAK else 5 if "DATABASE_URL" in os.environ else 10
# What takes long, and longer as the record grows, is looked at after so many kills, and after the last.
LOOKED_AT = 10 if SOAK else 3
# So many forms are answered at most before a kill, which comes within about the time that a form takes.
MOST, LONGEST, A_FORM = 12, 10.0, 0.4


@pytest.fixture
def house(own_database: str, tmp_path: Path, settings: Any) -> Iterator[House]:
    """A house on data of its own. Here, too, passwords and files are kept as it keeps them."""
    made = House(tmp_path / "data", own_database)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.FILES_DIR = made.data / "files"
    made.data.mkdir()
    yield made
    made.kill()


def test_nothing_is_lost_doubled_or_torn_however_often_the_house_is_cut_down(house: House) -> None:
    seed = os.environ.get("CONCORDAT_SEED") or secrets.token_hex(4)
    print(f"CONCORDAT_SEED={seed}")  # pytest shows it where the test fails
    chance, begun = random.Random(seed), time.monotonic()
    here = crash_work.made()
    before, record = Submitted.objects.count(), checks.Record()
    house.start()
    people = crash_work.people(here, house.port, chance)
    posts = [one.posts for one in people]
    for number in range(1, KILLS + 1):
        _work_until_killed(house, people, chance)
        wrong = [*checks.rows_without_their_file(), *checks.tasks_lost()]
        wrong += checks.doubled_or_lost((post for of_one in posts for post in of_one), record, before)
        if number % LOOKED_AT == 0 or number == KILLS:
            wrong += [*checks.record_broken(), *checks.derived_otherwise()]
        assert wrong == [], f"after kill {number}"
        house.start()
        if number % 10 == 0:
            _say(number, house, people, time.monotonic() - begun)
        assert list(checks.files_without_a_row()) == [], f"after kill {number}"
    _finish(house, people, chance)
    wrong = [*checks.tasks_lost(), *checks.done_twice(house.data / "mail", house.killed), *checks.record_broken()]
    wrong += [*checks.doubled_or_lost((post for of_one in posts for post in of_one), record, before)]
    wrong += [*checks.rows_without_their_file(), *checks.files_without_a_row(), *checks.derived_otherwise()]
    assert wrong == []
    _say(KILLS, house, people, time.monotonic() - begun)


def _work_until_killed(house: House, people: list[Somebody], chance: random.Random) -> None:
    """Some forms are answered, on a slow machine as on a fast one; then, in the midst of the next ones, the end."""

    def answered() -> int:
        return sum(len(post.answers) for one in people for post in one.posts)

    def later() -> None:
        enough, end = answered() + chance.randint(0, MOST), time.monotonic() + LONGEST
        while answered() < enough and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, A_FORM))
        house.kill()

    together(people, threading.Event(), later)


def _finish(house: House, people: list[Somebody], chance: random.Random) -> None:
    """Whoever waits for an answer gets one; then the worker comes to the end of its tasks."""
    done = threading.Event()
    together(people, done, done.set)
    until(lambda: checks.tasks_left() == 0, lambda: f"{checks.tasks_left()} tasks are left")
    house.kill()
    if waited := checks.an_hour_later():
        print(f"{waited} tasks were cut down so often that they waited for an hour")
        house.start()
        until(lambda: checks.tasks_left() == 0 == checks.an_hour_later(), lambda: "What waited for an hour is not done")
        house.kill()


def _say(kills: int, house: House, people: list[Somebody], seconds: float) -> None:
    posts = [post for one in people for post in one.posts]
    kinds = Counter(post.what.kind for post in posts if post.seen)
    print(
        f"{kills} kills, {len(posts)} forms sent, {sum(post.seen for post in posts)} seen as done "
        f"({', '.join(f'{kind} {number}' for kind, number in sorted(kinds.items()))}), "
        f"{sum(len(post.answers) > 1 for post in posts)} sent and answered twice, {StoredFile.objects.count()} files, "
        f"{checks.tasks_ever()} tasks, {len(checks.mails(house.data / 'mail'))} mails, {seconds:.0f} seconds"
    )
