"""Who may open a matter and act in it. Each ``check_can_x`` raises NotAllowed with why; ``can_x`` asks the same."""

from __future__ import annotations

from concordat.answers.permissions import can_submit, check_can_submit
from concordat.approvals import whose
from concordat.approvals.models import Condition
from concordat.approvals.whose import People, Turn
from concordat.councils.permissions import asks
from concordat.councils.scope import Scope
from concordat.protocol.table import generic
from concordat.register.models import Involvement
from concordat.register.permissions import check_can_see_register, check_kept
from concordat.ui.refusals import NotAllowed


def check_can_open(scope: Scope, involvement: Involvement) -> None:
    """Open a matter, send its papers in, withdraw it: those whose part it is."""
    check_can_submit(scope, involvement)


def check_can_act(scope: Scope, involvement: Involvement, turn: Turn) -> None:
    """Do what a step asks of one of these, on papers that somebody else sent in.

    Who sent them in does not act on them: then whoever acts for the one who is asked, or the next one up.
    """
    acting_as(scope, involvement, turn)


def acting_as(scope: Scope, involvement: Involvement, turn: Turn) -> tuple[str, str]:
    """As whom the reader acts, and in the role of the next one up ("" for their own). Raises NotAllowed."""
    check_can_see_register(scope, involvement)
    check_kept(involvement)
    found = gives_as(scope, whose.people_of(scope.council, [involvement.pk], turn.senders, scope.on), turn)
    if found is not None:
        return found
    if scope.user_id is not None and scope.user_id in turn.senders:
        raise NotAllowed(
            "You sent this in or submitted a form of it, so somebody else has to act on it: "
            "a deputy, or the next one up."
        )
    raise NotAllowed(f"The protocol asks this of: {whose.titles(turn.edition, turn.actors)}.")


def gives_as(scope: Scope, people: People, turn: Turn) -> tuple[str, str] | None:
    """The same of people who are read already; None for those whose turn it is not."""
    own = whose.acts_as(scope, people, turn)
    if own is not None:
        return own, ""
    instead = whose.in_place_of(scope, people, turn)
    return None if instead is None else (instead, whose.NEXT_UP[generic(turn.edition, instead)])


def check_can_record(scope: Scope, involvement: Involvement, turn: Turn) -> None:
    """Put down what a body, the partners or another authority did: the clerk, or the lead officer."""
    check_can_see_register(scope, involvement)
    check_kept(involvement)
    if whose.records_as(scope, turn, own=can_submit(scope, involvement)):
        return
    recorders = {whose.recorder(turn.edition, one) for one in turn.actors if whose.is_recorded(turn.edition, one)}
    if not recorders:
        raise NotAllowed(
            f"This is not recorded for others. The protocol asks it of: {whose.titles(turn.edition, turn.actors)}."
        )
    if "clerk" in recorders:
        raise NotAllowed("The clerk records what a body decided, with the day of its meeting and the minute.")
    check_can_submit(scope, involvement)


def check_can_discharge(scope: Scope, condition: Condition) -> None:
    """Say that a condition is met: those whose part it is."""
    check_can_submit(scope, condition.involvement)


can_open = asks(check_can_open)
