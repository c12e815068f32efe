"""A form among papers: what was asked and answered, as it was submitted, and who helped with it by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concordat.answers.behind import otherwise, since_words
from concordat.answers.models import Submitted
from concordat.answers.presenters_submitted import LEFT_OUT
from concordat.answers.words import MAY_BE_OTHERS, Told
from concordat.approvals import presenters_beside as lying
from concordat.approvals.models import Papers
from concordat.approvals.presenters import Where
from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.protocol.ask import Question
from concordat.protocol.forms import sections
from concordat.protocol.values import Facts, Rows
from concordat.register.fact_text import from_text
from concordat.ui.tables import Table
from concordat.ui.words import day

# More columns than these do not fit beside the question.
_MOST_COLUMNS = 6


@dataclass(frozen=True)
class Answer:
    """A question with what was answered to it: in words, or the rows of a list with whether there may be more.

    The rows are a table, or ``lines`` that each say all of a row, where a table would be too wide to be read.
    ``recorded`` is what was on record as the papers were sent in, where that was something else; a line a row.
    """

    ask: str
    clause: str
    words: str
    rows: Table | None = None
    lines: Sequence[str] = ()
    recorded: Sequence[str] = ()


def form_shown(
    scope: Scope, row: Papers, told: Told, one: Submitted, names: Mapping[int, str], recorded: Facts
) -> dict[str, Any]:
    """A form as submitted: its sections, each with what was asked then and answered; who helped with it; and what was
    on record otherwise as the papers were sent in."""
    edition, facts, asked = rules_of(one.adoption).edition, from_text(one.answers), set(one.asked)
    changed = {question.id for question in otherwise(one, recorded)}
    parts = [
        (section.title, answers)
        for section in sections(edition, one.form)
        if (
            answers := [
                _answer(told, facts, question, recorded if question.id in changed else None)
                for question in section.questions
                if question.id in asked
            ]
        )
    ]
    by = f"Submitted by {one.by.name}" if one.by else "Submitted"
    return {
        "id": one.form,
        "behind": since_words(len(changed)) if changed else "",
        "title": edition.forms[one.form].title,
        "when": f"{by} on {day(one.day)}",
        "parts": parts,
        "asked": lying.asked_table(edition, row, one.form, names),
        "handed": lying.handed_table(edition, row, one.form, names),
        "href": Where(scope, row.involvement).to("submitted", one.pk),
    }


def _answer(told: Told, facts: Facts, question: Question, recorded: Facts | None) -> Answer:
    name, clause = question.about, question.clause or ""
    value, now = facts.get(name), _recorded(told, name, recorded) if recorded is not None else ()
    table = told.whole(name, value)
    if table is not None and isinstance(value, Rows):
        more = "" if value.complete else MAY_BE_OTHERS
        if len(table.columns) > _MOST_COLUMNS:
            return Answer(question.ask, clause, more, lines=told.rows(name, value), recorded=now)
        return Answer(question.ask, clause, more, table, recorded=now)
    words = told.line(name, facts) if name in facts else LEFT_OUT
    return Answer(question.ask, clause, words, recorded=now)


def _recorded(told: Told, name: str, recorded: Facts) -> Sequence[str]:
    """What was on record instead: a list row by row, with whether there may be more."""
    value = recorded.get(name)
    rows = told.rows(name, value)
    if rows and isinstance(value, Rows):
        return rows if value.complete else [*rows, MAY_BE_OTHERS]
    return [told.line(name, recorded)]
