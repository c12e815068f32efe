"""Acting on what was sent in: giving, with conditions or without, sending back, refusing, deferring; once, and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from concordat.answers.permissions import can_submit
from concordat.approvals import duty_acts, permissions, states, whose
from concordat.approvals.ending import end
from concordat.approvals.models import ActDone, Condition, Matter, Papers
from concordat.approvals.moving import moving
from concordat.approvals.reasons import needs_reason
from concordat.approvals.routes import StepOf, is_settled, routes_of
from concordat.approvals.seats import SENT_BACK, check_now, check_state
from concordat.approvals.senders import senders_of
from concordat.approvals.whose import Turn
from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.protocol.vocabulary import GIVEN as OUTCOMES_THAT_GIVE
from concordat.protocol.vocabulary import OUTCOMES_OF_AN_ACT
from concordat.register.known import known_of, who
from concordat.register.results import next_number
from concordat.register.rows import in_turn
from concordat.ui.refusals import CannotDo

GIVEN, WITH_CONDITIONS, _, REFUSED, DEFERRED = OUTCOMES_OF_AN_ACT


@dataclass(frozen=True)
class Wanted:
    """A condition as it is set: what is to be done, by whom, by when."""

    words: str
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Said:
    """What an act says: its outcome, why, on which points, until when, on which conditions.

    Of a body: ``day`` is that of its meeting, ``minute`` the reference; ``named`` which of several actors it was.
    """

    outcome: str
    reason: str = ""
    points: Mapping[str, bool] = field(default_factory=dict)
    until: date | None = None
    conditions: Sequence[Wanted] = ()
    day: date | None = None
    minute: str = ""
    named: str = ""


def do(scope: Scope, *, matter: Matter, task: str, papers: Papers, said: Said) -> ActDone:
    """Act on a step oneself, on the papers that were shown.

    Raises NotAllowed for whoever may not or sent them in, CannotDo where the step is not to be done now, newer papers
    were sent in, or the act lacks what its outcome needs.
    """
    with act(scope.actor, _verb(said.outcome), scope.council.scope, said.reason):
        step, turn, why = _step(scope, matter, task, papers)
        named, instead = permissions.acting_as(scope, matter.involvement, turn)
        _check(said, step, scope.on, why)
        row = _row(matter, step, papers, said)
        row.acting_as, row.instead, row.by, row.day = named, instead, who(scope), scope.on
        with moving(matter, states.ACT_OF[row.outcome]):
            return _kept(scope, matter, row, said)


def record(scope: Scope, *, matter: Matter, task: str, papers: Papers, said: Said) -> ActDone:
    """Put down what a body, all partners or another authority did on a step: with the day and the minute.

    Raises as :func:`do`; and CannotDo without which it was, a day that has come, or a reference.
    """
    with act(scope.actor, _verb(said.outcome), scope.council.scope, said.reason):
        step, turn, why = _step(scope, matter, task, papers)
        permissions.check_can_record(scope, matter.involvement, turn)
        own = can_submit(scope, matter.involvement)
        named = _recorded(said, whose.records_as(scope, turn, own=own))
        day = _met_on(said, step, papers, scope.on)
        _check(said, step, day, why)
        row = _row(matter, step, papers, said)
        row.acting_as, row.recorded_by, row.day = named, who(scope), day
        with moving(matter, states.ACT_OF[row.outcome]):
            return _kept(scope, matter, row, said)


def discharge(scope: Scope, *, condition: Condition, version: int, on: date, how: str) -> Condition:
    """Say when and how a condition was met. Raises CannotDo without how, or for a day to come."""
    permissions.check_can_discharge(scope, condition)
    if on > scope.on:
        raise CannotDo("This day has not come.", "on")
    if not how.strip():
        raise CannotDo("Say how it was met.", "how")
    with act(scope.actor, "Condition met", scope.council.scope):
        row = reread(condition, version)
        if row.closed_on is not None:
            raise CannotDo("This condition was met already.")
        if on < row.given_in.day:
            raise CannotDo("This day is before the condition was set.", "on")
        row.closed_on, row.closed_how = on, how.strip()
        row.save()
    return row


def _verb(outcome: str) -> str:
    if outcome not in OUTCOMES_OF_AN_ACT:
        raise CannotDo("Choose what you decide.", "outcome")
    return OUTCOMES_OF_AN_ACT[outcome]


def _recorded(said: Said, able: Sequence[str]) -> str:
    """Whose act is put down: the only one, or the one that is named."""
    named = said.named or (able[0] if len(able) == 1 else "")
    if named not in able:
        raise CannotDo("Choose who decided it.", "named")
    return named


def _met_on(said: Said, step: StepOf, papers: Papers, today: date) -> date:
    """The day of a meeting. Raises CannotDo where it cannot have been, and without a reference to find it by."""
    if said.day is None or said.day > today:
        raise CannotDo("Enter the day of the meeting. It cannot be in the future.", "day")
    if said.day < papers.day:
        raise CannotDo("These papers were sent in after that day, so they were not before the meeting.", "day")
    if step.earliest is not None and said.day < step.earliest:
        raise CannotDo("What comes before this step was done after that day. An act counts in its turn only.", "day")
    if not said.minute.strip():
        raise CannotDo("Enter the minute or another reference, so that it can be found.", "minute")
    return said.day


def _step(scope: Scope, matter: Matter, task: str, papers: Papers) -> tuple[StepOf, Turn, str]:
    """A step that can be done now, on the last papers, whose turn it is, and the words of the duty that asks for the
    reason of its act, if any. Inside an act: two who act at once take turns."""
    in_turn(matter.involvement)
    fresh = Matter.objects.select_related("involvement__partnership", "involvement__council").get(pk=matter.pk)
    check_now(fresh, papers)
    known = known_of(scope, fresh.involvement)
    step = next((one for one in routes_of(known, fresh, scope.on) if one.task == task), None)
    if step is None:
        raise CannotDo("The protocol in force has no such step here.")
    check_state(step, fresh, papers)
    senders = senders_of([papers])[papers.pk]
    turn = Turn(known.rules.edition, fresh.involvement_id, step.left, senders)
    return step, turn, needs_reason(known, step, scope.on)


def _check(said: Said, step: StepOf, day: date, why: str) -> None:
    """That an act says what its outcome needs, and its reason where the protocol asks for it."""
    if said.outcome in (SENT_BACK, REFUSED) and not said.reason.strip():
        raise CannotDo("Say why, so that whoever sent it in knows what to do.", "reason")
    if why and not said.reason.strip():
        raise CannotDo(f"Say why. The protocol says: {why}", "reason")
    if said.outcome == DEFERRED and (said.until is None or said.until <= day):
        raise CannotDo("Enter the day to which it is deferred. It comes after the day of the decision.", "until")
    if said.outcome == WITH_CONDITIONS and not said.conditions:
        raise CannotDo("Enter at least one condition, or give it without.", "conditions")
    if any(not one.words.strip() for one in said.conditions):
        raise CannotDo("Say what the condition is.", "conditions")
    points = step.step.step.points
    if said.outcome in (GIVEN, WITH_CONDITIONS) and not all(said.points.get(point) for point in points):
        raise CannotDo("Confirm each point, or send it back.", "points")
    if any(one.due_on is not None and one.due_on < day for one in said.conditions):
        raise CannotDo("A condition cannot be due before it is set.", "conditions")


def _row(matter: Matter, step: StepOf, papers: Papers, said: Said) -> ActDone:
    return ActDone(
        involvement=matter.involvement,
        number=next_number(ActDone, matter.involvement),
        matter=matter,
        papers=papers,
        task=step.task,
        act=step.step.step.act,
        outcome=said.outcome,
        points={point: bool(said.points.get(point)) for point in step.step.step.points},
        # Another outcome has no end: a day that was typed before it was chosen says nothing.
        until=said.until if said.outcome == DEFERRED else None,
        reason=said.reason.strip(),
        minute=said.minute.strip(),
    )


def _kept(scope: Scope, matter: Matter, row: ActDone, said: Said) -> ActDone:
    """Keep an act with its conditions, and end the matter where nothing is left to do in it, or it was refused."""
    row.save()
    if row.outcome == WITH_CONDITIONS:
        for one in said.conditions:
            Condition(
                involvement=row.involvement, given_in=row, words=one.words.strip(), owner=one.owner.strip(),
                due_on=one.due_on,
            ).save()  # fmt: skip
    fresh = Matter.objects.select_related("involvement__partnership", "involvement__council").get(pk=matter.pk)
    known = known_of(scope, fresh.involvement)
    duty_acts.receive_with(row, known)
    if row.outcome == REFUSED:
        end(fresh, states.REFUSED, row.day)
    elif is_settled(routes_of(known, fresh, scope.on)):
        end(fresh, states.DONE, _given_on(row, fresh), row.papers)
    return row


def _given_on(last: ActDone, matter: Matter) -> date:
    """The day by which all of it was given: what was recorded last may have been decided before the rest."""
    given = matter.acts.filter(outcome__in=OUTCOMES_THAT_GIVE).values_list("day", flat=True)
    return max(given, default=last.day)
