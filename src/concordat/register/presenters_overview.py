"""The overview of a partnership: its tags, and its entry in the register in short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any

from django.urls import reverse

from concordat.councils.scope import Scope
from concordat.evidence.queries import files_of
from concordat.protocol.vocabulary import ROLES
from concordat.register import hooks, ownership, passings, reading
from concordat.register import queries_parts as parts
from concordat.register.choices import Words
from concordat.register.models import Involvement, Party
from concordat.register.presenters import Params, answer_row, holder, of_today, tag
from concordat.register.presenters_partnership import MAY_BE_OTHERS, NO_OTHERS, why_not
from concordat.register.presenters_register import answered, statuses
from concordat.ui.summaries import Action, Row, summary

# Whom a reader asks first; where nobody is either, all who answer for it.
FIRST = ("lead_officer", "head_of_service")
LONGEST = 240


def page(scope: Scope, involvement: Involvement, parties: Sequence[Party], words: Words) -> dict[str, Any]:
    """What the page shows but for the panels of other rooms."""
    return {
        "back": {"href": reverse("register", args=[scope.council.slug]), "text": "Register"},
        "involvement": involvement,
        "partnership": involvement.partnership,
        "tags": _tags(involvement, hooks.tags.of(scope, involvement)),
        "entry": _entry(scope, involvement, parties, words),
        "why_not": why_not(scope, involvement),
    }


def _tags(involvement: Involvement, others: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Stage, state and breaches, and what other rooms say: where one says more of the state, its word alone stands.
    What is closed is at no stage any more."""
    stage = answered(involvement, "stage")
    tags = [tag(f"Stage: {stage.lower()}")] if involvement.status != "closed" else []
    status = statuses().get(involvement.status or "")
    if status and not any(other["text"].startswith(status) for other in others):
        tags.append(tag(status, involvement.status or ""))
    breaches = len(passings.breaches(involvement))
    told = [tag(f"{breaches} breach{'es' if breaches > 1 else ''}", "breach")] if breaches else []
    return [*tags, *told, *others]


def _entry(scope: Scope, involvement: Involvement, parties: Sequence[Party], words: Words) -> Params:
    """The entry in short: who answers for it, its service, partners and purpose, since when it is on record."""
    (service,) = reading.asked(involvement, ["involvement.service"], words)
    files = len(files_of(scope, ownership.INVOLVEMENT, str(involvement.pk)))
    rows = [
        *_answering(scope, involvement, words),
        answer_row(service, ""),
        Row("Partners", _partners(scope, involvement, parties)),
        Row("Purpose", _purpose(involvement)),
        Row("Entered on", involvement.answer("entered_on")),
        Row("Files", str(files) if files else "None attached"),
    ]
    href = reverse("partnership_entry", args=[scope.council.slug, involvement.reference])
    return summary(rows, "Register entry", [Action("View", href)])


def _answering(scope: Scope, involvement: Involvement, words: Words) -> Iterator[Row]:
    """A row a role: its title, and who holds it today."""
    titles, rows = words.roles(), parts.responsibilities(involvement)
    by: dict[str, list[str]] = {}
    for row in of_today(rows, scope.on):
        by.setdefault(row.role, []).append(holder(row))
    first = [role for generic in FIRST for role in by if words.generic(role) == generic]
    for role in first or by:
        yield Row(str(titles.get(role, role)), "; ".join(by[role]))
    if not by:
        yield Row(ROLES[FIRST[0]].split(":")[0], "Nobody today" if rows else "Nobody is recorded yet")


def _partners(scope: Scope, involvement: Involvement, parties: Sequence[Party]) -> str:
    """The partners of today by name, and whether there are others."""
    names = [party.organisation.name for party in of_today(parties, scope.on)]
    others = NO_OTHERS if involvement.partnership.is_complete("partners") else MAY_BE_OTHERS
    told = ", ".join(names) or "None is recorded yet"
    return f"{told}{'' if told.endswith('.') else '.'} {others}"


def _purpose(involvement: Involvement) -> Any:
    """What it is for, the beginning where it is long; in which way that is not said, where it is not."""
    purpose = involvement.partnership.answer("purpose")
    return shorten(purpose, LONGEST, placeholder=" …") if isinstance(purpose, str) else purpose
