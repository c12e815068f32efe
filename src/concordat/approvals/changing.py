"""A later change to what was approved: where a material fact is altered, the route for changes opens by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.html import format_html

from concordat.accounts import notices
from concordat.approvals import states
from concordat.approvals.differing import differing
from concordat.approvals.ending import APPROVES
from concordat.approvals.models import Matter, Papers
from concordat.approvals.moving import state_of
from concordat.approvals.queries import approved_last
from concordat.approvals.routes import is_settled, routes_of
from concordat.councils.scope import Scope
from concordat.protocol.values import Facts
from concordat.register.fact_text import from_text
from concordat.register.known import Known, known_of, known_of_many
from concordat.register.models import Involvement, Passing
from concordat.ui.refusals import CannotDo

CHANGE, CLOSURE = "change", "closure"
# What a material fact changes, in the codes of ``matter.changed``, by its name or how that begins; else the terms.
_ABOUT = {
    "partners": "members",
    "partnership.purpose": "purpose",
    "partnership.place": "scope",
    "partnership.expected_end_on": "end_date",
    "partnership.legal_form": "legal_form",
    "commitment": "contribution",
    "commitments": "contribution",
    "lead_authority": "lead",
    "involvement.council_roles": "role",
    "involvement.types": "scope",
    "board": "terms",
}


def open_routes(changed: Collection[int], before: Callable[[int], Facts], on: date) -> list[Matter]:
    """Open the route for changes of those involvements of which a material fact is not what it was ``before``.

    ``before`` tells what was known of one before the act that is closing. Nothing is opened where nothing was
    approved, where such a matter is open, where it is now as it was approved, where the council has left, or where
    nobody has to be asked. Inside an act; one query where nothing was approved.
    """
    papers = _approved(changed)
    if not papers:
        return []
    rows = {one.involvement_id: one.involvement for one in papers}
    known = known_of_many(list(rows.values()), on)
    opened = (
        _opened(one.involvement, known[one.involvement_id], _altered(one, before(one.involvement_id), known), on)
        for one in papers
        if one.involvement_id in known
    )
    return [matter for matter in opened if matter is not None]


def about(facts: Sequence[str]) -> list[str]:
    """What changes with some facts, in the codes of ``matter.changed``."""
    return sorted({_ABOUT.get(name) or _ABOUT.get(name.partition(".")[0], "terms") for name in facts})


@dataclass(frozen=True)
class Altered:
    """The material facts that are not as they were approved on a day: their names, and their words."""

    since: date
    names: Sequence[str]
    words: Sequence[str]

    @property
    def reason(self) -> str:
        """That they changed, in a sentence."""
        return _reason(self.words)


def altered_since(scope: Scope, involvement: Involvement) -> Altered | None:
    """What is not as it was when it was approved last; None where it never was, or nothing differs."""
    papers = approved_last(involvement)
    try:
        known = known_of(scope, involvement) if papers is not None else None
    except CannotDo:
        return None
    names = known.rules.edition.material_changes if known else []
    if papers is None or known is None or not names:
        return None
    found = differing(from_text(papers.facts), known.facts, names)
    return Altered(papers.day, found, [known.rules.table[name].words for name in found]) if found else None


def _reason(words: Iterable[str]) -> str:
    return f"Changed since it was approved: {'; '.join(words)}"


def _approved(involvements: Collection[int]) -> list[Papers]:
    """The papers last approved, of those that the council has not left and without a change under way. One query."""
    done = Papers.objects.filter(matter__ended="done", matter__start__in=APPROVES)
    last = done.filter(involvement=OuterRef("involvement")).order_by("-pk").values("pk")[:1]
    under_way = Matter.objects.filter(start=CHANGE, ended="").values("involvement")
    rows = done.filter(pk=Subquery(last), involvement__in=involvements, involvement__withdrawn_at=None)
    left = Passing.objects.filter(gate=CLOSURE, taken_back_on=None).values("involvement")
    rows = rows.exclude(involvement__in=under_way).exclude(involvement__in=left)
    return list(rows.select_related("involvement__council").order_by("involvement"))


def _altered(papers: Papers, before: Facts, known: Mapping[int, Known]) -> list[str]:
    """The material facts that the act altered, and that are not as they were approved."""
    now = known[papers.involvement_id]
    names = now.rules.edition.material_changes
    altered = differing(before, now.facts, names) if names else []
    return differing(from_text(papers.facts), now.facts, altered) if altered else []


def _opened(involvement: Involvement, known: Known, altered: Sequence[str], on: date) -> Matter | None:
    if not altered:
        return None
    matter = Matter(
        involvement=involvement, start=CHANGE, changed=about(altered), opened_on=on,
        reason=_reason(known.rules.table[name].words for name in altered),
    )  # fmt: skip
    steps = routes_of(known, matter, on)
    if not steps or is_settled(steps):
        return None
    matter.used = used(involvement)
    matter.save()
    states.check(states.NONE, states.OPEN, state_of(matter))
    _tell(matter)
    return matter


def _tell(matter: Matter) -> None:
    """Tell whoever made the change that it goes for approval."""
    council = matter.involvement.council.slug
    href = reverse("matter", args=[council, matter.involvement.reference, matter.reference])
    sentence = format_html(
        'This was approved as it was. Its change has to be approved too: <a class="govuk-notification-banner__link" '
        'href="{}">send it in for approval</a>.',
        href,
    )
    notices.say(council, sentence)


def used(involvement: Involvement) -> list[int]:
    """The submissions on which earlier matters were decided: they are not looked at twice."""
    decided = Papers.objects.filter(involvement=involvement, matter__ended__in=("done", "refused"))
    return sorted({pk for forms in decided.values_list("forms", flat=True) for pk in forms.values()})
