"""What the worker does beside its tasks: it says that it lives, takes up what a dead worker left, and tidies up."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks.base import TASK_MIN_PRIORITY
from django_tasks_db.models import DBTaskResult

from concordat.accounts import kept_input, outbox
from concordat.compliance import worker as standings
from concordat.evidence import contents
from concordat.evidence import services as evidence
from concordat.history import clock, once
from concordat.site import place
from concordat.ui.refusals import CannotDo

BEAT = "worker.beat"
# A task of ours takes seconds. One that has been running for so long was left by a worker that died, on whatever host.
LEASE = timedelta(minutes=15)
TRIES = 3
# After so many it may be what stops the worker: from then on it is begun once in so long, behind what others wait for.
AGAIN_AFTER = timedelta(hours=1)
KEPT = timedelta(days=30)
_LEFT = f"{__name__}.LeftByItsWorker"

# The tasks that may be run again, by path: those whose second run changes nothing that the first one did.
STANDING = "concordat.compliance.worker.bring_up_to_date"
TELL = "concordat.approvals.mailing.tell"
TELL_SECTION, TELL_QUERY = "concordat.answers.mailing.tell_section", "concordat.answers.mailing.tell_query"
TELL_BACK, TELL_REPLY = "concordat.answers.mailing.tell_back", "concordat.answers.mailing.tell_reply"
MAIL = "concordat.accounts.outbox.deliver"
RUN_AGAIN: frozenset[str] = frozenset({STANDING, TELL, TELL_SECTION, TELL_QUERY, TELL_BACK, TELL_REPLY, MAIL})


def clear_up() -> int:
    """As the house starts: remove contents of which no row speaks, also those of today. How many.

    Where nobody else serves from this place nothing is being uploaded, so that what lies there by now was left by a
    house that was cut down. Where somebody does, it is left to the daily tidying.
    """
    try:
        with place.alone():
            by_now = contents.moment()
    except CannotDo:
        return 0
    return evidence.sweep(by_now)


def beat() -> None:
    """Say that a worker lives; :mod:`concordat.site.health` reads it."""
    cache.set(BEAT, clock.now(), timeout=int(timedelta(days=1).total_seconds()))


def take_up() -> tuple[int, int]:
    """Take up the tasks whose worker is dead, as far as that is known here, or whose lease has ended: how many wait
    again, and how many failed for good."""
    again = failed = 0
    dead, ended = place.dead_workers(), clock.now() - LEASE
    for found in DBTaskResult.objects.running():
        if found.started_at >= ended and not dead.intersection(found.worker_ids[-1:]):
            continue
        with transaction.atomic():
            task = DBTaskResult.objects.select_for_update().get(pk=found.pk)
            if task.status != TaskResultStatus.RUNNING or task.started_at != found.started_at:
                continue
            if task.task_path in RUN_AGAIN and len(task.worker_ids) < TRIES:
                task.status, task.started_at = TaskResultStatus.READY, None
                again += 1
            else:
                task.status, task.finished_at = TaskResultStatus.FAILED, clock.now()
                task.exception_class_path = _LEFT
                task.traceback = (
                    f"The worker stopped before the task was done; it was begun {len(task.worker_ids)} times."
                )
                failed += 1
            task.save()
    for name in dead:
        place.forget_worker(name)
    return again, failed


def begin_again() -> int:
    """Let wait again, after an hour, what failed because its worker stopped each time; how many.

    It was not done, and nobody else would do it: three interruptions in a row may be those of an hour of outages.
    """
    left = Q(status=TaskResultStatus.FAILED, exception_class_path=_LEFT, task_path__in=RUN_AGAIN)
    found = DBTaskResult.objects.filter(left, finished_at__lt=clock.now() - AGAIN_AFTER)
    begun = found.filter(enqueued_at__gt=clock.now() - KEPT)
    return begun.update(
        status=TaskResultStatus.READY, started_at=None, finished_at=None, exception_class_path="", traceback="",
        priority=TASK_MIN_PRIORITY,
    )  # fmt: skip


def ask_again() -> int:
    """Ask once more for standings that are still to be worked out though no task is left to do so; how many."""
    return 0 if _left(STANDING) else standings.ask_again()


def tell_again() -> int:
    """Ask once more for mails that did not go out, where no task is left to send them; how many."""
    return 0 if _left(MAIL) else outbox.ask_again()


def _left(path: str) -> bool:
    waiting = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    return DBTaskResult.objects.filter(task_path=path, status__in=waiting).exists()


def tidy() -> dict[str, int]:
    """Remove what is no longer needed: how many of each."""
    sessions = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()
    done = DBTaskResult.objects.finished().filter(finished_at__lt=clock.now() - KEPT)
    return {
        "submissions": once.forget_old(),
        "kept_input": kept_input.forget_old(),
        "sessions": sessions.objects.filter(expire_date__lt=clock.now()).delete()[0],
        "tasks": done.delete()[0],
        "contents": evidence.sweep(),
    }
