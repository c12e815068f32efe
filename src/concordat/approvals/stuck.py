"""The steps that nobody could do, were a matter sent in by the reader: told before, while somebody else can send it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.answers.models import Submitted
from concordat.approvals.models import Matter
from concordat.approvals.presenters import staff_for, step_words
from concordat.approvals.routes import StepOf
from concordat.approvals.staff import Member, Staff
from concordat.approvals.whose import Turn
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.table import title_of

# Who is asked where is not known yet, or nobody is.
_NOT_ASKED = ("to_be_settled", "refused")


@dataclass(frozen=True)
class Stuck:
    """A step that would stand still: its words and clause, whom it asks, and what keeps each of them from it."""

    words: str
    clause: str
    asked: str
    why: Sequence[str]


def stuck(
    scope: Scope, matter: Matter, edition: Edition, steps: Sequence[StepOf], forms: Sequence[Submitted]
) -> list[Stuck]:
    """The steps that would stand still if the reader sent in a matter with these forms: whoever submitted one, or
    sends it in, does not act on it. Five queries."""
    by = {one.by_id for one in forms if one.by_id is not None}
    senders = frozenset(by | {scope.user_id} if scope.user_id is not None else by)
    staff = staff_for(scope, [matter.involvement_id], sorted(senders))
    found = []
    for step in steps:
        if step.step.settled or step.step.state in _NOT_ASKED:
            continue
        turn = Turn(edition, matter.involvement_id, step.left, senders)
        kept = _kept(staff, turn, step.step.step.how)
        if kept:
            asked = " or ".join(title_of(edition, one) for one in kept)
            why = [_why(scope, edition, member, forms) for one in kept.values() for member in one]
            found.append(Stuck(step_words(edition, step), step.step.step.clause, asked, list(dict.fromkeys(why))))
    return found


def _kept(staff: Staff, turn: Turn, how: str) -> dict[str, list[Member]]:
    """Those asked, without whom a step is not done, and of whom nobody would be left: of any of them, all."""
    kept = {one: found for one in turn.actors if (found := staff.kept_from(turn, one))}
    return {} if how == "any" and len(kept) < len(turn.actors) else kept


def _why(scope: Scope, edition: Edition, member: Member, forms: Sequence[Submitted]) -> str:
    """Which forms somebody submitted, and that it is the reader who would send it in."""
    titles = [edition.forms[one.form].title for one in forms if one.by_id == member.user and one.form in edition.forms]
    yours = member.user == scope.user_id
    said = ["You would send it in."] if yours else []
    if titles:
        said.append(f"{'You' if yours else member.name} submitted: {', '.join(titles)}.")
    return " ".join(said)
