"""The register: what is joint (partnership, party), and what is a council's own (involvement). Who is who stands in
:mod:`concordat.register.models_directory`, and is found here too."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from concordat.councils.models import Adoption, Council, OfCouncil
from concordat.history.answered import Answered
from concordat.history.recorded import Recorded
from concordat.history.references import reference
from concordat.register.models_directory import Organisation, OrganisationNote, Person
from concordat.register.models_filters import SavedFilter

__all__ = [
    "Involvement", "JudgedUnder", "OfInvolvement", "OfPartnership", "OpenTo", "Organisation", "OrganisationNote",
    "Partnership", "Party", "PartyMember", "Passing", "Person", "Representative", "Responsibility", "SavedFilter",
]  # fmt: skip


class Partnership(Answered, Recorded):
    """The joint thing. ``steward`` is the council that keeps the joint record; ``open_to`` who else may find it:
    ``nobody``, ``named`` or ``all``."""

    reference = models.CharField(max_length=16, unique=True, default=reference)
    steward = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    open_to = models.CharField(max_length=10, default="nobody")
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, db_index=True)
    purpose = models.TextField(null=True)
    expected_outcomes = models.TextField(null=True)
    place = models.TextField(null=True)
    legal_status = models.CharField(max_length=60, null=True)
    legal_form = models.CharField(max_length=60, null=True)
    legal_form_reason = models.TextField(null=True)
    statutory_basis = models.TextField(null=True)
    started_on = models.DateField(null=True)
    expected_end_on = models.DateField(null=True)
    purpose_review_on = models.DateField(null=True)
    membership_review_on = models.DateField(null=True)
    like_purpose_elsewhere = models.BooleanField(null=True)
    lead_organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    lead_contact = models.TextField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        return f"partnership:{self.pk}"


class OfPartnership(Recorded):
    """A row of the joint record."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def scope(self) -> str:
        return f"partnership:{self.partnership_id}"


class OpenTo(OfPartnership):
    """A council that may find a partnership of which it is no party."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="open_to_councils")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "council"], name="open_to_once")]

    def __str__(self) -> str:
        return f"{self.partnership} open to {self.council}"


class Party(Answered, OfPartnership):
    """A partner: an organisation's part in a partnership, as both sides see it."""

    reference = models.CharField(max_length=16, unique=True, default=reference)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="parties")
    from_day = models.DateField(null=True, db_column="from")
    until = models.DateField(null=True)
    membership_status = models.TextField(null=True)
    stages = models.JSONField(null=True)
    contact = models.TextField(null=True)
    why_best_placed = models.TextField(null=True)
    responsibilities = models.TextField(null=True)
    responsibilities_in_agreement = models.BooleanField(null=True)
    outcomes_confirmed = models.BooleanField(null=True)
    own_priorities_served = models.TextField(null=True)
    own_plan = models.TextField(null=True)
    communications_lead = models.TextField(null=True)
    part_in_communicating = models.TextField(null=True)
    press_arrangement_agreed = models.BooleanField(null=True)
    equality_duties_understood = models.BooleanField(null=True)
    similar_standards_asked_on = models.DateField(null=True)
    similar_standards_answer = models.TextField(null=True)
    standards_of_conduct_agreed_on = models.DateField(null=True)
    information_format = models.TextField(null=True)
    exit_consulted_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.organisation)


class PartyMember(Recorded):
    """A partner's person who signs in here, and sees the joint record."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="party_members")
    from_day = models.DateField(db_column="from")
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.user} of {self.party}"

    @property
    def scope(self) -> str:
        return self.party.scope


class Involvement(Answered, OfCouncil):
    """One council's part in a partnership. ``own_reference`` is what the council calls it; ``withdrawn_at`` marks an
    entry that should never have been made."""

    reference = models.CharField(max_length=16, unique=True, default=reference)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="involvements")
    own_reference = models.CharField(max_length=40, blank=True)
    entered_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)
    types = models.JSONField(null=True)
    types_reason = models.TextField(null=True)
    council_roles = models.JSONField(null=True)
    council_role_described = models.TextField(null=True)
    responsibilities_described = models.TextField(null=True)
    liabilities = models.TextField(null=True)
    stage = models.CharField(max_length=60, null=True)
    status = models.CharField(max_length=60, null=True)
    already_running = models.BooleanField(null=True)
    service = models.CharField(max_length=60, null=True)
    applied_by_choice = models.BooleanField(null=True)
    applied_by_choice_reason = models.TextField(null=True)
    evidence_file_place = models.TextField(null=True)
    commitment_on = models.DateField(null=True)
    negotiations_concluded_on = models.DateField(null=True)
    agreement_signed_on = models.DateField(null=True)
    start_on = models.DateField(null=True)
    accountable_body_on = models.DateField(null=True)
    publication_on = models.DateField(null=True)
    closure_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "partnership"], condition=Q(withdrawn_at=None), name="one_involvement_each"
            ),
            models.UniqueConstraint(
                fields=["council", "own_reference"],
                condition=Q(withdrawn_at=None) & ~Q(own_reference=""),
                name="own_reference_once",
            ),
        ]
        indexes = [models.Index(fields=["council", "stage"], name="involvement_stage")]

    def __str__(self) -> str:
        return f"{self.council} in {self.partnership}"


class OfInvolvement(Recorded):
    """A row of a council's own part."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def scope(self) -> str:
        return self.involvement.scope


class JudgedUnder(OfInvolvement):
    """The adopted edition under which an involvement is judged, from a day up to, not with, another."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="judged_under")
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField(db_column="from")
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.involvement} under {self.adoption}"


class Responsibility(Answered, OfInvolvement):
    """Who answers for a council's part, in which of the edition's roles. ``from_day`` blank is not known."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="responsibilities")
    role = models.CharField(max_length=60)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="responsibilities")
    post = models.TextField(null=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField(null=True, db_column="from")
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.role}: {self.person or self.post or 'not known'}"


class Representative(OfInvolvement):
    """Who speaks for the council in a partnership; ``capacity`` is councillor or officer."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="representatives")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="represents")
    capacity = models.CharField(max_length=20)
    from_day = models.DateField(null=True, db_column="from")
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.person)


class Passing(OfInvolvement):
    """A gate was passed on a day. ``outstanding``, [{key, clause, words, status}], is what kept it shut then: with any,
    a breach, and ``reason`` says why. ``taken_back_on``: when it was said that it has not happened after all."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="passings")
    gate = models.CharField(max_length=40)
    on = models.DateField()
    reason = models.TextField()
    outstanding = models.JSONField()
    taken_back_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["involvement", "gate"], condition=Q(taken_back_on=None), name="pass_once"),
        ]

    def __str__(self) -> str:
        return f"{self.gate} on {self.on}"

    @property
    def is_breach(self) -> bool:
        """Whether anything was outstanding as it was passed."""
        return bool(self.outstanding)
