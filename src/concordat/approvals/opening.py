"""Matters: opening one, sending in the papers on which it is to be decided, withdrawing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from concordat.answers.models import Submitted
from concordat.approvals import beside, permissions, states
from concordat.approvals.changing import used
from concordat.approvals.ending import end
from concordat.approvals.facts import ACTS, CONDITIONS
from concordat.approvals.models import Matter, Papers
from concordat.approvals.moving import moving, state_of
from concordat.approvals.needed import facts_needed, is_blocked
from concordat.approvals.queries import submitted_in
from concordat.approvals.routes import StepOf, is_settled, routes_of
from concordat.approvals.sealing import seal
from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.judgements.queries import last_assessment
from concordat.protocol.facts import dictionary
from concordat.protocol.vocabulary import ENTRY, STARTS
from concordat.register import progress
from concordat.register.fact_text import from_text, to_text
from concordat.register.known import Known, known_of, who
from concordat.register.models import Involvement
from concordat.register.results import next_number
from concordat.register.rows import check_reason, in_turn
from concordat.ui.refusals import CannotDo


def open_matter(
    scope: Scope, *, involvement: Involvement, start: str, changed: Sequence[str] = (), reason: str = ""
) -> Matter:
    """Open a matter. A change says what is to change, and why.

    Raises CannotDo where one of this start is open, and where the edition asks nobody on such a start.
    """
    permissions.check_can_open(scope, involvement)
    if start not in STARTS:
        raise ValueError(f"There is no start “{start}”.")
    if start == "change":
        _check_change(changed, reason)
    known = known_of(scope, involvement)
    with act(scope.actor, "Matter opened", scope.council.scope, reason):
        matter = begin(scope, involvement, start, changed, reason)
        steps = routes_of(known, matter, scope.on)
        if is_settled(steps) or not steps:
            raise CannotDo(
                "The protocol asks nobody’s approval for this. Record it, and nothing more is needed.",
                items=dict.fromkeys(one.step.says for one in steps if one.step.says),
            )
        return matter


def asks_anybody(known: Known, involvement: Involvement, start: str, on: date) -> bool:
    """Whether the edition asks anybody on such a start, or it is not known yet."""
    steps = routes_of(known, Matter(involvement=involvement, start=start), on)
    return bool(steps) and not is_settled(steps)


def begin(scope: Scope, involvement: Involvement, start: str, changed: Sequence[str] = (), reason: str = "") -> Matter:
    """The step of an act that opens a matter: for rooms above, whose acts do more at once."""
    in_turn(involvement)
    if Matter.objects.filter(involvement=involvement, start=start, ended="").exists():
        raise CannotDo("This is under way already. Go on with it, or withdraw it first.")
    matter = Matter(
        involvement=involvement, start=start, changed=sorted(set(changed)), reason=reason.strip(),
        opened_on=scope.on, opened_by=who(scope), used=used(involvement),
    )  # fmt: skip
    matter.save()
    states.check(states.NONE, states.OPEN, state_of(matter))
    return matter


def send(scope: Scope, *, matter: Matter, version: int, note: str = "") -> Papers:
    """Send a matter in: what is known now, and the forms submitted by now, are frozen as the papers of the decision.

    After it was sent back, new papers are sent in. Where nobody is left to be asked, the matter ends with them. Raises
    CannotDo with what is missing where no step can begin, or where nothing has changed since the last papers.
    """
    permissions.check_can_open(scope, matter.involvement)
    with act(scope.actor, "Papers sent in", scope.council.scope):
        row = reread(matter, version)
        in_turn(row.involvement)
        if row.start == ENTRY:
            row.involvement = progress.reached(row.involvement_id, "sent_in")
        with moving(row, states.SEND):
            known = known_of(scope, row.involvement)
            found = routes_of(known, row, scope.on)
            _check_can_begin(found, known)
            papers = drafted(scope, row, known, note)
            last = row.papers.order_by("-number").first()
            if last is not None and _same(last, papers):
                raise CannotDo("Nothing has changed since you sent this in. Change what was asked for first.")
            papers.save()
            if is_settled(found):
                end(row, states.DONE, scope.on, papers)
    return papers


def _check_can_begin(found: list[StepOf], known: Known) -> None:
    """Raises CannotDo with what is missing where no step can be done on what is sent in."""
    if not is_blocked(found):
        return
    forms = sorted({name for step in found for name in step.missing})
    if forms:
        raise CannotDo("Nobody can decide on this yet. These forms have to be submitted first.", items=forms)
    facts = facts_needed(name for step in found for name in step.unsettled)
    items = [known.rules.table[name].words for name in facts]
    raise CannotDo("It is not known yet who has to be asked. Answer these first.", items=items)


def drafted(scope: Scope, matter: Matter, known: Known, note: str = "") -> Papers:
    """The papers as they would be sent in now, not saved: what is known, and the forms submitted by now."""
    facts, forms, assessment = to_text(known.facts), forms_for(matter, scope.on), last_assessment(matter.involvement)
    papers = Papers(
        involvement=matter.involvement, matter=matter, number=next_number(Papers, matter.involvement, matter=matter),
        day=scope.on, adoption=known.adoption, by=who(scope), note=note.strip(), forms=forms, assessment=assessment,
        facts=facts, beside=beside.beside(matter.involvement, forms, assessment),
    )  # fmt: skip
    papers.digest = seal(papers, submitted_in(papers))
    return papers


def withdraw(scope: Scope, *, matter: Matter, version: int, reason: str) -> Matter:
    """Withdraw a matter: it is not gone on with. What was done in it stays on record, and counts no longer."""
    permissions.check_can_open(scope, matter.involvement)
    check_reason(reason, "Say why this is withdrawn.")
    with act(scope.actor, "Matter withdrawn", scope.council.scope, reason):
        row = reread(matter, version)
        with moving(row, states.WITHDRAW):
            end(row, states.WITHDRAWN, scope.on)
    return row


def forms_for(matter: Matter, on: date) -> dict[str, int]:
    """The last submission of each form that counts for a matter: made for it, or for none."""
    rows = Submitted.objects.filter(involvement=matter.involvement, matter__in=("", matter.reference), day__lte=on)
    return dict(rows.exclude(pk__in=matter.used).order_by("pk").values_list("form", "pk"))


def _same(last: Papers, papers: Papers) -> bool:
    """Whether two papers say the same. That something was sent back or deferred is nothing new in them."""
    before, now = (
        {name: value for name, value in from_text(row.facts).items() if name not in (ACTS, CONDITIONS)}
        for row in (last, papers)
    )
    return before == now and last.forms == papers.forms and last.beside == papers.beside


def _check_change(changed: Sequence[str], reason: str) -> None:
    options = dictionary()["matter.changed"].options
    if not changed or (isinstance(options, dict) and not set(changed) <= set(options)):
        raise CannotDo("Choose what is to change.", "changed")
    check_reason(reason, "Say why it is to change.")
