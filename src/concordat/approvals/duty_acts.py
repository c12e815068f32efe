"""Acts that a duty asks for by itself, outside any matter: receiving a form, advising on a risk, agreeing to a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from concordat.answers.permissions import can_submit
from concordat.approvals import permissions, whose
from concordat.approvals.models import ActDone
from concordat.approvals.senders import submitters
from concordat.approvals.whose import Turn
from concordat.councils.scope import Scope
from concordat.history.acts import act
from concordat.protocol.duties import ActDuty
from concordat.protocol.each import OTHERS
from concordat.protocol.explain import Account
from concordat.protocol.values import rows_of
from concordat.protocol.vocabulary import GIVEN as OUTCOMES_THAT_GIVE
from concordat.protocol.vocabulary import MET, NOT_APPLICABLE, OUTCOMES_OF_AN_ACT
from concordat.register.known import Known, known_of, who
from concordat.register.models import Involvement
from concordat.register.permissions import check_can_see_register, check_kept
from concordat.register.results import next_number
from concordat.register.row_names import explain_named
from concordat.register.rows import in_turn
from concordat.ui.refusals import CannotDo, NotAllowed

SENT = "You sent this form in, so somebody else has to do this: a deputy, or somebody else of those whom it asks."
GIVEN, RECEIVE, FORMS = next(iter(OUTCOMES_OF_AN_ACT)), "receive", "forms"


@dataclass(frozen=True)
class Asked:
    """An act that a duty asks for: what is found of it today that is not met, and who is still to give it.

    ``given`` are those who gave it already, each with the row it was about ("" for a duty without rows); ``senders``,
    for a duty over the forms submitted, who submitted each.
    """

    duty: ActDuty
    known: Known
    open: Mapping[str, Account]
    given: frozenset[tuple[str, str]]
    turn: Turn
    senders: Mapping[str, int]

    def rows(self, named: str) -> list[str]:
        """The rows for which one of those asked has still to give it, by mark."""
        return [mark for mark in self.open if (named, mark) not in self.given]

    def turn_of(self, mark: str) -> Turn:
        """Whose turn it is for one row."""
        left = tuple(one for one in self.duty.by if (one, mark) not in self.given)
        return replace(self.turn, actors=left, senders=frozenset({self.senders[mark]} if mark in self.senders else ()))


def asked_of(scope: Scope, involvement: Involvement, duty: str) -> Asked | None:
    """What a duty asks somebody to do; None where the protocol in force asks no such act by itself, or none is."""
    try:
        known = known_of(scope, involvement)
    except CannotDo:
        return None
    ready = known.rules.duties.get(duty)
    found = ready.duty if ready else None
    if not isinstance(found, ActDuty) or found.step or found.of == "council":
        return None
    accounts = explain_named(known.rules, duty, known.facts, scope.on)
    # What may yet turn up ("?") is no row for which anything could be done, and before it is known whether a duty
    # applies at all there are no rows.
    open_ = [one for one in accounts if one.outcome not in (MET, NOT_APPLICABLE) and one.row != OTHERS]
    left = {one.row: one for one in open_ if bool(one.row) == (found.each is not None)}
    given = frozenset(
        (str(row.get("by")), str(row.get("about") or ""))
        for row in rows_of(known.facts, "acts", only_here=True).rows
        if row.get("for") == duty and row.get("outcome") in OUTCOMES_THAT_GIVE
    )
    actors = tuple(one for one in found.by if any((one, mark) not in given for mark in left)) or tuple(found.by)
    turn = Turn(known.rules.edition, involvement.pk, actors, frozenset())
    return Asked(found, known, left, given, turn, submitters(left) if found.each == FORMS else {})


@dataclass(frozen=True)
class Done:
    """What was done: for which rows ([""] for a duty without rows), on which points, why. Of a body: ``day`` is that of
    its meeting, ``minute`` the reference, ``named`` which of several bodies it was."""

    rows: Sequence[str]
    points: Sequence[str] = ()
    why: str = ""
    day: date | None = None
    minute: str = ""
    named: str = ""


@dataclass(frozen=True)
class Share:
    """What of it is the reader's: as whom they give it for each row, and in the role of the next one up ("": their
    own). Or ``able``, those of whose meeting the reader puts down what they did. ``sent`` are the rows that they
    submitted themselves, and that are for somebody else."""

    rows: Mapping[str, tuple[str, str]]
    able: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()


def share_of(scope: Scope, asked: Asked, involvement: Involvement) -> Share:
    """What of it is the reader's. Raises NotAllowed for those whom it does not ask, and who record for nobody."""
    check_can_see_register(scope, involvement)
    check_kept(involvement)
    able = whose.records_as(scope, asked.turn, own=can_submit(scope, involvement))
    if able:
        return Share({mark: (one, "") for one in able for mark in asked.rows(one)}, tuple(able))
    if all(whose.is_recorded(asked.turn.edition, one) for one in asked.turn.actors):
        permissions.check_can_record(scope, involvement, asked.turn)
    people = whose.people_of(scope.council, [involvement.pk], frozenset(asked.senders.values()), scope.on)
    turns = {mark: asked.turn_of(mark) for mark in asked.open}
    rows = {mark: found for mark, turn in turns.items() if (found := permissions.gives_as(scope, people, turn))}
    # What somebody submitted would be theirs, but for that.
    own = (mark for mark in turns if asked.senders.get(mark, 0) == scope.user_id)
    sent = tuple(mark for mark in own if whose.acts_as(scope, people, replace(turns[mark], senders=frozenset())))
    if not rows and not sent:
        permissions.check_can_act(scope, involvement, asked.turn)
    return Share(rows, sent=sent)


def give(scope: Scope, *, involvement: Involvement, duty: str, done: Done) -> list[ActDone]:
    """Give what a duty asks, oneself or for a body that met.

    Raises NotAllowed for those whom it does not ask, and of a form for whoever submitted it; CannotDo where no row is
    named, one was settled meanwhile, a point is not attested, or the meeting has no day or reference.
    """
    with act(scope.actor, OUTCOMES_OF_AN_ACT[GIVEN], scope.council.scope, done.why):
        in_turn(involvement)
        asked = asked_of(scope, involvement, duty)
        if asked is None:
            raise CannotDo("The protocol in force asks no such act.")
        share = share_of(scope, asked, involvement)
        told = _told(scope, asked, share, done)
        return [_kept(involvement, asked.duty, about=row, **told, **_as_whom(share, row, done)) for row in done.rows]


def _as_whom(share: Share, row: str, done: Done) -> dict[str, Any]:
    if share.able:
        return {"acting_as": done.named or share.able[0]}
    named, instead = share.rows[row]
    return {"acting_as": named, "instead": instead}


def _told(scope: Scope, asked: Asked, share: Share, done: Done) -> dict[str, Any]:
    """What is kept of each act. Raises CannotDo and NotAllowed as :func:`give`."""
    named = (done.named or share.able[0]) if share.able else ""
    if named and named not in share.able:
        raise CannotDo("Choose who did it.", "named")
    if not done.rows:
        raise CannotDo("Choose at least one.", "rows")
    if set(done.rows) & set(share.sent):
        raise NotAllowed(SENT)
    if not set(done.rows) <= set(asked.rows(named) if named else share.rows):
        raise CannotDo("One of these was done meanwhile. Look again, and choose what is left.", "rows")
    if not set(asked.duty.points) <= set(done.points):
        raise CannotDo("Confirm each point, or leave it.", "points")
    told = {"points": dict.fromkeys(asked.duty.points, True), "reason": done.why.strip()}
    if not named:
        return {**told, "by": who(scope), "day": scope.on}
    if done.day is None or done.day > scope.on:
        raise CannotDo("Enter the day of the meeting. It cannot be in the future.", "day")
    if not done.minute.strip():
        raise CannotDo("Enter the minute or another reference, so that it can be found.", "minute")
    return {**told, "recorded_by": who(scope), "day": done.day, "minute": done.minute.strip()}


def _kept(involvement: Involvement, duty: ActDuty, **told: Any) -> ActDone:
    number = next_number(ActDone, involvement)
    row = ActDone(involvement=involvement, number=number, task=duty.id, act=duty.act, outcome=GIVEN, **told)
    row.save()
    return row


def receive_with(done: ActDone, known: Known) -> None:
    """Within the act: what receives papers receives each form in them, for the duties that ask it of the same role."""
    if done.act != RECEIVE or done.outcome != GIVEN or done.papers is None:
        return
    for duty in _receiving(known, done.acting_as):
        mine = ActDone.objects.filter(involvement=done.involvement, task=duty.id, acting_as=done.acting_as)
        had = set(mine.values_list("about", flat=True))
        for form in sorted(done.papers.forms.values()):
            if str(form) not in had:
                _kept(done.involvement, duty, about=str(form), acting_as=done.acting_as, by=done.by, day=done.day)


def _receiving(known: Known, acting_as: str) -> Iterable[ActDuty]:
    for ready in known.rules.duties.values():
        duty = ready.duty
        if isinstance(duty, ActDuty) and duty.act == RECEIVE and duty.each == FORMS and acting_as in duty.by:
            yield duty
