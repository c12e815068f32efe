"""What to do next, and the whole way, as panels of a partnership's page."""

from __future__ import annotations

from concordat.approvals.presenters import Where
from concordat.councils.scope import Scope
from concordat.proposals.nexts import next_of
from concordat.proposals.presenters_way import steps_of, task_list
from concordat.proposals.way import way_of
from concordat.register.hooks import Panel
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo

MOST_AFTER = 2


def of_partnership(scope: Scope, involvement: Involvement) -> Panel | None:
    """At most five things to do next for whoever reads, then every step from the idea to the start.

    None where no protocol is in force.
    """
    try:
        way = way_of(scope, involvement)
    except CannotDo:
        return None
    steps = steps_of(way, Where(scope, involvement))
    context = {"things": next_of(scope, involvement, way, steps), "way": task_list(steps)}
    return Panel("proposals/panel.html", context)


def after(scope: Scope, involvement: Involvement) -> Panel | None:
    """What comes next, on the page of what was just done. None where nothing waits for the reader."""
    try:
        way = way_of(scope, involvement)
    except CannotDo:
        return None
    where = Where(scope, involvement)
    things = next_of(scope, involvement, way, steps_of(way, where))[:MOST_AFTER]
    return Panel("proposals/after.html", {"things": things, "page": f"{where.to('partnership')}#next"})
