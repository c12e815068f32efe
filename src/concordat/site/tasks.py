"""What the worker does beside its tasks: it says that it lives, takes up what a dead worker left, and tidies up."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from concordat.accounts import kept_input
from concordat.compliance import worker as standings
from concordat.evidence import services as evidence
from concordat.history import clock, once

BEAT = "worker.beat"
# A task of ours takes seconds. One that has been running for so long was left by a worker that died.
LEASE = timedelta(minutes=15)
TRIES = 3
KEPT = timedelta(days=30)
LEFT = "LeftByItsWorker"

# The tasks that may be run again, by path: those whose second run changes nothing that the first one did.
STANDING = "concordat.compliance.worker.bring_up_to_date"
MAIL = "concordat.approvals.mailing.tell"
RUN_AGAIN: frozenset[str] = frozenset({STANDING, MAIL})


def beat() -> None:
    """Say that a worker lives; :mod:`concordat.site.health` reads it."""
    cache.set(BEAT, clock.now(), timeout=int(timedelta(days=1).total_seconds()))


def take_up() -> tuple[int, int]:
    """Take up the tasks whose lease has ended: how many wait again, and how many failed for good."""
    again = failed = 0
    for found in DBTaskResult.objects.running().filter(started_at__lt=clock.now() - LEASE):
        with transaction.atomic():
            task = DBTaskResult.objects.select_for_update().get(pk=found.pk)
            if task.status != TaskResultStatus.RUNNING or task.started_at != found.started_at:
                continue
            if task.task_path in RUN_AGAIN and len(task.worker_ids) < TRIES:
                task.status, task.started_at = TaskResultStatus.READY, None
                again += 1
            else:
                task.status, task.finished_at = TaskResultStatus.FAILED, clock.now()
                task.exception_class_path = f"{__name__}.{LEFT}"
                task.traceback = (
                    f"The worker stopped before the task was done; it was begun {len(task.worker_ids)} times."
                )
                failed += 1
            task.save()
    return again, failed


def ask_again() -> int:
    """Ask once more for standings that are still to be worked out though no task is left to do so; how many."""
    waiting = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    if DBTaskResult.objects.filter(task_path=STANDING, status__in=waiting).exists():
        return 0
    return standings.ask_again()


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
