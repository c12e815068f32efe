"""A council, what it adopted and set, and who works for it in which role."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from concordat.history.answered import Answered
from concordat.history.recorded import Plain, Recorded
from concordat.history.references import reference


class Council(Answered, Recorded):
    """A council on this installation. ``code`` is its identifier in the register of local authorities."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160, unique=True)
    code = models.CharField(max_length=20, blank=True)
    second_factor = models.BooleanField(default=True)
    register_keeper = models.TextField(null=True)
    policy_statement = models.TextField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        return f"council:{self.pk}"


class OfCouncil(Recorded):
    """A row that is a council's own."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def scope(self) -> str:
        return f"council:{self.council_id}"


class Adoption(OfCouncil):
    """A council's own copy of an edition, from where it runs. Counts from ``from_day`` up to, not with, ``until``."""

    edition = models.CharField(max_length=120)
    revision = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    language = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    canonical = models.TextField()
    from_day = models.DateField(db_column="from")
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.edition}, revision {self.revision}"


class AdoptedFile(Recorded):
    """A file of an adopted edition, as it was."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["adoption", "name"], name="adopted_file_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        return self.adoption.scope


class SettingGiven(OfCouncil):
    """What a council gave for a setting of its edition, from a day on. ``value`` is plain: null is “not known”."""

    setting = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    from_day = models.DateField(db_column="from")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "setting", "from_day"], name="setting_once_a_day")]

    def __str__(self) -> str:
        return self.setting


class Service(OfCouncil):
    """A service of the council while it has that name and place; re-organised, it ends and another takes over."""

    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=200)
    directorate = models.CharField(max_length=120, blank=True)
    from_day = models.DateField(db_column="from")
    until = models.DateField(null=True)
    became = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="service_code_once")]

    def __str__(self) -> str:
        return self.name


class Aim(OfCouncil):
    """An item of the council's own plan, dated."""

    code = models.SlugField(max_length=60)
    words = models.CharField(max_length=300)
    from_day = models.DateField(db_column="from")
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "code"], name="aim_code_once")]

    def __str__(self) -> str:
        return self.words


class AssessmentQuestion(Answered, OfCouncil):
    """A question that an outside assessment asks of the council, and the records that answer it."""

    words = models.CharField(max_length=300)
    source = models.CharField(max_length=200, null=True)
    answered_from = models.TextField(null=True)

    def __str__(self) -> str:
        return self.words


class Membership(OfCouncil):
    """A person working in a council. ``ways`` are the ways of signing in that the council accepts for them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    from_day = models.DateField(db_column="from")
    until = models.DateField(null=True)
    ways = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "user"], condition=Q(until=None), name="one_membership_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.council}"


class OfMembership(Recorded):
    """A row about a member."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def scope(self) -> str:
        return self.membership.scope


class RoleHeld(OfMembership):
    """A role that a member holds: the generic one, and the edition's own where it has two of a kind."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=60)
    local = models.CharField(max_length=60, blank=True)
    from_day = models.DateField(db_column="from")
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return self.role


class Deputy(OfMembership):
    """Somebody who acts for a member, in all of that member's roles or in one, between two days."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="acts_for")
    role = models.CharField(max_length=60, blank=True)
    from_day = models.DateField(db_column="from")
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.deputy} for {self.membership}"


class Absence(OfMembership):
    """Days on which a member is away, told beforehand. Why is nobody's business here."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="absences")
    from_day = models.DateField(db_column="from")
    until = models.DateField()

    def __str__(self) -> str:
        return f"{self.membership} away"


class KeptEdition(Plain):
    """An edition that somebody uploaded and has not adopted yet: kept for a day, so that it can be looked at first."""

    key = models.CharField(max_length=16, unique=True, default=reference)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    edition = models.CharField(max_length=120)
    canonical = models.TextField()
    files = models.JSONField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.edition
