"""A form sent twice acts once: its token is kept with where its sender was taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction

from concordat.history import clock
from concordat.history.models import Submission

KEPT = timedelta(hours=24)


def once(token: str, person: str, do: Callable[[], str]) -> str:
    """Do something the first time a token is seen, and answer where to go; later answer that again.

    ``do`` runs in the same transaction as the token, so both happen or neither. Two that come together: the second
    waits for the first.
    """
    try:
        with transaction.atomic():
            kept = Submission.objects.create(token=token, person=person, at=clock.now())
            kept.went_to = do()
            kept.save()
            return kept.went_to
    except IntegrityError:
        first = Submission.objects.filter(token=token, person=person).first()
        if first is None:
            raise
        return first.went_to


def forget_old() -> int:
    """Remove the tokens that are older than a day."""
    gone, _ = Submission.objects.filter(at__lt=clock.now() - KEPT).delete()
    return gone
