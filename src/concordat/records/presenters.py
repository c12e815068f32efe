"""What is kept of one subject as a page shows it: cards of facts, lists, and apart from them what nobody asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from concordat.councils.scope import Scope
from concordat.records import beside, permissions, queries
from concordat.records.catalogue import Section, Subject, subjects
from concordat.records.places import Where, where
from concordat.records.presenters_rows import ListShown, list_shown
from concordat.records.queries import AnyFact, Side
from concordat.records.reading import Reading
from concordat.register.forms import Asked
from concordat.register.models import Involvement
from concordat.register.presenters import Params, answer_row, answers_card
from concordat.ui.answers import BLANK
from concordat.ui.refusals import NotAllowed
from concordat.ui.summaries import summary


def subject_page(scope: Scope, involvement: Involvement, reading: Reading, subject: Subject) -> dict[str, Any]:
    """Everything of a subject: first what the protocol asks or somebody has answered, then the rest."""
    at = where(scope, involvement)
    kept = queries.of_both(involvement, [*(name for part in subject.sections for name in part.facts), *subject.lists])
    shown = [_section(section, reading, kept.facts[section.joint], at) for section in subject.sections]
    lists = [list_shown(reading, group, kept, at) for group in subject.lists]
    shown_lists = [one for one in lists if one.is_asked or one.has_any]
    return {
        "title": subject.title,
        "cards": [(f"section-{part.id}", first) for part, first, _rest in shown if first],
        "lists": shown_lists,
        "differing": beside.on_amounts(reading, (name for part in subject.sections for name in part.facts), kept, at),
        "chooses": any(one.chooses for one in shown_lists),
        "rest": _Rest(
            [rest for _part, _first, rest in shown if rest],
            [one for one in lists if one not in shown_lists],
        ),
        "subjects": _others(reading, subject, at),
        "why_not": _why_not(scope, involvement, at),
    }


@dataclass(frozen=True)
class _Rest:
    """What no part of the edition asks for, and nobody has answered."""

    cards: Sequence[Params]
    lists: Sequence[ListShown]

    @property
    def count(self) -> int:
        """How many facts and lists there are."""
        return sum(len(card["rows"]) for card in self.cards) + len(self.lists)


def split(reading: Reading, items: Sequence[Asked]) -> tuple[list[Asked], list[Asked]]:
    """The facts that are asked or answered, and the others."""
    first = [item for item in items if item.name in reading.asks.clauses or item.answer is not BLANK]
    return first, [item for item in items if item not in first]


def _section(
    section: Section, reading: Reading, kept: dict[str, AnyFact], at: Where
) -> tuple[Section, Params | None, Params | None]:
    first, rest = split(reading, reading.answers(section.facts, kept))
    edit = at.edit("section_edit", section.id, joint=section.joint)
    folded = f"{edit}?all" if edit else ""
    clauses = reading.asks.clauses
    return (
        section,
        _card(section, reading, kept, first, edit),
        answers_card(section.title, rest, folded, clauses) if rest else None,
    )


def _card(
    section: Section, reading: Reading, kept: dict[str, AnyFact], items: Sequence[Asked], edit: str
) -> Params | None:
    """The answers of a section, and below them its sums, which nobody answers."""
    clauses = reading.asks.clauses
    sums = [item for item in reading.sums(section.sums, kept) if item.answer is not BLANK]
    if not items:
        return None
    rows = [answer_row(item, edit, clauses.get(item.name, ())) for item in items]
    return summary([*rows, *(answer_row(item, "", clauses.get(item.name, ())) for item in sums)], section.title)


def _others(reading: Reading, now: Subject, at: Where) -> list[tuple[str, str]]:
    """The other subjects: title, and address (empty for the one that is shown)."""
    return [
        (subject.title, "" if subject.id == now.id else at.to("subject", subject.id))
        for subject in subjects(reading.rules.table)
    ]


def _why_not(scope: Scope, involvement: Involvement, at: Where) -> list[str]:
    """Why the reader cannot change one side or the other; empty where both are theirs to keep."""
    found = []
    for joint in (False, True):
        if joint in at.may:
            continue
        try:
            permissions.check_can_keep(scope, Side(involvement, joint))
        except NotAllowed as refused:
            found.append(refused.reason)
    return list(dict.fromkeys(found))
