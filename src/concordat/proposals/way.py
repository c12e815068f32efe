"""The whole way of a partnership, from the idea to its start: what each step of it has come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.answers import queries as answers
from concordat.answers.behind import behind
from concordat.answers.queries import Overview
from concordat.approvals import queries as approvals
from concordat.approvals.models import Matter, Waiting
from concordat.approvals.opening import asks_anybody
from concordat.councils.scope import Scope
from concordat.judgements import queries as judgements
from concordat.judgements.counting import Counted
from concordat.judgements.models import Screened
from concordat.judgements.presenters_differing import drifted
from concordat.protocol.duties import FormDuty
from concordat.protocol.findings import counts_as_partnership
from concordat.protocol.significance import graded
from concordat.protocol.vocabulary import ENTRY
from concordat.register import gates, passings
from concordat.register.models import Involvement
from concordat.register.passings import Come
from concordat.ui.answers import BLANK

START = "gates.start_on"


@dataclass(frozen=True)
class FormOfWay:
    """A form that is asked for: how many of its required questions are answered of how many; ``done`` when it was
    submitted; ``certain`` where it is known that it is asked for.

    ``before``: it was submitted, and that does not count for what asks for it now; ``changed``: how many answers the
    record gives otherwise than what was submitted for business under way.
    """

    form: str
    title: str
    answered: int
    asked: int
    certain: bool
    done: date | None
    before: bool = False
    changed: int = 0


@dataclass(frozen=True)
class Way:
    """What a partnership has come to: None, or empty, for a step that the edition does not have, or not yet.

    ``screens``, ``grades`` and ``approves`` say which steps the edition has; ``applies`` is False where it is no
    partnership and the rest need not apply, ``closed`` True once the council has left. ``drifted`` are the levels that
    the figures of today do not bear out, each in a sentence. ``waiting`` is what the entry waits for; ``start`` what is
    said of the day of its start, ``has_started`` whether somebody said that it has; ``come`` are the gates whose
    planned day has come and of which nobody has; ``asking`` the form that each duty asks for.
    """

    screens: bool
    grades: bool
    approves: bool
    applies: bool
    closed: bool
    screened: Screened | None
    assessed: Counted | None
    drifted: Sequence[str]
    forms: Sequence[FormOfWay]
    entry: Matter | None
    waiting: Sequence[Waiting]
    start: Any
    has_started: bool
    come: Sequence[Come]
    asking: Mapping[str, str]


def way_of(scope: Scope, involvement: Involvement) -> Way:
    """The way of an involvement. Raises CannotDo where no edition is in force for it."""
    found = answers.overview(scope, involvement)
    known, edition = found.known, found.known.rules.edition
    facts = known.facts
    applies = counts_as_partnership(facts) is not False
    matters = [matter for matter in approvals.matters(involvement) if matter.start == ENTRY]
    entry = matters[0] if matters else None
    return Way(
        screens=edition.screening is not None,
        grades=graded(known.rules),
        approves=entry is not None or asks_anybody(known, involvement, ENTRY, scope.on),
        applies=applies,
        closed=gates.passed("closure", involvement, scope.on),
        screened=judgements.last_screening(involvement),
        assessed=judgements.as_counted(involvement),
        drifted=drifted(known, involvement),
        forms=list(_forms(found, entry)) if applies else [],
        entry=entry,
        waiting=[row for row in approvals.waiting(involvement) if entry is not None and row.matter_id == entry.pk],
        start=facts.get(START, BLANK),
        has_started=gates.passed("start", involvement, scope.on),
        come=passings.come(involvement, scope.on),
        asking={
            duty.id: duty.form
            for duty in (ready.duty for ready in known.rules.duties.values())
            if isinstance(duty, FormDuty)
        },
    )


def _forms(found: Overview, entry: Matter | None) -> Iterator[FormOfWay]:
    """The forms that are asked for, in the order in which the routes look at them, then the others."""
    edition = found.known.rules.edition
    seen = list(dict.fromkeys(form for route in edition.routes for step in route.steps for form in step.sees))
    done = {form: day for form in found.whys if (day := _done(found, form))}
    changed = {one.row.form: len(one.changed) for one in behind(found.known, _decided_on(found, entry) & done.keys())}
    for form in sorted(found.whys, key=lambda form: seen.index(form) if form in seen else len(seen)):
        filled, certain = found.forms[form], any(why.certain for why in found.whys[form])
        asked, open_ = len(filled.required), len(filled.gaps)
        yield FormOfWay(
            form, edition.forms[form].title, asked - open_, asked, certain, done.get(form),
            before=form in found.last and form not in done, changed=changed.get(form, 0),
        )  # fmt: skip


def _done(found: Overview, form: str) -> date | None:
    """When a form was submitted, where that counts for all that is known to ask for it."""
    asking = [why for why in found.whys[form] if why.certain]
    return found.last.get(form) if asking and all(why.done for why in asking) else None


def _decided_on(found: Overview, entry: Matter | None) -> set[str]:
    """The forms that business under way decides on: of the entry all that are asked for, else those it asks for."""
    entering = entry is not None and not entry.ended
    return {form for form, whys in found.whys.items() if entering or any(why.matter for why in whys)}
