"""What was answered of an arrangement, and each result as it was found: never changed, another follows it."""

from __future__ import annotations

from django.db import models

from concordat.accounts.models import User
from concordat.councils.models import Adoption, Aim
from concordat.history.answered import Answered
from concordat.register.models import Involvement, OfInvolvement
from concordat.register.results import Result


class Answer(Answered, OfInvolvement):
    """One fact of the arrangement, answered: ``arrangement.…``, ``mark.…``, ``criterion.…`` (a level's score) or
    ``aims.…``. What the edition in force does not ask stays: another may."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="answers_judged")
    fact = models.CharField(max_length=80)
    value = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["involvement", "fact"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.fact} of {self.involvement}"


class AimServed(Answered, OfInvolvement):
    """What a partnership does for one of the council's aims: ``how`` is direct, indirect or none."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="aims_served")
    aim = models.ForeignKey(Aim, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, null=True)
    note = models.TextField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["involvement", "aim"], name="aim_served_once")]

    def __str__(self) -> str:
        return f"{self.aim} in {self.involvement}"


class _Found(Result):
    """Something found by an edition on a day, from facts that are kept beside it."""

    day = models.DateField()
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True


class Screened(_Found):
    """Whether it is a partnership: the answer, and how it is treated; with a reason where that departs from the answer.

    ``facts`` are those that were read, canonical; ``decided_by`` and ``agreeing`` are ids of marks and classes.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="screenings")
    answer = models.CharField(max_length=20)
    treated_as = models.CharField(max_length=10)
    proposed = models.CharField(max_length=10)
    decided_by = models.JSONField(default=list)
    agreeing = models.JSONField(default=list)
    facts = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["involvement", "number"], name="screened_once")]

    def __str__(self) -> str:
        return f"{self.involvement}, screening {self.number}"


class Assessment(_Found):
    """How significant it is. ``levels`` are {criterion: score}, ``not_applicable`` {criterion: reason}; ``overruled``
    {criterion: {"proposed": score, "reason": text}} where a person chose another level than the figures suggest;
    ``share`` is exact ("27/35"), empty for methods without one; ``band`` is empty where the edition has none."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="assessments")
    levels = models.JSONField(default=dict)
    not_applicable = models.JSONField(default=dict)
    overruled = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    total = models.IntegerField()
    maximum = models.IntegerField()
    share = models.CharField(max_length=40, blank=True)
    band = models.CharField(max_length=60, blank=True)
    hangs_on_na = models.JSONField(default=list)
    facts = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["involvement", "number"], name="assessed_once")]

    def __str__(self) -> str:
        return f"{self.involvement}, assessment {self.number}"


class SignedOff(OfInvolvement):
    """That an assessment, as it stood in the papers, was signed off: its band may now be a fall from an earlier one.

    ``matter`` is the reference of the business that ended with it.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="signed_off")
    band = models.CharField(max_length=60, blank=True)
    matter = models.CharField(max_length=16)
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.assessment}, signed off"


class LeftOut(OfInvolvement):
    """That a question of an assessment does not apply, agreed by the role that the edition names."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="left_out")
    criterion = models.CharField(max_length=60)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "criterion"], name="left_out_once")]

    def __str__(self) -> str:
        return f"{self.criterion} of {self.assessment}"


class Doubt(OfInvolvement):
    """A score sent in as in doubt: what was asked, whether it was agreed, and else the ruling. All of it is kept.

    ``band`` is the ruling's, empty until there is one; the assessment keeps its own.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="doubt")
    words = models.TextField()
    raised_on = models.DateField()
    raised_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField(null=True)
    talked_of = models.TextField(blank=True)
    talked_on = models.DateField(null=True)
    band = models.CharField(max_length=60, blank=True)
    ruling = models.TextField(blank=True)
    ruled_on = models.DateField(null=True)
    ruled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Doubt of {self.assessment}"


class Judged(_Found):
    """A judgement that the edition names (``judged.…``): yes or no, by whom in which role, and why."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="judgements")
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=60)
    answer = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["involvement", "name", "number"], name="judged_once")]

    def __str__(self) -> str:
        return f"{self.name} of {self.involvement}"
