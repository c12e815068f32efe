"""What was known of an involvement, and what is found of it from when to when."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from concordat.compliance.models_deviations import Deviation
from concordat.councils.models import Adoption, Council
from concordat.history.recorded import Derived, Plain, Unrecorded
from concordat.register.models import Involvement, OfInvolvement

__all__ = ["Deviation", "FactSheet", "Segment", "Stale", "Tally"]


class FactSheet(OfInvolvement):
    """All facts of an involvement after an act that changed them: canonical, with ids and not names. Never changed.

    The record keeps its digest and not its text, which would otherwise stand there twice; see ``sheets.breaks``.
    """

    secret: ClassVar[frozenset[str]] = frozenset({"facts"})

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="sheets")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    adoption = models.ForeignKey(Adoption, null=True, on_delete=models.PROTECT, related_name="+")
    dictionary = models.CharField(max_length=64)
    facts = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["involvement", "number"], name="sheet_once")]
        indexes = [models.Index(fields=["involvement", "day"], name="sheet_of_day")]

    def __str__(self) -> str:
        return f"{self.involvement}, sheet {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new sheet. Raises Unrecorded for one that stands."""
        if not self._state.adding:
            raise Unrecorded("A fact sheet says what was known. It is never changed; a new one follows it.")
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> tuple[int, dict[str, int]]:
        """Raises Unrecorded."""
        raise Unrecorded("A fact sheet says what was known. It is never taken out.")


class Segment(Derived):
    """What is found of one duty (and row) under one edition from a day up to, not with, another.

    ``status`` is the core's word for it on those days, so that no list has to work it out again. ``until`` empty means:
    as far as was looked. ``place`` is the duty's in its edition.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.CASCADE, related_name="segments")
    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="+")
    duty = models.CharField(max_length=80)
    row = models.CharField(max_length=200, blank=True)
    place = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20)
    status = models.CharField(max_length=30)
    due_on = models.DateField(null=True)
    from_day = models.DateField(db_column="from")
    until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["involvement", "from_day"], name="segment_of"),
            # All that is asked of what is due, so that it is counted and filtered without a look at the table.
            models.Index(
                fields=["council", "due_on", "involvement", "from_day", "until", "status"],
                condition=models.Q(due_on__isnull=False),
                name="segment_due",
            ),
            # A duty over all partnerships, likewise.
            models.Index(
                fields=["council", "duty", "status", "involvement", "from_day", "until"], name="segment_of_duty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty}: {self.status}"


class Tally(Derived):
    """How many findings of an involvement have a status word, from a day up to, not with, another; none has no row.

    Worked out from its segments, of which there are ten times as many: lists count and filter by these.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+", db_index=False)
    involvement = models.ForeignKey(Involvement, on_delete=models.CASCADE, related_name="tallies")
    status = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    from_day = models.DateField(db_column="from")
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["council", "status", "involvement", "from_day", "until"], name="tally_of")]

    def __str__(self) -> str:
        return f"{self.status}: {self.number}"


class Stale(Plain):
    """An involvement whose sheet and segments the worker is to bring up to date, and the moment as of which."""

    involvement = models.OneToOneField(Involvement, on_delete=models.CASCADE, related_name="stale")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.involvement)
