"""The status words of ``protocol.standing.status_of``, told in SQL of segments. A test holds the two equal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from concordat.compliance.models import Segment
from concordat.protocol.standing import NOTICE, Status
from concordat.protocol.vocabulary import MET, NOT_APPLICABLE, NOT_KNOWN, NOT_MET

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Told(TypedDict):
    """What a segment has besides its columns."""

    status: Status


ORDER: tuple[Status, ...] = (
    "overdue",
    "not met",
    "due by",
    "not known",
    "advised, not in place",
    "deviation until",
    "met",
    "not applicable",
)


def on_day(segments: QuerySet[Segment], day: date) -> QuerySet[WithAnnotations[Segment, Told]]:
    """The segments of a day, each with its ``status``."""
    return _of_day(segments, day).annotate(status=_status(day))


def overdue(segments: QuerySet[Segment], day: date) -> QuerySet[Segment]:
    """Those of a day that are overdue, told without working out every word: an index answers it."""
    of_day = _of_day(segments, day).filter(due_on__lt=day, strength="must")
    return of_day.exclude(outcome__in=[NOT_APPLICABLE, MET])


def _of_day(segments: QuerySet[Segment], day: date) -> QuerySet[Segment]:
    return segments.filter(Q(from_day__lte=day) & (Q(until=None) | Q(until__gt=day)))


def _status(day: date) -> Case:
    must = Q(strength="must")
    words: list[tuple[Q, Status]] = [
        (Q(outcome=NOT_APPLICABLE), "not applicable"),
        (Q(outcome=MET, due_on__lte=day + NOTICE), "due by"),
        (Q(outcome=MET), "met"),
        (~must & Q(outcome=NOT_MET), "advised, not in place"),
        (~must, "not known"),
        (Q(due_on__lt=day), "overdue"),
        (Q(outcome=NOT_KNOWN), "not known"),
        (Q(due_on__isnull=False), "due by"),
    ]
    cases = [When(when, then=Value(status)) for when, status in words]
    return Case(*cases, default=Value("not met"), output_field=CharField())
