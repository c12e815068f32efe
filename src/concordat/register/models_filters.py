"""What a person keeps for themselves of the register's list."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from concordat.councils.models import Council
from concordat.history.recorded import Plain


class SavedFilter(Plain):
    """A person's own way of looking at the register: a name and a query."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "council", "name"], name="saved_filter_once")]

    def __str__(self) -> str:
        return self.name
