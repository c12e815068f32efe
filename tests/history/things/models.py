"""One recorded model with every kind of field, one below it, and one that binds two."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from concordat.history.answered import Answered
from concordat.history.recorded import Recorded


class Thing(Answered, Recorded):
    """Something with a chain of its own choosing."""

    secret: ClassVar[frozenset[str]] = frozenset({"key"})

    chain = models.CharField(max_length=80, default="council:1")
    name = models.CharField(max_length=200, blank=True)
    day = models.DateField(null=True)
    at = models.DateTimeField(null=True)
    count = models.IntegerField(null=True)
    share = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    sure = models.BooleanField(null=True)
    codes = models.JSONField(null=True)
    key = models.CharField(max_length=80, blank=True)
    friends: models.ManyToManyField[Thing, Friendship] = models.ManyToManyField("self", through="Friendship")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        return self.chain


class Part(Recorded):
    """A part of a thing."""

    thing = models.ForeignKey(Thing, null=True, on_delete=models.PROTECT, related_name="parts")
    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        return self.thing.scope if self.thing else "installation"


class Friendship(Recorded):
    """Two things that belong together."""

    one = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Thing, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"

    @property
    def scope(self) -> str:
        return self.one.scope
