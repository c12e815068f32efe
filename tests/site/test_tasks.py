"""What the worker does beside its tasks: what a dead one left is taken up, what is no longer needed goes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task as TaskKind
from django_tasks_db.models import DBTaskResult

from concordat.accounts.models import User
from concordat.evidence import contents
from concordat.history import clock
from concordat.history.models import KeptInput, Submission
from concordat.site import place, tasks, worker

Task: TypeAlias = DBTaskResult[Any, Any]
pytestmark = pytest.mark.django_db


@task
def counted(number: int) -> int:
    """A task that may be run twice."""
    return number + 1


PATH = f"{__name__}.counted"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], datetime]:
    """Let it be so much later."""

    def later(by: timedelta) -> datetime:
        now = clock.now() + by
        monkeypatch.setattr(clock, "now", lambda: now)
        return now

    return later


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Path]:
    """A place of this test's own, with its folder of files."""
    with override_settings(DATA_DIR=tmp_path, FILES_DIR=tmp_path / "files"):
        yield tmp_path


def begun(ago: timedelta, workers: int = 1, path: str = PATH) -> Task:
    """A task that a worker began so long ago, and of which nothing has been heard since."""
    made = DBTaskResult.objects.create(
        args_kwargs={"args": [1], "kwargs": {}},
        task_path=path,
        backend_name="default",
        run_after=clock.now() - ago,
        status=TaskResultStatus.RUNNING,
        worker_ids=[f"worker {number}" for number in range(workers)],
        exception_class_path="",
        traceback="",
    )
    DBTaskResult.objects.filter(pk=made.pk).update(started_at=clock.now() - ago)
    made.refresh_from_db()
    return made


def status(of: Task) -> str:
    of.refresh_from_db()
    return str(of.status)


def test_a_task_that_may_run_again_waits_again_once_its_lease_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "RUN_AGAIN", frozenset({PATH}))
    left = begun(tasks.LEASE + timedelta(seconds=1))
    assert tasks.take_up() == (1, 0)
    assert status(left) == TaskResultStatus.READY
    assert DBTaskResult.objects.ready().get_locked() == left


def test_a_task_that_may_not_run_again_fails_and_says_why() -> None:
    left = begun(tasks.LEASE + timedelta(seconds=1))
    assert tasks.take_up() == (0, 1)
    assert status(left) == TaskResultStatus.FAILED
    assert left.traceback == "The worker stopped before the task was done; it was begun 1 times."
    assert left.finished_at is not None


def test_a_task_that_was_left_three_times_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "RUN_AGAIN", frozenset({PATH}))
    left = begun(tasks.LEASE + timedelta(seconds=1), workers=tasks.TRIES)
    assert tasks.take_up() == (0, 1)
    assert status(left) == TaskResultStatus.FAILED


def given_up(monkeypatch: pytest.MonkeyPatch) -> Task:
    monkeypatch.setattr(tasks, "RUN_AGAIN", frozenset({PATH}))
    left = begun(tasks.LEASE + timedelta(seconds=1), workers=tasks.TRIES)
    assert tasks.take_up() == (0, 1)
    return left


def test_what_was_given_up_is_begun_once_more_after_an_hour_behind_all_others(
    monkeypatch: pytest.MonkeyPatch, at: Callable[[timedelta], datetime]
) -> None:
    left = given_up(monkeypatch)
    assert tasks.begin_again() == 0
    at(tasks.AGAIN_AFTER + timedelta(seconds=1))
    assert tasks.begin_again() == 1
    assert (status(left), left.traceback, left.finished_at) == (TaskResultStatus.READY, "", None)
    counted.enqueue(2)
    order = [one.args_kwargs["args"] for one in DBTaskResult.objects.ready()]
    assert order == [[2], [1]]


def test_what_stops_its_worker_each_time_is_begun_once_an_hour_and_no_longer_than_tasks_are_kept(
    monkeypatch: pytest.MonkeyPatch, at: Callable[[timedelta], datetime]
) -> None:
    left = given_up(monkeypatch)
    at(tasks.AGAIN_AFTER + timedelta(seconds=1))
    tasks.begin_again()
    gone = clock.now() - tasks.LEASE - timedelta(seconds=1)
    workers = [*left.worker_ids, "worker 4"]
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=gone, worker_ids=workers)
    assert tasks.take_up() == (0, 1)
    assert tasks.begin_again() == 0
    at(tasks.KEPT)
    assert tasks.begin_again() == 0


def test_a_task_that_failed_of_itself_is_not_begun_again(
    monkeypatch: pytest.MonkeyPatch, at: Callable[[timedelta], datetime]
) -> None:
    left = given_up(monkeypatch)
    DBTaskResult.objects.update(exception_class_path="builtins.ValueError")
    at(tasks.AGAIN_AFTER + timedelta(seconds=1))
    assert tasks.begin_again() == 0
    assert status(left) == TaskResultStatus.FAILED


def test_a_task_within_its_lease_is_left_alone() -> None:
    running = begun(tasks.LEASE - timedelta(minutes=1))
    assert tasks.take_up() == (0, 0)
    assert status(running) == TaskResultStatus.RUNNING


def test_what_a_worker_had_begun_that_is_dead_is_taken_up_at_once(here: Path) -> None:
    left, running, elsewhere = (begun(timedelta(seconds=1), path=tasks.STANDING) for _ in range(3))
    for one, name in ((left, "dead"), (running, "alive"), (elsewhere, "on another host")):
        DBTaskResult.objects.filter(pk=one.pk).update(worker_ids=[name])
    place.work_as("alive")
    (here / place.WORKERS / "dead").touch()
    assert tasks.take_up() == (1, 0)
    assert [status(one) for one in (left, running, elsewhere)] == ["READY", "RUNNING", "RUNNING"]
    assert [path.name for path in (here / place.WORKERS).iterdir()] == ["alive"]


@pytest.mark.parametrize("path", sorted(tasks.RUN_AGAIN))
def test_each_task_that_may_run_again_is_there(path: str) -> None:
    assert isinstance(import_string(path), TaskKind)


def test_standings_are_asked_for_again_only_where_no_task_is_left_to_work_them_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("concordat.compliance.worker.ask_again", lambda: 7)
    assert tasks.ask_again() == 7
    begun(timedelta(0), path=tasks.STANDING)
    assert tasks.ask_again() == 0


def test_what_is_no_longer_needed_goes_and_nothing_else(at: Callable[[timedelta], datetime], tmp_path: Path) -> None:
    made = clock.now()
    Submission.objects.create(token="old", person="x", at=made)
    KeptInput.objects.create(key="old", person="x", path="/", typed="{}", at=made)
    done = begun(timedelta(0))
    DBTaskResult.objects.filter(pk=done.pk).update(status=TaskResultStatus.SUCCESSFUL, finished_at=made)
    with override_settings(FILES_DIR=tmp_path):
        assert set(tasks.tidy().values()) == {0}
        at(timedelta(days=31))
        Submission.objects.create(token="new", person="x", at=clock.now())
        assert tasks.tidy() == {"submissions": 1, "kept_input": 1, "sessions": 0, "tasks": 1, "contents": 0}
    assert Submission.objects.get().token == "new"


def test_a_session_goes_when_it_has_ended(at: Callable[[timedelta], datetime], tmp_path: Path) -> None:
    from importlib import import_module  # noqa: PLC0415

    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store.create()
    with override_settings(FILES_DIR=tmp_path):
        assert tasks.tidy()["sessions"] == 0
        at(timedelta(seconds=settings.SESSION_COOKIE_AGE + 60))
        assert tasks.tidy()["sessions"] == 1


def test_what_people_did_is_never_tidied_away(at: Callable[[timedelta], datetime], tmp_path: Path) -> None:
    User.objects.create_user("a@example.org", "Ann Other")
    at(timedelta(days=4_000))
    with override_settings(FILES_DIR=tmp_path):
        tasks.tidy()
    assert User.objects.count() == 1


def test_a_chore_that_fails_does_not_keep_the_next_from_being_done(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done: list[str] = []

    def fails() -> None:
        raise RuntimeError

    worker._do("beat", fails)
    worker._do("tidy", lambda: done.append("tidied"))
    assert done == ["tidied"]


def test_contents_that_nobody_speaks_of_go_with_the_rest(at: Callable[[timedelta], datetime], tmp_path: Path) -> None:
    with override_settings(FILES_DIR=tmp_path):
        stray = contents.path_of("0" * 64)
        stray.parent.mkdir(parents=True)
        stray.write_bytes(b"left")
        at(timedelta(days=2))
        assert tasks.tidy()["contents"] == 1
        assert not stray.exists()


def test_as_the_house_starts_what_one_that_was_cut_down_left_goes_but_not_while_somebody_serves(here: Path) -> None:
    stray, half = contents.path_of("0" * 64), here / "files" / "incoming" / "half"
    for path in (stray, half):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"left")
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 1))
    place.shared()
    assert tasks.clear_up() == 0
    _let_go(here)
    assert tasks.clear_up() == 2
    assert not stray.exists()


def test_what_comes_while_the_house_clears_up_stays(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = contents.moment

    def and_then_something_comes() -> float:
        moment = now()
        path = contents.path_of("1" * 64)
        path.parent.mkdir()
        path.write_bytes(b"on its way to its row")
        return moment

    monkeypatch.setattr(contents, "moment", and_then_something_comes)
    assert tasks.clear_up() == 0


def _let_go(here: Path) -> None:
    """End what this process holds of a place, as if it had ended."""
    for number in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if number.readlink() == here / place.LOCK:
                os.close(int(number.name))
