"""What whoever sends a matter in is told first: forms that say something else than what is on record now, and steps
that nobody could do then; and all that goes in, as whoever decides sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from concordat.answers.behind import among, since_words
from concordat.answers.models import Submitted
from concordat.approvals import needed, queries
from concordat.approvals.before_start import before_start, overdue_now
from concordat.approvals.models import Matter
from concordat.approvals.opening import drafted, forms_for
from concordat.approvals.presenters import Where
from concordat.approvals.presenters_papers import papers_page
from concordat.approvals.routes import StepOf
from concordat.approvals.stuck import stuck
from concordat.councils.queries import with_adoption
from concordat.councils.scope import Scope
from concordat.register.known import Known


@dataclass(frozen=True)
class BehindShown:
    """A form that is best submitted again: its page, how many answers changed, and where they are told."""

    title: str
    href: str
    words: str
    changes: str


def told_before(scope: Scope, matter: Matter, known: Known, steps: Sequence[StepOf]) -> dict[str, Any]:
    """What is told before a matter is sent in, for the template of that page."""
    rows = Submitted.objects.filter(pk__in=forms_for(matter, scope.on).values())
    forms = list(with_adoption(rows, "by").order_by("pk"))
    draft = drafted(scope, matter, known)
    shown = papers_page(scope, matter, [draft, *queries.papers_of(matter)], draft.number) or {}
    waiting = needed.of_forms(scope, matter.involvement, known.rules.edition, needed.forms_needed(steps))
    return {
        **shown,
        "folded": True,
        # Forms for which a later step waits: what is sent in now goes without them.
        "missing": list(waiting),
        "before_start": before_start(scope, matter),
        "overdue_now": overdue_now(scope, matter),
        "again": _behind_shown(Where(scope, matter.involvement), forms, known),
        "stuck": stuck(scope, matter, known.rules.edition, steps, forms),
    }


def _behind_shown(where: Where, forms: Sequence[Submitted], known: Known) -> list[BehindShown]:
    """The forms that would go with the papers, and that the record has overtaken."""
    return [
        BehindShown(
            one.title,
            where.to("form", one.row.form),
            since_words(len(one.changed)),
            where.to("submitted", one.row.pk),
        )
        for one in among(forms, known.facts)
    ]
