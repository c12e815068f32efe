"""The record: a chain of events for each scope, the values beside it, and the head of each chain.

No foreign keys: ids and codes are text, so that nothing that happens to a row can touch what was said of it.
"""

from __future__ import annotations

from django.db import models

from concordat.history.recorded import Plain


class Event(Plain):
    """One act in one scope. ``body`` is the chained text, and ``digest`` its digest; append-only by trigger."""

    scope = models.CharField(max_length=80)
    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    body = models.TextField()
    verb = models.CharField(max_length=120)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "number"], name="event_once")]

    def __str__(self) -> str:
        return f"{self.scope} {self.number}: {self.verb}"


class Detail(Plain):
    """The values and names that an event's digests stand for: one row an item, ``{field: [salt, before, after]}``.

    Item 0 is the act itself: its reason and the actor's name. Erasing takes fields out of ``values`` and says so in
    ``erased``, ``{field: "erased on … under …"}``; nothing else of a row can change.
    """

    scope = models.CharField(max_length=80)
    number = models.PositiveBigIntegerField()
    item = models.PositiveIntegerField()
    model = models.CharField(max_length=80)
    object = models.CharField(max_length=64)
    values = models.TextField()
    erased = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "number", "item"], name="detail_once")]
        indexes = [models.Index(fields=["model", "object"], name="detail_of")]

    def __str__(self) -> str:
        return f"{self.scope} {self.number}.{self.item}: {self.model} {self.object}"


class Head(Plain):
    """The last event of a chain: locked last, numbered without gaps."""

    scope = models.CharField(max_length=80, unique=True)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.scope} {self.number}"


class Submission(Plain):
    """A form that was sent once: its token, and where its sender was taken. A second sending goes there too."""

    token = models.CharField(max_length=64, unique=True)
    person = models.CharField(max_length=40)
    went_to = models.CharField(max_length=400, default="")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.token


class KeptInput(Plain):
    """What somebody typed into a form whose session had ended, until the same person has signed in again."""

    key = models.CharField(max_length=64, unique=True)
    person = models.CharField(max_length=40)
    path = models.CharField(max_length=400)
    typed = models.TextField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.path
