"""Answers and rows of lists. What each may hold is the dictionary's, or the edition's own; see :mod:`.catalogue`.

Each kind comes twice: a council's own, and the joint record's.
"""

from __future__ import annotations

from django.db import models

from concordat.history.answered import Answered
from concordat.history.references import reference
from concordat.register.models import Involvement, OfInvolvement, OfPartnership, Partnership


class Kept(Answered):
    """One fact, answered: ``value`` as :mod:`.stored` has it. Of a list, whether it is complete or does not apply."""

    fact = models.CharField(max_length=80)
    value = models.JSONField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.fact


class OwnFact(Kept, OfInvolvement):
    """A fact of the council's own part."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="own_facts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["involvement", "fact"], name="own_fact_once")]


class JointFact(Kept, OfPartnership):
    """A fact of the joint record."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="joint_facts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "fact"], name="joint_fact_once")]


class ListRow(models.Model):
    """A row of a list: ``cells`` are ``{cell: value}`` as :mod:`.stored` has them; one that is blank is not there."""

    reference = models.CharField(max_length=16, unique=True, default=reference)
    group = models.CharField(max_length=80)
    cells = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.group} {self.reference}"


class OwnRow(ListRow, OfInvolvement):
    """A row of the council's own."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="own_rows")


class JointRow(ListRow, OfPartnership):
    """A row of the joint record."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="joint_rows")
