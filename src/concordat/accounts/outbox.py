"""Mails that go out once each: written down before they are sent, noted after, and tried again for a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import structlog
from django_tasks import task

from concordat.accounts import mail
from concordat.accounts.models import Outgoing, User
from concordat.history import clock

_log = structlog.get_logger("concordat.accounts")
TRIED = timedelta(days=1)


def once(of: str, user: User, template: str, context: dict[str, Any]) -> bool:
    """Send somebody a mail of a thing, where none of it was sent to them yet; whether one went out now.

    That it is to be sent is written down before, and that it was after: a worker that dies between the two leaves it to
    be sent again, under the same name. One that cannot be handed over is kept for :func:`ask_again`.
    """
    row, _ = Outgoing.objects.get_or_create(
        of=of, user=user, defaults={"template": template, "context": context, "at": clock.now()}
    )
    return _deliver(row)


@task()
def deliver(pk: int) -> bool:
    """Send one of them, if it was not sent yet and they can still sign in. Can be run again at any time."""
    row = Outgoing.objects.filter(pk=pk).select_related("user").first()
    return row is not None and _deliver(row)


def ask_again() -> int:
    """Ask the worker for the mails of the last day that did not go out; how many."""
    late = Outgoing.objects.filter(sent_at=None, at__gt=clock.now() - TRIED).values_list("pk", flat=True)
    for pk in late:
        deliver.enqueue(pk)
    return len(late)


def _deliver(row: Outgoing) -> bool:
    if row.sent_at is not None or not row.user.is_active:
        return False
    try:
        mail.send(row.template, row.user.email, row.context, name=row.name)
    except OSError:
        _log.exception("mail_failed", of=row.of)
        return False
    Outgoing.objects.filter(pk=row.pk).update(sent_at=clock.now())
    return True
