"""Status words: a table of outcome, strength, day due and deviation; and what a standing counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.protocol.building import DAY, duty, facts_in, rules_of

from concordat.protocol.findings import Finding
from concordat.protocol.standing import NOTICE, standing, status_of, tally
from concordat.protocol.vocabulary import Outcome

YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)
SOON, LATER = DAY + NOTICE, DAY + NOTICE + timedelta(days=1)

TABLE: list[tuple[Outcome, str, date | None, str]] = [
    ("not_applicable", "must", None, "not applicable"),
    ("not_applicable", "must", YESTERDAY, "not applicable"),
    ("met", "must", None, "met"),
    ("met", "must", LATER, "met"),
    ("met", "must", SOON, "due by"),
    ("met", "must", TOMORROW, "due by"),
    ("met", "should", TOMORROW, "due by"),
    ("not_met", "must", None, "not met"),
    ("not_met", "must", LATER, "due by"),
    ("not_met", "must", DAY, "due by"),
    ("not_met", "must", YESTERDAY, "overdue"),
    ("not_known", "must", None, "not known"),
    ("not_known", "must", TOMORROW, "not known"),
    ("not_known", "must", YESTERDAY, "overdue"),
    ("not_met", "should", None, "advised, not in place"),
    ("not_met", "should", YESTERDAY, "advised, not in place"),
    ("not_met", "seek", YESTERDAY, "advised, not in place"),
    ("not_met", "may", YESTERDAY, "advised, not in place"),
    ("not_known", "should", None, "not known"),
    ("not_known", "should", YESTERDAY, "not known"),
    ("not_known", "may", YESTERDAY, "not known"),
]


@pytest.mark.parametrize(("outcome", "strength", "due", "word"), TABLE)
def test_the_status_of_a_finding(outcome: Outcome, strength: str, due: date | None, word: str) -> None:
    assert status_of(Finding("", outcome, due, None), strength, DAY) == word


@pytest.mark.parametrize("strength", ["must", "should", "seek", "may"])
def test_a_deviation_stands_for_what_is_not_met_and_changes_nothing_else(strength: str) -> None:
    allowed = {"reason": "agreed"}
    for outcome, word in {"not_met": "deviation until", "not_known": "deviation until", "met": "met"}.items():
        assert status_of(Finding("", outcome, None, None), strength, DAY, allowed) == word  # type: ignore[arg-type]
    assert status_of(Finding("", "not_applicable", None, None), strength, DAY, allowed) == "not applicable"


def test_only_a_must_is_ever_overdue() -> None:
    found = {
        strength: status_of(Finding("", outcome, YESTERDAY, None), strength, DAY)
        for strength in ("must", "should", "seek", "may")
        for outcome in ("not_met",)
    }
    assert [strength for strength, word in found.items() if word == "overdue"] == ["must"]


def test_what_is_complete_late_is_overdue_at_its_gate() -> None:
    rules = duty("kind: complete\nfacts: [terms.quorum]\nbefore: start")
    facts = facts_in(rules, "gates.start_on: 2026-03-01")
    assert [line.status for line in standing(rules, facts, date(2026, 3, 1))] == ["not known"]
    assert [line.status for line in standing(rules, facts, date(2026, 3, 2))] == ["overdue"]


def test_a_standing_lists_every_finding_in_the_order_of_the_edition() -> None:
    rules = rules_of(
        duties="""
- {id: z, clause: "1", words: Z., strength: must, kind: complete, facts: [terms.quorum]}
- {id: a, clause: "2", words: A., strength: should, each: projects, kind: holds, holds: this.major}
"""
    )
    facts = facts_in(rules, "terms.quorum: three\nprojects: [{id: p, major: no}, {id: q, major: yes}]")
    lines = standing(rules, facts, DAY)
    assert [(line.duty.id, line.finding.row, line.status) for line in lines] == [
        ("z", "", "met"),
        ("a", "p", "advised, not in place"),
        ("a", "q", "met"),
        ("a", "?", "not known"),
    ]
    assert tally(lines) == {"met": 2, "advised, not in place": 1, "not known": 1}
