"""What the pages show of how an arrangement was judged. The scope, or a row already found through it, comes first."""

from __future__ import annotations

from collections.abc import Sequence

from concordat.judgements.facts import AIMS
from concordat.judgements.models import AimServed, Answer, Assessment, Doubt, Judged, LeftOut, Screened
from concordat.register.models import Involvement


def answers(involvement: Involvement, facts: Sequence[str]) -> dict[str, Answer]:
    """The answers to some facts, by fact; none for what nobody has answered."""
    return {row.fact: row for row in Answer.objects.filter(involvement=involvement, fact__in=facts)}


def answers_as_seen(involvement: Involvement, facts: Sequence[str]) -> Answer:
    """What stands for some answers together. To look at, not to save: its version changes with any of them."""
    rows = answers(involvement, facts).values()
    return Answer(involvement=involvement, fact=",".join(facts)[:80], version=sum(row.pk + row.version for row in rows))


def aims_as_seen(involvement: Involvement) -> AimServed:
    """What stands for all that was said of the aims, likewise."""
    rows = [*aims(involvement), *answers(involvement, [AIMS]).values()]
    return AimServed(involvement=involvement, version=sum(row.pk + row.version for row in rows))


def aims(involvement: Involvement) -> list[AimServed]:
    """What is said of each aim."""
    return list(AimServed.objects.filter(involvement=involvement).select_related("aim").order_by("aim__from_day", "pk"))


def screenings(involvement: Involvement) -> list[Screened]:
    """Every screening, the last one first."""
    rows = Screened.objects.filter(involvement=involvement).select_related("adoption", "by")
    return list(rows.order_by("-number"))


def assessments(involvement: Involvement) -> list[Assessment]:
    """Every assessment, the last one first."""
    rows = Assessment.objects.filter(involvement=involvement).select_related("adoption", "by")
    return list(rows.order_by("-number"))


def doubt_of(assessment: Assessment) -> Doubt | None:
    """The doubt about a score, settled or not."""
    return Doubt.objects.filter(assessment=assessment).select_related("raised_by", "ruled_by").first()


def left_out(assessment: Assessment) -> dict[str, LeftOut]:
    """What it was agreed to leave out of an assessment, by criterion."""
    return {row.criterion: row for row in LeftOut.objects.filter(assessment=assessment).select_related("by")}


def judged(involvement: Involvement) -> dict[str, list[Judged]]:
    """The named judgements by name, the last one of each first."""
    found: dict[str, list[Judged]] = {}
    for row in Judged.objects.filter(involvement=involvement).select_related("by").order_by("-number"):
        found.setdefault(row.name, []).append(row)
    return found
