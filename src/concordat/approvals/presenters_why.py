"""Why nothing is happening: what waits, for whom by name, since when, and where it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from concordat.approvals import needed, permissions, queries
from concordat.approvals.models import Waiting
from concordat.approvals.presenters import NEXT, STANDS_STILL, YOURS, Where, staff_for, start_words, task_words
from concordat.approvals.staff import Staff
from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.protocol.rules import Rules
from concordat.register.models import Involvement
from concordat.ui.tables import Cell, Column, Content, Table
from concordat.ui.words import day

_UNTIL_KNOWN = "Until this is known, nobody can say who is asked."
_UNTIL_SUBMITTED = "It goes with the papers."
_ASKED = ("open", "deferred")


def why_table(scope: Scope, involvement: Involvement, rows: Sequence[Waiting]) -> Table:
    """What waits, for whom, since when. What several steps wait for is told once."""
    shown = list(_lines(scope, involvement, rows)) if rows else []
    columns = [Column("What waits"), Column("For whom"), Column("Since")]
    return Table(columns, shown, "Why is nothing happening?", "Nothing waits for anybody.")


def _lines(scope: Scope, involvement: Involvement, rows: Sequence[Waiting]) -> Iterator[Sequence[Content]]:
    rules = rules_of(rows[0].adoption)
    asked = [row for row in rows if row.state in _ASKED]
    if asked:
        staff = staff_for(scope, [involvement.pk], [user for row in asked for user in row.senders])
        yield from (_asked(scope, involvement, row, staff) for row in asked)
    by_matter: dict[int, list[Waiting]] = {}
    for row in rows:
        if row.state not in _ASKED:
            by_matter.setdefault(row.matter_id, []).append(row)
    if by_matter:
        answers = needed.answerable(rules.edition, involvement, scope)
        for found in by_matter.values():
            yield from _ours(scope, involvement, rules, found, answers)


def _asked(scope: Scope, involvement: Involvement, row: Waiting, staff: Staff) -> Sequence[Content]:
    """A step that waits for whoever it asks."""
    turn = queries.turn_of(row)
    mine = permissions.gives_as(scope, staff.people, turn)
    href = Where(scope, involvement).to("matter", row.matter.reference)
    others = STANDS_STILL if staff.stands_still(turn) else NEXT[row.state]
    what = Cell(task_words(turn.edition, row.task), href, hint=YOURS if mine else others)
    return [what, " ".join(staff.asked(turn)), day(row.since)]


def _ours(
    scope: Scope, involvement: Involvement, rules: Rules, rows: Sequence[Waiting], answers: str
) -> Iterator[Sequence[Content]]:
    """What a matter waits for from those who answer for the partnership: told once, whatever steps wait for it."""
    since, matter = day(min(row.since for row in rows)), rows[0].matter
    facts = [name for row in rows for name in row.unsettled]
    forms = list(dict.fromkeys(form for row in rows for form in row.forms))
    first = list(needed.of_forms(scope, involvement, rules.edition, forms))
    for hint, items in (
        (_UNTIL_KNOWN, [] if first else list(needed.of_facts(scope, involvement, rules, facts))),
        (_UNTIL_SUBMITTED, first),
    ):
        for one in items:
            yield [Cell(one.words, one.href, hint=f"{start_words(matter.start)}. {hint}"), one.whose or answers, since]
    href = Where(scope, involvement).to("matter", matter.reference)
    for row in rows:
        if row.state in ("not_sent", "sent_back") and not row.forms:
            yield [Cell(task_words(rules.edition, row.task), href, hint=NEXT[row.state]), answers, day(row.since)]
