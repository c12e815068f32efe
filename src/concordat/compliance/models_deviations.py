"""What was allowed to be otherwise than a protocol has it."""

from __future__ import annotations

from django.db import models

from concordat.accounts.models import User
from concordat.register.models import Involvement, OfInvolvement


class Deviation(OfInvolvement):
    """That a duty is not followed for a while: why, who allowed it, until when.

    ``about`` is the row of the duty's list that it is about, empty for all. ``allowed_by`` is the role that the
    protocol names; empty where a reason alone sets a duty aside. ``until`` empty means that no end was set.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="deviations")
    duty = models.CharField(max_length=80)
    about = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    allowed_by = models.CharField(max_length=80, blank=True)
    guidance = models.TextField(blank=True)
    guidance_by = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField(db_column="from")
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.duty} of {self.involvement}"
