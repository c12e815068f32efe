"""The kinds ``closed``, ``judgement`` and ``published``."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol.building import by_row, duty, findings, outcome

from concordat.protocol.findings import Finding
from concordat.protocol.rules import Rules

AUDIT = "kind: closed\neach: recommendations\nwhere: {fact: this.source, in: [audit, inspection]}"


def recommendation(more: str) -> str:
    return f"recommendations: {{complete: yes, rows: [{{id: one, source: audit{more}}}]}}"


DUE, CLOSED = ", due_on: 2026-03-20", ", closed_on: 2026-03-25"
NEXT = date(2026, 3, 21)

CLOSINGS = {
    "before its day": (DUE, "2026-03-01", ("met", date(2026, 3, 20), NEXT)),
    "trial 9: on its day": (DUE, "2026-03-20", ("met", date(2026, 3, 20), NEXT)),
    "trial 9: from the day after": (DUE, "2026-03-21", ("not_met", date(2026, 3, 20), None)),
    "to be closed later": (DUE + CLOSED, "2026-03-21", ("not_met", date(2026, 3, 20), date(2026, 3, 25))),
    "closed late": (DUE + CLOSED, "2026-03-25", ("met", None, None)),
    "closed with no day due": (CLOSED, "2026-03-25", ("met", None, None)),
    "no day due": ("", "2026-03-25", ("not_known", None, None)),
    "no day due, to be closed later": (CLOSED, "2026-03-24", ("not_known", None, date(2026, 3, 25))),
    "on the last day of the calendar": (", due_on: 9999-12-31", "2026-03-24", ("met", date.max, None)),
}


@pytest.fixture(scope="module")
def audit() -> Rules:
    return duty(AUDIT)


@pytest.mark.parametrize(("more", "on", "expected"), CLOSINGS.values(), ids=CLOSINGS)
def test_a_row_is_closed_by_its_day(audit: Rules, more: str, on: str, expected: tuple[object, ...]) -> None:
    assert findings(audit, recommendation(more), date.fromisoformat(on)) == (Finding("one", *expected),)  # type: ignore[arg-type]


def test_rows_that_are_not_asked_of_do_not_apply(audit: Rules) -> None:
    facts = "recommendations: {complete: yes, rows: [{id: one, source: scrutiny, due_on: 2020-01-01}]}"
    assert by_row(audit, facts) == {"one": "not_applicable"}


ASK = 'judged:\n  outcome_focused: {ask: Are they about outcomes?, clause: "2", by: [lead_officer, director]}\n'
BY = "kind: judgement\nquestion: outcome_focused\nby: [lead_officer]"
WHOLE = "answer: yes, by: lead_officer, on: 2026-02-01, reason: Read one by one."


def judged(text: str) -> str:
    return f"judged.outcome_focused: {{{text}}}"


@pytest.fixture(scope="module")
def judgement() -> Rules:
    return duty(BY, head=ASK)


JUDGED = {
    "yes, by the right role, with a reason": (judged(WHOLE), "met"),
    "not asked": ("", "not_known"),
    "cannot be told": (judged("answer: not_known, by: lead_officer, reason: Too early."), "not_known"),
    "no": (judged("answer: no, by: lead_officer, reason: They count meetings."), "not_met"),
    "does not apply": ("judged.outcome_focused: {na: there are no measures}", "not_applicable"),
    "by another role": (judged(WHOLE.replace("lead_officer", "director")), "not_known"),
    "by nobody": (judged("answer: yes, on: 2026-02-01, reason: So."), "not_known"),
    "without a reason": (judged("answer: yes, by: lead_officer, on: 2026-02-01"), "not_known"),
    "plainly yes": ("judged.outcome_focused: yes", "not_known"),
}


@pytest.mark.parametrize(("facts", "expected"), JUDGED.values(), ids=JUDGED)
def test_a_judgement_is_a_yes_by_the_role_with_a_reason(judgement: Rules, facts: str, expected: str) -> None:
    assert outcome(judgement, facts) == expected


def test_a_judgement_counts_from_its_day(judgement: Rules) -> None:
    assert findings(judgement, judged(WHOLE), date(2026, 1, 31)) == (Finding("", "not_known", None, date(2026, 2, 1)),)
    assert findings(judgement, judged(WHOLE), date(2026, 2, 1)) == (Finding("", "met", None, None),)


def test_a_judgement_is_asked_again_after_its_period() -> None:
    rules, due = duty(f"{BY}\nevery: {{months: 12}}", head=ASK), date(2027, 2, 1)
    assert findings(rules, judged(WHOLE), date(2027, 1, 31)) == (Finding("", "met", due, due),)
    assert findings(rules, judged(WHOLE), due) == (Finding("", "not_met", due, None),)
    assert outcome(rules, judged(WHOLE.replace("on: 2026-02-01, ", ""))) == "not_known"


SHOWN = "kind: published\nsubject: register\nto: [public, partners]"


def published(*rows: str) -> str:
    return f"published: [{', '.join(f'{{subject: register, {row}}}' for row in rows)}]"


@pytest.fixture(scope="module")
def shown() -> Rules:
    return duty(SHOWN)


PUBLISHED = {
    "nothing": ("", "not_met"),
    "to both": (published("to: [public, partners], from: 2026-01-01"), "met"),
    "to each apart": (published("to: public, from: 2026-01-01", "to: partners, from: 2026-01-01"), "met"),
    "to one alone": (published("to: [public], from: 2026-01-01"), "not_met"),
    "to members besides": (published("to: [public, partners, members], from: 2026-01-01"), "met"),
    "something else": ("published: [{subject: minutes, to: [public, partners], from: 2026-01-01}]", "not_met"),
    "not yet": (published("to: [public, partners], from: 2026-03-02"), "not_met"),
    "since when is not known": (published("to: [public, partners]"), "not_known"),
}


@pytest.mark.parametrize(("facts", "expected"), PUBLISHED.values(), ids=PUBLISHED)
def test_published_reaches_all_who_may_see_it(shown: Rules, facts: str, expected: str) -> None:
    assert outcome(shown, facts) == expected


def test_published_lapses_when_it_is_withdrawn(shown: Rules) -> None:
    facts = published("to: [public, partners], from: 2026-01-01, until: 2026-06-01")
    assert findings(shown, facts, date(2026, 5, 31)) == (Finding("", "met", date(2026, 6, 1), date(2026, 6, 1)),)
    assert findings(shown, facts, date(2026, 6, 1)) == (Finding("", "not_met", None, None),)
