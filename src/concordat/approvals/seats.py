"""Whether a step is to be done now, and what somebody who looks at it may do there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.answers.permissions import can_submit
from concordat.approvals import permissions, whose
from concordat.approvals.models import ActDone, Matter, Papers
from concordat.approvals.moving import OVER
from concordat.approvals.reasons import needs_reason
from concordat.approvals.routes import CAN_BE_DONE, StepOf, routes_of
from concordat.approvals.senders import senders_of
from concordat.approvals.whose import Turn
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.register.known import known_of
from concordat.ui.refusals import CannotDo, NotAllowed

SENT_BACK = "sent_back"


@dataclass(frozen=True)
class Seat:
    """A step as somebody who looks at it may act on it: ``why_not`` says why they may not ("" where they may);
    ``able`` are those whose act they may put down; ``why`` is the duty that asks for the act's reason, if any;
    ``changed``, where they may not because of what was done meanwhile."""

    step: StepOf
    edition: Edition
    recording: bool
    why_not: str = ""
    able: Sequence[str] = ()
    why: str = ""
    changed: bool = False


def seat_of(scope: Scope, matter: Matter, task: str, papers: Papers, *, recording: bool = False) -> Seat | None:
    """What somebody may do on a step, before they try; None where the matter has no such step."""
    known = known_of(scope, matter.involvement)
    step = next((one for one in routes_of(known, matter, scope.on) if one.task == task), None)
    if step is None:
        return None
    edition = known.rules.edition
    turn = Turn(edition, matter.involvement_id, step.left, senders_of([papers])[papers.pk])
    own = can_submit(scope, matter.involvement)
    able = whose.records_as(scope, turn, own=own) if recording else ()
    try:
        check_now(matter, papers)
        check_state(step, matter, papers)
        check = permissions.check_can_record if recording else permissions.check_can_act
        check(scope, matter.involvement, turn)
    except CannotDo as refused:
        return Seat(step, edition, recording, " ".join([refused.message, *refused.items]), able, changed=True)
    except NotAllowed as refused_:
        return Seat(step, edition, recording, refused_.reason)
    return Seat(step, edition, recording, able=able, why=needs_reason(known, step, scope.on))


def check_now(matter: Matter, papers: Papers) -> None:
    """Raises CannotDo where a matter is over, or newer papers of it were sent in."""
    if matter.ended:
        raise CannotDo(OVER)
    if papers.matter_id != matter.pk:
        raise ValueError("These are papers of another matter.")
    if matter.papers.filter(number__gt=papers.number).exists():
        raise CannotDo("Newer papers have been sent in. Look at what changed, then decide on those.")


def check_state(step: StepOf, matter: Matter, papers: Papers) -> None:
    """Raises CannotDo where a step is not to be done now, on these papers."""
    if step.step.state not in CAN_BE_DONE:
        if step.step.settled:
            raise CannotDo("This was done already.")
        raise CannotDo("Something else has to come first.", items=[*step.missing])
    if not step.left:
        raise CannotDo("This was done already.")
    unseen = [form for form in step.step.step.sees if form not in papers.forms]
    if unseen:
        raise CannotDo("A form was submitted after these papers were sent in. They have to be sent in again.")
    last = ActDone.objects.filter(matter=matter, task=step.task).order_by("-number").first()
    if last is not None and last.outcome == SENT_BACK and last.papers_id == papers.pk:
        raise CannotDo("These papers were sent back. Wait until new ones are sent in.")
