"""What is recorded of a partnership beyond the register, a line a subject: a panel of its page, in two queries."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from concordat.councils.scope import Scope
from concordat.protocol.facts import FactTable
from concordat.records.asking import Asks, asks_of
from concordat.records.catalogue import Subject, sides, subjects
from concordat.records.fitting import rules_for
from concordat.records.queries import Tally, tally
from concordat.register.hooks import Panel
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo

NOTHING = "The protocol asks nothing here, and nothing is recorded."


def of_partnership(scope: Scope, involvement: Involvement) -> Panel | None:
    """The panel; None where no protocol is in force, since then nothing can be kept here."""
    try:
        rules = rules_for(scope, involvement)
    except CannotDo:
        return None
    asks, known = asks_of(rules), tally(involvement)
    args = [scope.council.slug, involvement.reference]
    rows = [
        {
            "key": {"text": subject.title},
            "value": {"html": format_html_join(mark_safe("<br>"), "{}", ((words,) for words in found))},
            "actions": {"items": [_view(reverse("subject", args=[*args, subject.id]), subject.title)]},
        }
        for subject in subjects(rules.table)
        for found in [_words(subject, rules.table, asks, known)]
    ]
    return Panel("records/panel.html", {"records": {"rows": rows}})


def _view(href: str, title: str) -> dict[str, str]:
    return {"href": href, "text": "View", "visuallyHiddenText": title.lower()}


def _words(subject: Subject, table: FactTable, asks: Asks, known: Tally) -> Iterator[str]:
    """How many questions are answered, and what there is of each list that is asked for or begun."""
    facts = [name for section in subject.sections for name in section.facts]
    asked = [name for name in facts if name in asks.clauses]
    others = sum(name in known.said for name in facts if name not in asks.clauses)
    answered = sum(name in known.said for name in asked)
    lists = list(_lists(subject, table, known))
    waiting = sum(_waits(group, table, asks, known) for group in subject.lists)
    if asked:
        yield f"{answered} of {len(asked)} question{'s' if len(asked) != 1 else ''} answered" + (
            f", and {others} that {'are' if others > 1 else 'is'} not asked" if others else ""
        )
    elif others:
        yield f"{others} answered, none asked"
    if lists:
        yield "; ".join(lists)
    if waiting:
        yield f"{waiting} list{'s' if waiting > 1 else ''} not answered yet"
    if not (asked or others or lists or waiting):
        yield NOTHING


def _lists(subject: Subject, table: FactTable, known: Tally) -> Iterator[str]:
    """The lists that have rows, or of which every side has said that there are none, or that they do not apply."""
    for group in subject.lists:
        if known.rows[group]:
            yield f"{table[group].words}: {known.rows[group]}"
        elif known.said[group] >= len(sides(table[group])):
            yield f"{table[group].words}: {'does not apply' if known.not_applicable[group] else 'none'}"


def _waits(group: str, table: FactTable, asks: Asks, known: Tally) -> bool:
    """Whether the edition asks for a list of which nobody has said anything."""
    asked = group in asks.clauses and table[group].blank == "unknown"
    return asked and not known.rows[group] and known.said[group] < len(sides(table[group]))
