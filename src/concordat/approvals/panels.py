"""Business under way as a panel of a partnership's page; and whether what was approved is what there is now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from concordat.approvals import changing, permissions, queries
from concordat.approvals.ending import APPROVES
from concordat.approvals.presenters import Where, tag_of
from concordat.approvals.presenters_why import why_table
from concordat.approvals.start_words import ASKS
from concordat.councils.scope import Scope
from concordat.register.hooks import Panel
from concordat.register.models import Involvement
from concordat.ui.words import day


def of_partnership(scope: Scope, involvement: Involvement) -> Panel:
    """What waits for whom since when, and whether an earlier version was approved."""
    where = Where(scope, involvement)
    context = {
        "waiting": why_table(scope, involvement, queries.waiting(involvement)),
        "earlier": earlier_version(scope, involvement),
        "matters_url": where.to("matters"),
        "may_ask": permissions.can_open(scope, involvement),
    }
    return Panel("approvals/panel.html", context)


def tags(_scope: Scope, involvement: Involvement) -> Iterator[dict[str, str]]:
    """Whether it is approved, under the partnership's name; and the conditions that are not met."""
    rows = [matter for matter in queries.matters(involvement) if matter.start in APPROVES]
    open_ = any(not matter.ended for matter in rows)
    done = max((matter for matter in rows if matter.ended == "done"), key=lambda matter: matter.pk, default=None)
    if done is not None:
        yield tag_of("Approved: a change is under way" if open_ else f"Approved on {day(done.ended_on)}", "green")
    elif any(matter.ended == "refused" for matter in rows) and not open_:
        yield tag_of("Approval refused", "red")
    elif open_:
        yield tag_of("Not approved yet", "yellow")
    unmet = sum(row.closed_on is None for row in queries.conditions(involvement))
    if unmet:
        yield tag_of(f"{unmet} condition{'s' if unmet > 1 else ''} to meet", "yellow")


def earlier_version(scope: Scope, involvement: Involvement) -> dict[str, Any] | None:
    """The material facts that differ from the papers approved last: their words, since when, where to start the change.

    None where nothing was approved yet, or nothing differs.
    """
    found = changing.altered_since(scope, involvement)
    if found is None:
        return None
    where = Where(scope, involvement)
    open_ = next((one for one in queries.matters(involvement) if one.start == changing.CHANGE and not one.ended), None)
    if open_ is not None:
        link = (where.to("matter", open_.reference), "Its approval is under way")
    else:
        may = permissions.can_open(scope, involvement)
        link = (f"{where.to('matter_open')}?start=change", ASKS[changing.CHANGE]) if may else ("", "")
    return {"fields": found.words, "day": found.since, "href": link[0], "link": link[1]}
