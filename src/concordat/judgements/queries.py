"""What the pages show of how an arrangement was judged. The scope, or a row already found through it, comes first."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from concordat.councils.models import Aim, RoleHeld
from concordat.councils.queries import on_day, with_adoption
from concordat.councils.roles import ROLES
from concordat.councils.scope import Scope
from concordat.judgements.counting import Counted, counted, judged_of, last_screened
from concordat.judgements.facts import AIMS
from concordat.judgements.models import AimServed, Answer, Assessment, Doubt, Judged, LeftOut, Screened
from concordat.protocol.edition import Edition
from concordat.protocol.table import generic
from concordat.register.models import Involvement
from concordat.ui.once import once


def answers(involvement: Involvement, facts: Sequence[str]) -> dict[str, Answer]:
    """The answers to some facts, by fact; none for what nobody has answered."""
    return {row.fact: row for row in Answer.objects.filter(involvement=involvement, fact__in=facts)}


def answers_as_seen(involvement: Involvement, facts: Sequence[str]) -> Answer:
    """What stands for some answers together. To look at, not to save: its version changes with any of them."""
    rows = list(answers(involvement, facts).values())
    seen = Answer(involvement=involvement, fact=",".join(facts)[:80], version=sum(row.pk + row.version for row in rows))
    seen.stands_for = rows
    return seen


def aims_as_seen(involvement: Involvement) -> AimServed:
    """What stands for all that was said of the aims, likewise."""
    rows = [*aims(involvement), *answers(involvement, [AIMS]).values()]
    seen = AimServed(involvement=involvement, version=sum(row.pk + row.version for row in rows))
    seen.stands_for = rows
    return seen


def aims(involvement: Involvement) -> list[AimServed]:
    """What is said of each aim."""
    return list(AimServed.objects.filter(involvement=involvement).select_related("aim").order_by("aim__from_day", "pk"))


def aims_to_ask(scope: Scope, involvement: Involvement) -> list[Aim]:
    """The council's aims of today, and any past one of which something was said."""
    said = AimServed.objects.filter(involvement=involvement).values("aim")
    current = on_day(scope.on) & Q(council=scope.council)
    return list(Aim.objects.filter(current | Q(pk__in=said)).order_by("from_day", "pk"))


def aims_complete(involvement: Involvement) -> bool:
    """Whether somebody has said that there are no other aims that it serves."""
    row = answers(involvement, [AIMS]).get(AIMS)
    return row is not None and row.answer("value") is True


def screenings(involvement: Involvement) -> list[Screened]:
    """Every screening, the last one first."""
    rows = with_adoption(Screened.objects.filter(involvement=involvement), "by")
    return list(rows.order_by("-number"))


def assessments(involvement: Involvement) -> list[Assessment]:
    """Every assessment, the last one first."""
    rows = with_adoption(Assessment.objects.filter(involvement=involvement), "by")
    return list(rows.order_by("-number"))


def last_screening(involvement: Involvement) -> Screened | None:
    """The last screening alone."""
    return next(iter(last_screened([involvement])), None)


def last_assessment(involvement: Involvement) -> Assessment | None:
    """The last assessment alone."""
    rows = with_adoption(Assessment.objects.filter(involvement=involvement), "by")
    return rows.order_by("-number").first()


def assessment(involvement: Involvement, number: int) -> Assessment | None:
    """One assessment by its number."""
    rows = Assessment.objects.filter(involvement=involvement, number=number)
    return rows.select_related("adoption", "by", "involvement__partnership", "involvement__council").first()


def doubts(involvement: Involvement) -> dict[int, Doubt]:
    """The doubts about scores, settled or not, by the assessment's id."""
    rows = Doubt.objects.filter(involvement=involvement).select_related("raised_by", "ruled_by")
    return {row.assessment_id: row for row in rows}


def doubt_of(assessment: Assessment) -> Doubt | None:
    """The doubt about a score, settled or not."""
    rows = Doubt.objects.filter(assessment=assessment)
    return rows.select_related("raised_by", "ruled_by", "assessment__adoption", "involvement").first()


def as_counted(involvement: Involvement) -> Counted | None:
    """The last assessment, and the one whose band counts."""
    return once(("counted", involvement.pk), lambda: counted([involvement]).get(involvement.pk))


def left_out(assessment: Assessment) -> dict[str, LeftOut]:
    """What it was agreed to leave out of an assessment, by criterion."""
    return {row.criterion: row for row in LeftOut.objects.filter(assessment=assessment).select_related("by")}


def judged(involvement: Involvement) -> dict[str, list[Judged]]:
    """The named judgements by name, the last one of each first."""
    found: dict[str, list[Judged]] = {}
    for row in reversed(judged_of([involvement])):
        found.setdefault(row.name, []).append(row)
    return found


def holders(scope: Scope, edition: Edition, named: Sequence[str]) -> dict[str, list[str]]:
    """By each of some roles of an edition, the names of those who hold it today. One query.

    What nobody holds in a council, a body or a partner's role, is left out.
    """
    here = Q(membership__until=None) | Q(membership__until__gt=scope.on)
    rows = RoleHeld.objects.filter(on_day(scope.on), here, membership__council=scope.council)
    held: dict[str, list[str]] = {}
    for role, name in rows.order_by("membership__user__name").values_list("role", "membership__user__name"):
        held.setdefault(role, []).append(name)
    return {name: held.get(role, []) for name in named if (role := generic(edition, name)) in ROLES}
