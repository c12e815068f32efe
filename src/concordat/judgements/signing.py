"""Signing off a band: what the act does that ends the business on whose papers it stood."""

from __future__ import annotations

from datetime import date

from concordat.judgements.counting import counted
from concordat.judgements.models import Assessment, SignedOff


def sign_off(assessment: Assessment, *, matter: str, day: date) -> SignedOff | None:
    """The step of an act that signs an assessment off, once; nothing where it was before.

    ``matter`` is the reference of the business that the act ends.
    """
    if SignedOff.objects.filter(assessment=assessment).exists():
        return None
    found = counted([assessment.involvement])[assessment.involvement_id]
    row = SignedOff(
        involvement=assessment.involvement, assessment=assessment, band=found.band_of(assessment), matter=matter,
        day=day,
    )  # fmt: skip
    row.save()
    return row
