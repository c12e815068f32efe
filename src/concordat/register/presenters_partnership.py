"""The entry of a partnership in the register: a card a subject, and the lists of who is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from concordat.councils.presenters import between
from concordat.councils.scope import Scope
from concordat.evidence.presenters import panel as files_panel
from concordat.register import ownership, passings, permissions, reading, sections
from concordat.register import queries_parts as parts
from concordat.register.choices import Words
from concordat.register.columns import FACTS, column
from concordat.register.forms_joint import OPEN_TO
from concordat.register.models import Involvement, Party
from concordat.register.presenters import (
    Line,
    ListCard,
    Params,
    answer_row,
    clause_words,
    current_first,
    gate_words,
    has_it_happened,
    holder,
    list_card,
    plain_card,
)
from concordat.register.presenters_directory import sectors
from concordat.register.presenters_lead import joint_card, no_partner
from concordat.register.representatives import CAPACITIES
from concordat.register.sections import Section
from concordat.ui.refusals import NotAllowed
from concordat.ui.summaries import Row, summary

JOINT_WORDS = "This is part of the joint record: every partner who signs in here sees it."
READS = "You can read what is recorded of this partnership. Its officers and the partnership team keep it."
Clauses = Mapping[str, Sequence[str]]


def anchor(section: Section) -> str:
    """Where a section's card stands on the page."""
    return f"{'joint' if section.joint else 'own'}-{section.id}"


def page(
    scope: Scope, involvement: Involvement, parties: Sequence[Party], words: Words, clauses: Clauses
) -> dict[str, Any]:
    """Everything that the page shows."""
    may_keep = permissions.can_keep_involvement(scope, involvement)
    may_joint = permissions.can_keep_joint(scope, involvement.partnership)
    may_decide = may_keep and permissions.can_decide(scope, involvement)
    where, left = _Where(scope, involvement), no_partner(involvement.partnership, parties, scope.on)
    return {
        "title": "Register entry",
        "caption": involvement.partnership.name,
        "back": {"href": where.to("partnership"), "text": involvement.partnership.name},
        "involvement": involvement,
        "own_cards": [_own_card(involvement, section, words, clauses, where, may_keep) for section in sections.OWN],
        "joint_cards": [
            (
                anchor(section),
                joint_card(
                    involvement.partnership,
                    section,
                    words,
                    left,
                    where.to("partnership_joint_edit", section.id) if may_joint else "",
                    clauses,
                ),
            )
            for section in sections.JOINT
        ],
        "partners": _partners(scope, involvement, parties, where, may_joint),
        "responsibilities": _responsibilities(scope, involvement, words, where, may_decide),
        "representatives": _representatives(scope, involvement, where, may_keep),
        "gates": _gates(scope, involvement, clauses, where, may_keep),
        "breaches": [(gate_words(row.gate), row) for row in passings.breaches(involvement)],
        "keeping": _keeping(involvement, where, may_joint and may_decide),
        "files": files_panel(scope, ownership.INVOLVEMENT, str(involvement.pk)),
        "withdraw_url": where.to("withdraw") if permissions.can_withdraw_entry(scope, involvement) else "",
        "why_not": "" if may_keep else why_not(scope, involvement),
    }


class _Where:
    """Addresses of this partnership."""

    def __init__(self, scope: Scope, involvement: Involvement) -> None:
        self.args = [scope.council.slug, involvement.reference]

    def to(self, name: str, *more: Any) -> str:
        return reverse(name, args=[*self.args, *more])


def why_not(scope: Scope, involvement: Involvement) -> str:
    """Why the reader may not keep the council's own record of it; empty where they may. Who keeps none at all is told
    what they can do."""
    if scope.reach("keep_involvement") is None:
        return READS
    try:
        permissions.check_can_keep_involvement(scope, involvement)
    except NotAllowed as refused:
        return refused.reason
    return ""


def _own_card(
    involvement: Involvement, section: Section, words: Words, clauses: Clauses, where: _Where, may: bool
) -> tuple[str, Params]:
    edit = where.to("partnership_edit", section.id) if may else ""
    rows = [
        answer_row(item, edit, clauses.get(item.name, ())) for item in reading.asked(involvement, section.facts, words)
    ]
    if section.id == "entry":
        number = Row("Our own reference", involvement.own_reference, where.to("own_reference") if may else "")
        rows.insert(0, number)
    return anchor(section), summary(rows, section.title)


NO_OTHERS, MAY_BE_OTHERS = "There are no others.", "There may be others."


def _asks(complete: bool, where: _Where, name: str, may: bool) -> dict[str, str]:
    return {"complete": NO_OTHERS if complete else MAY_BE_OTHERS, "ask": where.to(name) if may else ""}


def _partners(scope: Scope, involvement: Involvement, parties: Sequence[Party], where: _Where, may: bool) -> ListCard:
    now, ended = current_first(parties, scope.on)
    lines = [
        Line(
            party.organisation.name,
            sectors().get(party.organisation.sector, "Sector not recorded"),
            between(party.from_day, party.until),
            [(where.to("party", party.reference), "View")],
        )
        for party in (*now, *ended)
    ]
    card = list_card("Partners", lines, [(where.to("party_search"), "Add a partner")] if may else [])
    complete = involvement.partnership.is_complete("partners")
    return ListCard("partners", card, "No partner is recorded yet.", **_asks(complete, where, "parties_complete", may))


def _responsibilities(scope: Scope, involvement: Involvement, words: Words, where: _Where, may: bool) -> ListCard:
    titles = words.roles()
    now, ended = current_first(parts.responsibilities(involvement), scope.on)
    lines = []
    for row in (*now, *ended):
        links = [("responsibility_pass_on", "Pass on"), ("responsibility_end", "End")] if row in now else []
        links += [("responsibility_correct", "Correct"), ("responsibility_remove", "Take out")]
        to = [(where.to(name, row.pk), text) for name, text in links if may]
        lines.append(Line(titles.get(row.role, row.role), holder(row), between(row.from_day, row.until), to))
    card = list_card(
        "Responsibilities", lines, [(where.to("responsibility_give"), "Give a responsibility")] if may else []
    )
    asks = _asks(involvement.is_complete("responsibilities"), where, "responsibilities_complete", may)
    return ListCard("responsibilities", card, "Nobody is recorded as responsible yet.", **asks)


def _representatives(scope: Scope, involvement: Involvement, where: _Where, may: bool) -> ListCard:
    now, ended = current_first(parts.representatives(involvement), scope.on)
    lines = []
    for row in (*now, *ended):
        links = [("representative_end", "End")] if row in now else []
        links += [("representative_correct", "Correct")]
        to = [(where.to(name, row.pk), text) for name, text in links if may]
        lines.append(Line(row.person.name, CAPACITIES[row.capacity], between(row.from_day, row.until), to))
    card = list_card(
        "Representatives", lines, [(where.to("representative_give"), "Add a representative")] if may else []
    )
    return ListCard("representatives", card, "Nobody is recorded here as representing the council yet.")


def _gates(scope: Scope, involvement: Involvement, clauses: Clauses, where: _Where, may: bool) -> Params:
    come = {one.gate: has_it_happened(one) for one in passings.come(involvement, scope.on)}
    rows = [
        Row(
            gate_words(gate),
            come.get(gate) or involvement.answer(column(fact)),
            where.to("gate", gate) if may else "",
            FACTS[fact],
            clause=clause_words(clauses.get(fact, ())),
        )
        for gate, fact in sections.GATE_FACTS.items()
    ]
    return summary(rows, "What happened when")


def _keeping(involvement: Involvement, where: _Where, may: bool) -> Params:
    partnership = involvement.partnership
    rows = [Row("Kept by", partnership.steward.name), Row("Who may find it", OPEN_TO[partnership.open_to])]
    actions = [("View", reverse("joint", args=[partnership.reference]))]
    if may:
        actions += [("Say who may find it", where.to("open_to")), ("Hand it over", where.to("hand_stewardship"))]
    return plain_card("Joint record", rows, actions)
