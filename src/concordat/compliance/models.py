"""What was known of an involvement, and what is found of it from when to when."""

from __future__ import annotations

from django.db import models

from concordat.councils.models import Adoption, Council
from concordat.history.recorded import Derived, Plain
from concordat.register.models import Involvement, OfInvolvement


class FactSheet(OfInvolvement):
    """All facts of an involvement after an act that changed them: canonical, with ids and not names. Never changed."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="sheets")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="+")
    dictionary = models.CharField(max_length=64)
    facts = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["involvement", "number"], name="sheet_once")]
        indexes = [models.Index(fields=["involvement", "day"], name="sheet_of_day")]

    def __str__(self) -> str:
        return f"{self.involvement}, sheet {self.number}"


class Segment(Derived):
    """What is found of one duty (and row) from a day up to, not with, another; ``until`` empty means for good."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.CASCADE, related_name="segments")
    duty = models.CharField(max_length=80)
    row = models.CharField(max_length=120, blank=True)
    place = models.PositiveIntegerField()
    strength = models.CharField(max_length=10)
    outcome = models.CharField(max_length=20)
    set_aside = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    from_ = models.DateField(db_column="from")
    until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["involvement", "from_"], name="segment_of"),
            models.Index(fields=["council", "from_", "until"], name="segment_day"),
        ]

    def __str__(self) -> str:
        return f"{self.duty}: {self.outcome}"


class Stale(Plain):
    """An involvement whose segments are to be worked out again by the worker; until then in memory when shown."""

    involvement = models.OneToOneField(Involvement, on_delete=models.CASCADE, related_name="stale")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.involvement)
