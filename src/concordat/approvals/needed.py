"""What is missing before anybody can be asked: forms to be submitted, facts that tell who is asked; whose, where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from concordat.approvals import whose
from concordat.approvals.routes import CAN_BE_DONE, StepOf, is_settled
from concordat.councils.scope import Scope
from concordat.protocol.edition import Edition
from concordat.protocol.rules import Rules
from concordat.protocol.table import generic
from concordat.register.models import Involvement, Responsibility
from concordat.register.permissions import holding
from concordat.register.places import Place, place_of

# What is decided first: while that is not known, the rest may not even be asked.
_FIRST = ("screening.", "significance.")
_JUDGED, _LEAD = "judged.", "lead_officer"
NOBODY = "Nobody answers for the partnership yet; the partnership team"


@dataclass(frozen=True)
class Needed:
    """Something that has to be done first: its words, the page on which it is done ("" where none is), whose it is."""

    words: str
    href: str
    whose: str = ""


def is_blocked(steps: Sequence[StepOf]) -> bool:
    """Whether nobody could do anything on what would be sent in."""
    return not is_settled(list(steps)) and not any(step.step.state in CAN_BE_DONE for step in steps)


def forms_needed(steps: Iterable[StepOf]) -> list[str]:
    """The forms for which steps wait, by id."""
    return list(dict.fromkeys(form for step in steps if step.missing for form in step.step.waits_for))


def facts_needed(names: Iterable[str]) -> list[str]:
    """Of the facts that would settle who is asked, those to be answered first."""
    found = sorted(set(names))
    for prefix in _FIRST:
        first = [name for name in found if name.startswith(prefix)]
        if first:
            return first
    return found


def to_do(scope: Scope, involvement: Involvement, rules: Rules, steps: Sequence[StepOf]) -> list[Needed]:
    """What is missing before a matter can be sent in; empty where it can be."""
    if not is_blocked(steps):
        return []
    forms = forms_needed(steps)
    facts = [] if forms else [name for step in steps for name in step.unsettled]
    return [*of_forms(scope, involvement, rules.edition, forms), *of_facts(scope, involvement, rules, facts)]


def of_forms(scope: Scope, involvement: Involvement, edition: Edition, forms: Iterable[str]) -> Iterator[Needed]:
    """Forms to be filled in and submitted."""
    for form in forms:
        if form in edition.forms:
            yield Needed(f"Fill in and submit: {edition.forms[form].title}", _to(scope, involvement, "form", form))


def of_facts(scope: Scope, involvement: Involvement, rules: Rules, facts: Iterable[str]) -> Iterator[Needed]:
    """Facts to be answered, those on one page together."""
    seen: set[Place] = set()
    for name in facts_needed(facts):
        place = place_of(name, rules.edition)
        if place is None or place not in seen:
            words = (place.words if place else "") or (rules.table[name].words if name in rules.table else name)
            href = _to(scope, involvement, place.name, *place.args) if place else ""
            yield Needed(f"Answer: {words}", href, _judges(rules.edition, name))
        if place is not None:
            seen.add(place)


def answerable(edition: Edition, involvement: Involvement, scope: Scope) -> str:
    """Those who answer for a partnership today, by name and role. One query."""
    rows = Responsibility.objects.filter(holding(scope.on), involvement=involvement).select_related("person")
    held = [(row.role, row.person.name) for row in rows.order_by("pk") if row.person is not None]
    leads = [one for one in held if generic(edition, one[0]) == _LEAD]
    return "; ".join(f"{name}, {whose.titles(edition, [role])}" for role, name in leads or held) or NOBODY


def _judges(edition: Edition, name: str) -> str:
    judged = edition.judged.get(name.split(".")[1]) if name.startswith(_JUDGED) else None
    return whose.titles(edition, judged.by) if judged else ""


def _to(scope: Scope, involvement: Involvement, name: str, *more: str) -> str:
    return reverse(name, args=[scope.council.slug, involvement.reference, *more])
