"""A file: its name, kind and digest. What it holds lies in the file store, under its digest."""

from __future__ import annotations

from django.db import models

from concordat.history.recorded import Recorded
from concordat.history.references import reference


class StoredFile(Recorded):
    """A file attached to a thing: ``owner_kind`` is a model's label, ``owner`` its id, ``chain`` the owner's scope."""

    reference = models.CharField(max_length=16, unique=True, default=reference)
    chain = models.CharField(max_length=80)
    owner_kind = models.CharField(max_length=80)
    owner = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    words = models.CharField(max_length=300, blank=True)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    added_by = models.CharField(max_length=16)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner_kind", "owner"], name="file_of")]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        return self.chain
