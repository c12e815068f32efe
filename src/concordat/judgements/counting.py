"""Which band counts: until the first sign-off the last one; then a rise counts at once, a fall once signed off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from concordat.councils.adopted_rules import rules_by
from concordat.councils.queries import with_adoption
from concordat.judgements.models import Assessment, Doubt, Judged, Screened, SignedOff
from concordat.protocol.edition import Edition
from concordat.register.models import Involvement
from concordat.ui.once import once


class Banded(NamedTuple):
    """What decides which band counts, of one assessment: ``band`` is the ruling's where there is one."""

    pk: int
    number: int
    band: str
    edition: str
    digest: str
    signed: bool


@dataclass(frozen=True)
class Counted:
    """The last assessment of an involvement, and the one whose band counts: the same, or one before it.

    ``doubts`` are those about assessments, by the assessment's id; ``signed`` the last sign-off.
    """

    last: Assessment
    counts: Assessment
    doubts: Mapping[int, Doubt] = field(default_factory=dict)
    signed: SignedOff | None = None

    @property
    def band(self) -> str:
        """The band that counts; "" where the edition has none."""
        return self.band_of(self.counts)

    @property
    def waits(self) -> bool:
        """Whether the last assessment would lower the band, and has not been signed off."""
        return self.counts.pk != self.last.pk

    def band_of(self, row: Assessment) -> str:
        """An assessment's band; the ruling's where there is one."""
        doubt = self.doubts.get(row.pk)
        return (doubt.band if doubt else "") or row.band


def counted(involvements: Any) -> dict[int, Counted]:
    """For each of some involvements (a query, or rows) that was assessed. Three queries; four where one waits."""
    if isinstance(involvements, QuerySet):
        return _all_counted(involvements)
    return once(("counted", tuple(row.pk for row in involvements)), lambda: _all_counted(involvements))


def banded(which: Q) -> dict[int, Banded]:
    """What counts of each involvement's assessments, for a list, which asks for the band alone. One query."""
    rows = Assessment.objects.filter(which).order_by("number").values_list(
        "involvement_id", "pk", "number", "band", "adoption__edition", "adoption__digest", "doubt__band", "signed_off"
    )  # fmt: skip
    found: dict[int, list[Banded]] = {}
    for involvement, pk, number, band, edition, digest, ruled, signed in rows:
        one = Banded(pk, number, ruled or band, edition, digest, signed is not None)
        found.setdefault(involvement, []).append(one)
    return {pk: that_counts(assessed) for pk, assessed in found.items()}


def that_counts(rows: Sequence[Banded]) -> Banded:
    """Of an involvement's assessments in turn, the one with the most controls since the last sign-off; of alike ones
    the last. Those before the sign-off may be left out."""
    last = rows[-1]
    signed = max((place for place, row in enumerate(rows) if row.signed), default=None)
    # Bands of two editions cannot be told higher from lower: what another edition found counts at once.
    if signed is None or rows[signed].edition != last.edition:
        return last
    alike = [row for row in rows[signed:] if row.edition == last.edition]
    ranks = _ranks(last.digest) if len(alike) > 1 else {}
    return max(alike, key=lambda row: (ranks.get(row.band, -1), row.number))


def _all_counted(involvements: Any) -> dict[int, Counted]:
    found = {row.involvement_id: row for row in _with_edition(last_of(Assessment, involvements))}
    about = Doubt.objects.filter(involvement__in=involvements).select_related("ruled_by")
    doubts = {row.assessment_id: row for row in about}
    signed = _signed(involvements)
    later = _since(row for pk, row in signed.items() if row.assessment_id != found[pk].pk)
    return {
        pk: _counted(last, later.get(pk, []), doubts, signed.get(pk))
        for pk, last in found.items()
    }  # fmt: skip


def _counted(
    last: Assessment, since: Sequence[Assessment], doubts: Mapping[int, Doubt], signed: SignedOff | None
) -> Counted:
    only = Counted(last, last, doubts, signed)
    if signed is None or not since:
        return only
    rows = [_banded(row, only.band_of(row), row.pk == signed.assessment_id) for row in since]
    counts = that_counts(rows).pk
    return Counted(last, next(row for row in since if row.pk == counts), doubts, signed)


def _banded(row: Assessment, band: str, signed: bool) -> Banded:
    return Banded(row.pk, row.number, band, row.adoption.edition, row.adoption.digest, signed)


def _ranks(digest: str) -> dict[str, int]:
    """The place of each band of an adopted edition, from the fewest controls to the most."""
    graded = rules_by(digest).edition.significance
    return {band.id: place for place, band in enumerate(graded.bands)} if graded else {}


def _signed(involvements: Any) -> dict[int, SignedOff]:
    """The last sign-off of each. One query."""
    rows = SignedOff.objects.filter(involvement__in=involvements).select_related("assessment")
    return {row.involvement_id: row for row in rows.order_by("assessment__number")}


def _since(signed: Iterable[SignedOff]) -> dict[int, list[Assessment]]:
    """What was signed off last, and every assessment after it, in turn. One query, where anything is asked for."""
    first = {row.involvement_id: row.assessment.number for row in signed}
    found: dict[int, list[Assessment]] = {pk: [] for pk in first}
    rows = _with_edition(Assessment.objects.filter(involvement__in=first)) if first else ()
    for row in sorted(rows, key=lambda row: row.number):
        if row.number >= first[row.involvement_id]:
            found[row.involvement_id].append(row)
    return found


def _with_edition(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """With what they were found by, but without its whole text, and by whom."""
    return with_adoption(rows, "by")


def last_screened(involvements: Sequence[Involvement]) -> list[Screened]:
    """The last screening of each involvement that was screened. One query."""
    return once(("screened", tuple(row.pk for row in involvements)), lambda: list(last_of(Screened, involvements)))


def judged_of(involvements: Sequence[Involvement]) -> list[Judged]:
    """Every named judgement of some involvements, in turn. One query."""
    rows = Judged.objects.filter(involvement__in=involvements).select_related("by").order_by("number")
    return once(("judged", tuple(row.pk for row in involvements)), lambda: list(rows))


def last_of(model: Any, involvements: Any) -> QuerySet[Any]:
    """The last result of each involvement. One query."""
    of_same = model.objects.filter(involvement=OuterRef("involvement")).order_by("-number")
    return model.objects.filter(  # type: ignore[no-any-return]
        involvement__in=involvements, number=Subquery(of_same.values("number")[:1])
    )


def label_of(edition: Edition, band: str) -> str:
    """A band's words; its code where this edition has no such band."""
    bands = edition.significance.bands if edition.significance else []
    return next((one.label for one in bands if one.id == band), band)
