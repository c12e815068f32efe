"""Matters (business under way), the papers they are decided on, acts, conditions; and what waits, worked out of it."""

from __future__ import annotations

from django.db import models

from concordat.accounts.models import User
from concordat.councils.models import Adoption, Council
from concordat.history.recorded import Derived
from concordat.history.references import reference
from concordat.judgements.models import Assessment
from concordat.register.models import Involvement, OfInvolvement
from concordat.register.results import Result


class Matter(OfInvolvement):
    """A piece of business: what started it, what is to change, why. ``ended`` is "", "done", "refused" or "withdrawn".

    Of one start an involvement has one matter open at a time.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="matters")
    reference = models.CharField(max_length=16, unique=True, default=reference)
    start = models.CharField(max_length=20)
    changed = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # The submissions of forms on which an earlier matter was decided by then: they do not count for this one.
    used = models.JSONField(default=list)
    ended = models.CharField(max_length=10, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["involvement", "start"], condition=models.Q(ended=""), name="one_matter_of_a_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.start} of {self.involvement}"


class Papers(Result):
    """What was sent in to be decided on: all facts known then, and the forms submitted by then. Never changed.

    ``forms`` are {form: id of what was submitted}; ``facts`` canonical; ``beside`` see :mod:`.beside`, empty of papers
    that were sent in before it was kept; ``digest`` see :mod:`.sealing`.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="papers")
    day = models.DateField()
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    forms = models.JSONField(default=dict)
    facts = models.TextField()
    beside = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    # The last assessment as they were sent in: the act that ends the matter signs this one off.
    assessment = models.ForeignKey(Assessment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="papers_once")]

    def __str__(self) -> str:
        return f"Papers {self.number} of {self.matter}"


class ActDone(Result):
    """What somebody did who was asked: consult, advise, approve, sign, … on a step of a matter or for a duty.

    ``task`` is "route.step" or a duty's id; ``acting_as`` the role or body that the protocol names, ``instead`` the
    role of whoever acted in its place. ``by`` is the person who acted; ``recorded_by`` whoever put down what a body
    did, with the day of its meeting and a reference.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="acts")
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="acts")
    papers = models.ForeignKey(Papers, null=True, on_delete=models.PROTECT, related_name="acts")
    task = models.CharField(max_length=130)
    act = models.CharField(max_length=20)
    acting_as = models.CharField(max_length=80)
    instead = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=30)
    day = models.DateField()
    until = models.DateField(null=True)
    points = models.JSONField(default=dict)
    about = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    minute = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["involvement", "number"], name="act_once")]

    def __str__(self) -> str:
        return f"{self.task} of {self.involvement}: {self.outcome}"


class Condition(OfInvolvement):
    """A condition on which something was given: who sees to it, by when, and when it was."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="conditions")
    given_in = models.ForeignKey(ActDone, on_delete=models.PROTECT, related_name="conditions")
    words = models.TextField()
    owner = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_how = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.words[:60]


class Waiting(Derived):
    """A step of an open matter that is not done, for whom it waits and since when.

    ``state`` is the core's word, or ``not_sent`` before the papers that it needs were sent in. ``actors`` are those of
    whom the step asks it still; empty where it waits for those who answer for the partnership. ``waits_for`` are the
    titles of the forms that have to be submitted first, ``forms`` their ids; ``unsettled`` the facts that would tell
    whether it is needed.
    """

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    involvement = models.ForeignKey(Involvement, on_delete=models.CASCADE, related_name="waiting")
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="waiting")
    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="+")
    task = models.CharField(max_length=130)
    state = models.CharField(max_length=20)
    actors = models.JSONField(default=list)
    # The users who sent the papers in or submitted a form of them: they do not act on them.
    senders = models.JSONField(default=list)
    waits_for = models.JSONField(default=list)
    forms = models.JSONField(default=list)
    unsettled = models.JSONField(default=list)
    since = models.DateField()

    def __str__(self) -> str:
        return f"{self.task} of {self.matter}: {self.state}"
