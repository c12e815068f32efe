"""One of each thing that business under way has: matters for a role and for a body, papers, a condition."""

from __future__ import annotations

from typing import Any

from tests import world
from tests.answers.filling import fill

from concordat.answers import submitting
from concordat.approvals import acting, opening, queries
from concordat.approvals.acting import Said, Wanted
from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.judgements import judging
from concordat.register.models import Involvement

ROLES_TASK, BODYS_TASK = "score-query.discuss", "accountable-body.executive"


def begun(council: Council, row: Involvement) -> dict[str, Any]:
    """A change received with a condition, a score in doubt with the partnership team, and a body that is to approve."""
    command = world.command(council)
    team, senior = (world.scope(world.member(council, role)) for role in ("partnership_team", "senior_manager"))
    fill(command, row, "score_sheet")
    submitting.submit(command, involvement=row, form="score_sheet")
    change = opening.open_matter(command, involvement=row, start="change", changed=["purpose"], reason="It grew")
    papers = opening.send(command, matter=change, version=change.version)
    said = Said("given_with_conditions", conditions=[Wanted("Tell the ward members", "Lee")])
    acting.do(team, matter=change, task="change-scored.received", papers=papers, said=said)
    judging.judge(senior, involvement=row, name="executive_must_approve", answer=True, reason="The sum is large")
    for_body = _sent(command, row, "accountable_body")
    return {
        "matter": _sent(command, row, "dispute"),
        "matter_of_body": for_body,
        "condition": queries.conditions(row)[0],
    }


def _sent(scope: Scope, row: Involvement, start: str) -> Any:
    matter = opening.open_matter(scope, involvement=row, start=start)
    opening.send(scope, matter=matter, version=matter.version)
    return matter
