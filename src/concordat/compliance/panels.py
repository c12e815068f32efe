"""The standing in counts as a panel of a partnership's page, and in full as a page of its own; and what is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from concordat.compliance import presenters, queries
from concordat.compliance.places import Places, places
from concordat.compliance.presenters import Group
from concordat.compliance.questions import Question
from concordat.compliance.standing import Standing, standing_on
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.explain import Account
from concordat.register.hooks import Late, Panel
from concordat.register.models import Involvement
from concordat.ui.tables import Table

# All duties wait for the screening, for one: their clauses would fill the page.
_MOST_CLAUSES = 5


@dataclass(frozen=True)
class Sheet:
    """A standing as it is shown: the bar of its counts, tables by stage and principle, every duty by stage."""

    edition: str
    bar: Any
    stages: Table
    principles: Table | None
    groups: Sequence[Group]
    total: int


@dataclass(frozen=True)
class Short:
    """A standing in counts: the bar, and the options of a summary list with a line a stage."""

    edition: str
    bar: Any
    stages: dict[str, Any]


def sheet(
    scope: Scope, edition: Edition, accounts: Sequence[Account], where: Places | None, day: date, entered: date | None
) -> Sheet:
    """A standing made ready to be shown; of a partnership with the day on which it was ``entered``."""
    lines = presenters.shown(scope, accounts, where, day, entered)
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
    return sheet(scope, standing.read.rules.edition, standing.lines, where, standing.day, involvement.entered_on)


def of_partnership(scope: Scope, involvement: Involvement) -> Panel | None:
    """The panel of a partnership's page: today's standing in counts."""
    standing = standing_on(scope, involvement, scope.on)
    page = reverse("standing", args=[scope.council.slug, involvement.reference])
    context = {
        "standing": in_short(standing, page) if standing else None,
        "standing_url": page,
    }
    return Panel("compliance/panel.html", context)


def in_short(standing: Standing, page: str) -> Short:
    """A standing in counts: the bar, and a line a stage that leads to its part of the page of the standing."""
    edition, lines = standing.read.rules.edition, standing.lines
    rows = [
        {
            "key": {"html": format_html('<a class="govuk-link" href="{}#{}">{}</a>', page, anchor, title)},
            "value": {"text": presenters.counted(of_stage)},
        }
        for anchor, title, of_stage in presenters.staged(edition, lines, lines)
    ]
    return Short(presenters.edition_words(edition), presenters.bar(lines, "Standing"), {"rows": rows})


def why_asked(question: Question) -> str:
    """ "Asked by clauses 1 and 2. Needed before: an agreement is signed"; of many, the first and how many more."""
    clauses, gate = question.clauses, question.gate
    several, more = len(clauses) > 1, len(clauses) - _MOST_CLAUSES
    named = clauses if more <= 0 else [*clauses[:_MOST_CLAUSES], f"{more} more"]
    listed = f"{', '.join(named[:-1])} and {named[-1]}" if several else clauses[0]
    before = f". Needed before: {gate[:1].lower()}{gate[1:]}" if gate else ""
    return f"Asked by clause{'s' if several else ''} {listed}{before}"


def late(scope: Scope, involvement: Involvement, most: int) -> tuple[list[Late], int]:
    """The first of what is overdue in a partnership today, the oldest first, and how many there are in all."""
    found = queries.due(scope, scope.on - timedelta(days=1), of=involvement, most=most)
    items = [one for one in found.items if one.status == "overdue"]
    entered = involvement.entered_on
    told = [Late(one.duty, one.clause, one.words, presenters.was_due(one.due_on, entered)) for one in items]
    return told, found.total - (len(found.items) - len(items))
