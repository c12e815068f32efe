"""Forms as submitted, never changed; sections handed to somebody; questions about an answer, with their replies.

What the questions of a form are about is kept where it is at home; nothing is answered here twice.
"""

from __future__ import annotations

from django.db import models

from concordat.accounts.models import User
from concordat.councils.models import Adoption, Membership
from concordat.register.models import Involvement, OfInvolvement
from concordat.register.results import Result


class Submitted(Result):
    """A form as it was submitted: ``answers`` are the facts that its questions are about, canonical; ``asked`` the ids
    of the questions that were asked then. ``matter`` is the reference of the business that it was submitted for."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="submitted")
    form = models.CharField(max_length=60)
    matter = models.CharField(max_length=16, blank=True)
    day = models.DateField()
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    asked = models.JSONField(default=list)
    answers = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["involvement", "form", "number"], name="submitted_once")]

    def __str__(self) -> str:
        return f"{self.form} of {self.involvement}, {self.number}"


class Handed(OfInvolvement):
    """A section handed to a member, to be answered or looked at by a day; until ``done_on`` they keep the record."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="handed")
    form = models.CharField(max_length=60)
    section = models.CharField(max_length=60)
    to = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="handed")
    note = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    handed_on = models.DateField()
    handed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True)
    reply = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["involvement", "form", "section", "to"],
                condition=models.Q(done_on=None),
                name="handed_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.involvement}, with {self.to}"


class Query(OfInvolvement):
    """A question about an answer, and the reply to it."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="queries")
    form = models.CharField(max_length=60)
    question = models.CharField(max_length=60)
    words = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)
    replied_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"A question about {self.question} of {self.involvement}"
