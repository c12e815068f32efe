"""Who may open a matter and act in it. Each ``check_can_x`` raises NotAllowed with why; ``can_x`` asks the same."""

from __future__ import annotations

from collections.abc import Sequence

from concordat.answers.models import Submitted
from concordat.answers.permissions import check_can_submit
from concordat.approvals import whose
from concordat.approvals.models import Condition, Papers
from concordat.councils.models import RoleHeld
from concordat.councils.permissions import asks
from concordat.councils.queries import on_day
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.table import title_of
from concordat.register.models import Involvement
from concordat.register.permissions import check_can_see_register
from concordat.ui.refusals import NotAllowed


def check_can_open(scope: Scope, involvement: Involvement) -> None:
    """Open a matter, send its papers in, withdraw it: those whose part it is."""
    check_can_submit(scope, involvement)


def check_can_act(
    scope: Scope, involvement: Involvement, edition: Edition, named: Sequence[str], papers: Papers
) -> None:
    """Do what a step asks of one of these, on papers that somebody else sent in.

    Who sent them in does not act on them: then whoever acts for the one who is asked, or the next one up.
    """
    check_can_see_register(scope, involvement)
    if scope.user_id is not None and scope.user_id in senders(papers):
        raise NotAllowed("You sent this in, so somebody else has to act on it: a deputy, or the next one up.")
    people = whose.named_people([involvement.pk], scope.on)[involvement.pk]
    if whose.acts_as(scope, edition, people, named) is not None:
        return
    if whose.in_place_of(scope, edition, named) and _a_sender_would(scope, papers, edition, named):
        return
    titles = " or ".join(title_of(edition, one) for one in named)
    raise NotAllowed(f"The protocol asks this of: {titles}.")


def check_can_record(scope: Scope, involvement: Involvement, edition: Edition, named: Sequence[str]) -> None:
    """Put down what a body, the partners or another authority did: the clerk, or the lead officer."""
    check_can_see_register(scope, involvement)
    recorders = {whose.recorder(edition, one) for one in named if whose.is_recorded(edition, one)}
    if "lead_officer" in recorders:
        check_can_submit(scope, involvement)
    elif "clerk" not in scope.roles or not recorders:
        raise NotAllowed("The clerk records what a body decided, with the day of its meeting and the minute.")


def check_can_discharge(scope: Scope, condition: Condition) -> None:
    """Say that a condition is met: those whose part it is."""
    check_can_submit(scope, condition.involvement)


def senders(papers: Papers) -> set[int]:
    """The users who sent papers in, or submitted one of the forms among them."""
    forms = Submitted.objects.filter(pk__in=papers.forms.values(), by__isnull=False).values_list("by", flat=True)
    return {*forms, *([papers.by_id] if papers.by_id else [])}


def _a_sender_would(scope: Scope, papers: Papers, edition: Edition, named: Sequence[str]) -> bool:
    """Whether one of those who sent the papers in is one who would have acted."""
    wanted = {whose.generic(edition, one) for one in named}
    held = RoleHeld.objects.filter(on_day(scope.on), membership__council=scope.council, role__in=wanted)
    return held.filter(membership__user__in=senders(papers)).exists()


can_open = asks(check_can_open)
can_act = asks(check_can_act)
can_record = asks(check_can_record)
can_discharge = asks(check_can_discharge)
