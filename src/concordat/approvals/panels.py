"""Business under way as a panel of a partnership's page; and whether what was approved is what there is now."""

from __future__ import annotations

from datetime import date
from typing import Any

from concordat.approvals import permissions, queries
from concordat.approvals.models import Papers
from concordat.approvals.presenters import Where, why_table
from concordat.approvals.telling_facts import differing
from concordat.councils.scope import Scope
from concordat.register.fact_text import from_text
from concordat.register.hooks import Panel
from concordat.register.known import known_of
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo


def of_partnership(scope: Scope, involvement: Involvement) -> Panel:
    """What waits for whom since when, and whether an earlier version was approved."""
    where = Where(scope, involvement)
    context = {
        "waiting": why_table(scope, involvement, queries.waiting(involvement)),
        "earlier": earlier_version(scope, involvement),
        "matters_url": where.to("matters"),
    }
    return Panel("approvals/panel.html", context)


def earlier_version(scope: Scope, involvement: Involvement) -> dict[str, Any] | None:
    """The material facts that differ from the papers approved last: their words, since when, where to start the change.

    None where nothing was approved yet, or nothing differs.
    """
    last = queries.approved_last(involvement)
    if last is None:
        return None
    found = changed_since(scope, involvement, last)
    if not found:
        return None
    may = permissions.can_open(scope, involvement)
    href = f"{Where(scope, involvement).to('matter_open')}?start=change" if may else ""
    since: date = last.day
    return {"fields": found, "day": since, "href": href}


def changed_since(scope: Scope, involvement: Involvement, papers: Papers) -> list[str]:
    """The words of the material facts that are known otherwise now."""
    try:
        known = known_of(scope, involvement)
    except CannotDo:
        return []
    names = known.rules.edition.material_changes
    found = differing(from_text(papers.facts), known.facts, names) if names else []
    return [known.rules.table[name].words for name in found]
