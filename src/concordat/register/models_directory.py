"""Who is who: organisations, what each council knows of them, and people."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from concordat.councils.models import Council, OfCouncil
from concordat.history.recorded import Recorded
from concordat.history.references import reference


class Organisation(Recorded):
    """A body outside or inside this installation. Name, identifiers and sector are shared; ``keeper`` keeps them right.

    ``identifiers`` are ``[{"scheme": "GB-COH", "id": "01234567"}]``; ``council`` where it is one of ours.
    """

    reference = models.CharField(max_length=16, unique=True, default=reference)
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, db_index=True)
    sector = models.CharField(max_length=60, blank=True)
    identifiers = models.JSONField(default=list)
    keeper = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    council = models.OneToOneField(Council, null=True, on_delete=models.PROTECT, related_name="organisation")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        return "installation"


class OrganisationNote(OfCouncil):
    """What one council knows of an organisation, and nobody else sees. That it exists means: the council knows it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="notes")
    contact = models.CharField(max_length=200, blank=True)
    email = models.EmailField(max_length=200, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "organisation"], name="organisation_note_once")]

    def __str__(self) -> str:
        return f"Note on {self.organisation}"


class Person(OfCouncil):
    """Somebody a council knows: an officer, a councillor, a partner's contact. ``user`` where they sign in here."""

    reference = models.CharField(max_length=16, unique=True, default=reference)
    name = models.CharField(max_length=120)
    sort_name = models.CharField(max_length=200, db_index=True)
    post = models.CharField(max_length=160, blank=True)
    email = models.EmailField(max_length=200, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    left_on = models.DateField(null=True)
    erased_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name
