"""The standing as a panel of a partnership's page, and as a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from concordat.compliance import presenters
from concordat.compliance.places import Places, places
from concordat.compliance.presenters import Group
from concordat.compliance.questions import questions_of
from concordat.compliance.standing import Standing, standing_on
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.explain import Account
from concordat.register.hooks import Panel
from concordat.register.models import Involvement
from concordat.ui.tables import Table

# All duties wait for the screening, for one: their clauses would fill the page.
_MOST_CLAUSES = 5


@dataclass(frozen=True)
class Asked:
    """A question as it is shown, with why it is asked and where it is answered."""

    words: str
    why: str
    href: str


@dataclass(frozen=True)
class Sheet:
    """A standing as it is shown: the bar of its counts, tables by stage and principle, every duty by stage."""

    edition: str
    bar: Any
    stages: Table
    principles: Table | None
    groups: Sequence[Group]
    total: int


def sheet(scope: Scope, edition: Edition, accounts: Sequence[Account], where: Places | None, day: Any) -> Sheet:
    """A standing made ready to be shown."""
    lines = presenters.shown(scope, accounts, where, day)
    found = presenters.groups(edition, lines, accounts)
    return Sheet(
        presenters.edition_words(edition),
        presenters.bar(lines, "Standing"),
        presenters.by_stage(found),
        presenters.by_principle(edition, lines, accounts),
        found,
        len(lines),
    )


def sheet_of(scope: Scope, involvement: Involvement, standing: Standing) -> Sheet:
    """The standing of an involvement on a day, made ready to be shown."""
    where = places(scope, involvement)
    return sheet(scope, standing.read.rules.edition, standing.lines, where, standing.day)


def of_partnership(scope: Scope, involvement: Involvement) -> Panel | None:
    """The panel of a partnership's page: what to answer next, and today's standing."""
    standing, where = standing_on(scope, involvement, scope.on), places(scope, involvement)
    args = [scope.council.slug, involvement.reference]
    context = {
        "standing": sheet(scope, standing.read.rules.edition, standing.lines, where, scope.on) if standing else None,
        "asked": asked(standing, where) if standing else [],
        "past_url": reverse("standing_on", args=args),
    }
    return Panel("compliance/panel.html", context)


def asked(standing: Standing, where: Places) -> list[Asked]:
    """The questions that come first, at most five, for somebody who may answer at these places."""
    return [
        Asked(question.words, _why(question.clauses, question.gate), where.of_question(question))
        for question in questions_of(standing, where.levels)
    ]


def _why(clauses: Sequence[str], gate: str) -> str:
    """ "Asked by clauses 1 and 2. Needed before: an agreement is signed"; of many, the first and how many more."""
    several, more = len(clauses) > 1, len(clauses) - _MOST_CLAUSES
    named = clauses if more <= 0 else [*clauses[:_MOST_CLAUSES], f"{more} more"]
    listed = f"{', '.join(named[:-1])} and {named[-1]}" if several else clauses[0]
    before = f". Needed before: {gate[:1].lower()}{gate[1:]}" if gate else ""
    return f"Asked by clause{'s' if several else ''} {listed}{before}"
