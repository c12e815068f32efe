"""Sending a matter in and acting on it, through the services."""

from __future__ import annotations

from typing import Any

from tests.answers.filling import fill

from concordat.answers import submitting
from concordat.approvals import acting, opening
from concordat.approvals.acting import Said
from concordat.approvals.models import ActDone, Matter, Papers
from concordat.councils.scope import Scope
from concordat.register.models import Involvement


def fresh(matter: Matter) -> Matter:
    """A matter as it is saved now."""
    return Matter.objects.get(pk=matter.pk)


def sent(scope: Scope, row: Involvement, start: str, *forms: str) -> tuple[Matter, Papers]:
    """A matter opened, its forms filled in and submitted, and its papers sent in."""
    matter = opening.open_matter(scope, involvement=row, start=start)
    for form in forms:
        fill(scope, row, form)
        submitting.submit(scope, involvement=row, form=form)
    return matter, opening.send(scope, matter=matter, version=matter.version)


def decide(scope: Scope, matter: Matter, task: str, papers: Papers, outcome: str, **said: Any) -> ActDone:
    """Act on a step oneself, with a reason."""
    said.setdefault("reason", "" if outcome in ("sent_back", "refused") else "It is in order")
    return acting.do(scope, matter=matter, task=task, papers=papers, said=Said(outcome, **said))


def give(scope: Scope, matter: Matter, task: str, papers: Papers) -> ActDone:
    """Give what a step asks, without conditions."""
    return decide(scope, matter, task, papers, "given")
