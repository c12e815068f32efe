"""Proposing a partnership: it goes into the register, and the business of entering it is opened, in one act."""

from __future__ import annotations

from datetime import date

from concordat.approvals.opening import asks_anybody, begin
from concordat.councils.scope import Scope
from concordat.history.acts import act
from concordat.protocol.vocabulary import ENTRY
from concordat.register import entering, permissions
from concordat.register.entering import Answers
from concordat.register.known import known_of
from concordat.register.models import Involvement, Person
from concordat.register.progress import PROPOSED


def propose(
    scope: Scope,
    *,
    name: str,
    entered_on: date,
    answers: Answers | None = None,
    lead_officer: Person | None = None,
    own_reference: str = "",
    why: str = "",
) -> Involvement:
    """Enter what is proposed, and open its entry, for ``why``, where the protocol asks anybody's approval for that.

    Who proposes opens it, for somebody else too; sending it in is for those who answer for it. Raises as ``enter``.
    """
    permissions.check_can_enter(scope)
    with act(scope.actor, "Partnership proposed", scope.council.scope):
        row = entering.put_in(
            scope,
            name=name,
            entered_on=entered_on,
            answers=PROPOSED | dict(answers or {}),
            lead_officer=lead_officer,
            own_reference=own_reference,
        )
        if asks_anybody(known_of(scope, row), row, ENTRY, scope.on):
            begin(scope, row, ENTRY, reason=why)
    return row
