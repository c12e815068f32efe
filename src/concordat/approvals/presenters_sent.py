"""What somebody sent in: for whom it waits now, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from concordat.approvals import queries
from concordat.approvals.models import Waiting
from concordat.approvals.presenters import Where, move_words, start_words, task_words
from concordat.approvals.staff import Staff, staff_with
from concordat.councils.scope import Scope
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

MOST = 5


def sent_table(scope: Scope) -> Table | None:
    """The business under way that the reader sent in, or a form of it: at most five, the oldest first; None where there
    is none. Besides what waits for anybody, which the page reads anyway, three queries where there is any."""
    rows, people = queries.under_way(scope)
    by_matter: dict[int, list[Waiting]] = {}
    for row in rows:
        if scope.user_id is not None and scope.user_id in row.senders:
            by_matter.setdefault(row.matter_id, []).append(row)
    if not by_matter:
        return None
    staff = replace(staff_with(scope.council, people, scope.on), reader=scope.user_id)
    # What waits comes the oldest first, and so does the business of which it is.
    first = list(by_matter.values())[:MOST]
    named = queries.whole([row for rows in first for row in rows])
    shown = [_line(scope, staff, [named.get(row.pk, row) for row in rows]) for rows in first]
    columns = [Column("Partnership"), Column("What you sent in"), Column("For whom it waits"), Column("Since")]
    return Table(columns, shown, "What you sent in", "")


def _line(scope: Scope, staff: Staff, rows: Sequence[Waiting]) -> Sequence[Content]:
    """A matter: what somebody is asked to do in it now; else what would move it."""
    asked = [row for row in rows if row.actors] or rows
    first, where = asked[0], Where(scope, rows[0].involvement)
    turns = [queries.turn_of(row) for row in asked]
    whom = [
        " ".join(staff.asked(turn)) if row.actors else move_words(row.state, row.waits_for)
        for row, turn in zip(asked, turns, strict=True)
    ]
    steps = " ".join(task_words(turn.edition, row.task) for row, turn in zip(asked, turns, strict=True))
    return [
        Cell(first.involvement.partnership.name, where.to("partnership")),
        Cell(start_words(first.matter.start), where.to("matter", first.matter.reference), hint=steps),
        " ".join(dict.fromkeys(whom)),
        day(first.since),
    ]
