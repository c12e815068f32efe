"""A form as it was submitted, in words, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.answers.behind import differs
from concordat.answers.models import Submitted
from concordat.answers.places import to
from concordat.answers.presenters import Params
from concordat.answers.presenters_sharing import name_of
from concordat.answers.words import MAY_BE_OTHERS, Told
from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.protocol.forms import sections
from concordat.protocol.values import Facts, Rows
from concordat.register.fact_text import from_text
from concordat.register.known import known_of
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo
from concordat.ui.summaries import Row, summary
from concordat.ui.tables import Column, Content, Table
from concordat.ui.words import day

LEFT_OUT = "Not answered"


@dataclass(frozen=True)
class Answered:
    """A question with the answer that was submitted; a list by its rows."""

    ask: str
    clause: str
    answer: str
    rows: Sequence[str]


def page(scope: Scope, involvement: Involvement, row: Submitted) -> Params:
    """What the page of a submission shows."""
    rules, frozen = rules_of(row.adoption), from_text(row.answers)
    form = rules.edition.forms[row.form]
    now = _today(scope, involvement, frozen)
    asked = [
        (section.title, questions)
        for section in sections(rules.edition, row.form)
        if (questions := [one for one in section.questions if one.id in row.asked])
    ]
    about = {one.about: one.ask for _, questions in asked for one in questions}
    told = Told(scope, rules, frozen, {name: value for name, value in now.items() if name in about})
    return {
        "title": f"{form.title}, as submitted",
        "caption": involvement.partnership.name,
        "back": {"href": to(scope, involvement, "forms"), "text": "Forms"},
        "head": _head(row),
        "sections": [
            (title, [_answered(told, frozen, one.ask, one.about, one.clause or "") for one in questions])
            for title, questions in asked
        ],
        "changed": _changed(told, about, frozen, now),
    }


def _head(row: Submitted) -> Params:
    rows = [Row("Submitted on", day(row.day)), Row("By", name_of(row.by))]
    return summary([*rows, Row("Under", f"{row.adoption.title} ({row.adoption})")])


def _today(scope: Scope, involvement: Involvement, frozen: Facts) -> Facts:
    """What is known today; where no protocol is in force any more, nothing is held against what was submitted."""
    try:
        return known_of(scope, involvement).facts
    except CannotDo:
        return frozen


def _answered(told: Told, frozen: Facts, ask: str, about: str, clause: str) -> Answered:
    return Answered(ask, clause, _line(told, about, frozen), told.rows(about, frozen.get(about)))


def _line(told: Told, about: str, frozen: Facts) -> str:
    return told.line(about, frozen) if about in frozen else LEFT_OUT


def _changed(told: Told, about: dict[str, str], frozen: Facts, now: Facts) -> Table:
    """What is answered otherwise today, of what was asked then."""
    rows: list[list[Content]] = [
        [ask, *both(told, name, frozen, now)]
        for name, ask in about.items()
        if differs(told.fact(name), name, frozen, now)
    ]
    columns = [Column("Question"), Column("As submitted"), Column("Today")]
    return Table(columns, rows, "Changed since", "Nothing has changed since it was submitted.")


def both(told: Told, name: str, frozen: Facts, now: Facts) -> tuple[str, str]:
    """An answer then and now; of a list, what only one of the two has."""
    was, became = frozen.get(name), now.get(name)
    if not isinstance(was, Rows) or not isinstance(became, Rows):
        return _line(told, name, frozen), told.line(name, now)
    then, today = told.rows(name, was), told.rows(name, became)
    return (
        _only(then, today, MAY_BE_OTHERS if not was.complete else ""),
        _only(today, then, MAY_BE_OTHERS if not became.complete else ""),
    )


def _only(mine: Sequence[str], others: Sequence[str], after: str) -> str:
    left = [line for line in mine if line not in others]
    return " · ".join([*left, *([after] if after else [])]) or f"{len(mine)} on record."
