"""Matters: opening one, sending in the papers on which it is to be decided, withdrawing it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from concordat.answers.models import Submitted
from concordat.approvals import permissions
from concordat.approvals.facts import ACTS, CONDITIONS
from concordat.approvals.models import Matter, Papers
from concordat.approvals.routes import CAN_BE_DONE, StepOf, is_settled, routes_of
from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.protocol.facts import dictionary
from concordat.protocol.vocabulary import STARTS
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


def begin(scope: Scope, involvement: Involvement, start: str, changed: Sequence[str] = (), reason: str = "") -> Matter:
    """The step of an act that opens a matter: for rooms above, whose acts do more at once."""
    in_turn(involvement)
    if Matter.objects.filter(involvement=involvement, start=start, ended="").exists():
        raise CannotDo("This is under way already. Go on with it, or withdraw it first.")
    matter = Matter(
        involvement=involvement, start=start, changed=sorted(set(changed)), reason=reason.strip(),
        opened_on=scope.on, opened_by=who(scope), used=_used(involvement),
    )  # fmt: skip
    matter.save()
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
        _check_open(row)
        known = known_of(scope, row.involvement)
        found = routes_of(known, row, scope.on)
        _check_can_begin(found, known)
        papers = _papers(scope, row, known, note)
        last = row.papers.order_by("-number").first()
        if last is not None and _same(last, papers):
            raise CannotDo("Nothing has changed since you sent this in. Change what was asked for first.")
        papers.save()
        if is_settled(found):
            row.ended, row.ended_on = "done", scope.on
            row.save()
    return papers


def _check_can_begin(found: list[StepOf], known: Known) -> None:
    """Raises CannotDo with what is missing where no step can be done on what is sent in."""
    if is_settled(found) or any(step.step.state in CAN_BE_DONE for step in found):
        return
    forms = sorted({name for step in found for name in step.missing})
    if forms:
        raise CannotDo("Nobody can decide on this yet. These forms have to be submitted first.", items=forms)
    facts = sorted({name for step in found for name in step.unsettled})
    items = [known.rules.table[name].words for name in facts]
    raise CannotDo("It is not known yet who has to be asked. Answer these first.", items=items)


def _papers(scope: Scope, matter: Matter, known: Known, note: str) -> Papers:
    facts = to_text(known.facts)
    return Papers(
        involvement=matter.involvement, matter=matter, number=next_number(Papers, matter.involvement, matter=matter),
        day=scope.on, adoption=known.adoption, by=who(scope), note=note.strip(), forms=_forms(matter, scope.on),
        facts=facts, digest=hashlib.sha256(facts.encode()).hexdigest(),
    )  # fmt: skip


def withdraw(scope: Scope, *, matter: Matter, version: int, reason: str) -> Matter:
    """Withdraw a matter: it is not gone on with. What was done in it stays."""
    permissions.check_can_open(scope, matter.involvement)
    check_reason(reason, "Say why this is withdrawn.")
    with act(scope.actor, "Matter withdrawn", scope.council.scope, reason):
        row = reread(matter, version)
        _check_open(row)
        row.ended, row.ended_on = "withdrawn", scope.on
        row.save()
    return row


def _forms(matter: Matter, on: date) -> dict[str, int]:
    """The last submission of each form that counts for a matter: made for it, or for none."""
    rows = Submitted.objects.filter(involvement=matter.involvement, matter__in=("", matter.reference), day__lte=on)
    return dict(rows.exclude(pk__in=matter.used).order_by("pk").values_list("form", "pk"))


def _same(last: Papers, papers: Papers) -> bool:
    """Whether two papers say the same. That something was sent back or deferred is nothing new in them."""
    before, now = (
        {name: value for name, value in from_text(row.facts).items() if name not in (ACTS, CONDITIONS)}
        for row in (last, papers)
    )
    return before == now and last.forms == papers.forms


def _used(involvement: Involvement) -> list[int]:
    """The submissions on which earlier matters were decided."""
    decided = Papers.objects.filter(involvement=involvement, matter__ended__in=("done", "refused"))
    return sorted({pk for forms in decided.values_list("forms", flat=True) for pk in forms.values()})


def _check_open(matter: Matter) -> None:
    if matter.ended:
        raise CannotDo("This is no longer under way.")


def _check_change(changed: Sequence[str], reason: str) -> None:
    options = dictionary()["matter.changed"].options
    if not changed or (isinstance(options, dict) and not set(changed) <= set(options)):
        raise CannotDo("Choose what is to change.", "changed")
    check_reason(reason, "Say why it is to change.")
