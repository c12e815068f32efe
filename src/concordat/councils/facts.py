"""What is known of a council itself: its answers, the day it adopted its protocol, its settings in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from concordat.councils.adopted_rules import rules_of
from concordat.councils.models import Adoption, AssessmentQuestion, Council
from concordat.councils.queries import given_on
from concordat.councils.setting_values import typed
from concordat.protocol.given import settings_of
from concordat.protocol.rules import Rules
from concordat.protocol.values import Row, Rows, Value
from concordat.ui.answers import BLANK
from concordat.ui.once import once

ANSWERS = ("register_keeper", "policy_statement")
QUESTIONS = "assessment_questions"


def facts_of_council(council: Council, on: date) -> dict[str, Value]:
    """The council's own facts on a day, blank ones absent, and its settings of the edition in force. Three queries."""
    answers = {f"council.{name}": council.answer(name) for name in ANSWERS}
    facts: dict[str, Value] = {name: value for name, value in answers.items() if value is not BLANK}
    questions = questions_of(council)
    if questions.rows or questions.complete:
        facts[QUESTIONS] = questions
    rows = Adoption.objects.filter(council=council).defer("canonical").order_by("from_day")
    adoptions = [row for row in once(("adoptions", council.pk), lambda: list(rows)) if row.from_day <= on]
    in_force = adoptions[-1] if adoptions and _counts(adoptions[-1], on) else None
    if in_force is None:
        return facts
    facts["council.adopted_on"] = adopted_on(adoptions)
    return {**facts, **settings_under(rules_of(in_force), given_on(council, on))}


def questions_of(council: Council) -> Rows:
    """The questions of outside assessments as rows; what nobody has answered of one is left out. One query."""
    asked = AssessmentQuestion.objects.filter(council=council).order_by("pk")
    rows = once(("assessment questions", council.pk), lambda: list(asked))
    return Rows(tuple(_question(row) for row in rows), complete=council.is_complete(QUESTIONS))


def _question(row: AssessmentQuestion) -> Row:
    answers: dict[str, Any] = {name: row.answer(name) for name in ("source", "answered_from")}
    known = {name: value for name, value in answers.items() if value is not BLANK}
    return {"id": str(row.pk), "words": row.words, **known}


def settings_under(rules: Rules, given: Mapping[str, Any]) -> dict[str, Value]:
    """``setting.*`` under an edition: its own defaults, and over them what the council gave (plain, by setting)."""
    facts = settings_of(rules.edition)
    for setting, plain in given.items():
        facts.update(typed(rules.edition, rules.table, setting, plain))
    return facts


def adopted_on(adoptions: list[Adoption]) -> date:
    """The day from which the last of these has been in force: a mended revision of the same edition begins nothing."""
    last = adoptions[-1]
    day = last.from_day
    for earlier in reversed(adoptions[:-1]):
        if earlier.edition != last.edition or earlier.until != day:
            break
        day = earlier.from_day
    return day


def _counts(adoption: Adoption, on: date) -> bool:
    return adoption.until is None or adoption.until > on
