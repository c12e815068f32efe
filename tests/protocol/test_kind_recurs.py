"""The kind ``recurs``: something comes round in time, one finding a recipient."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol.building import by_row, duty, findings, outcome

from concordat.protocol.findings import Finding
from concordat.protocol.rules import Rules

REVIEW = "kind: recurs\nevent: review\nsubject: annual_review"
YEARLY = f"{REVIEW}\nevery: {{months: 12}}"
HELD = "events: [{event: review, subject: annual_review, held_on: 2025-06-01}]\n"


@pytest.fixture(scope="module")
def yearly() -> Rules:
    return duty(YEARLY)


DAYS = {
    "the day before it was held": ("2025-05-31", ("not_known", None, "2025-06-01")),
    "the day it was held": ("2025-06-01", ("met", "2026-06-01", "2026-06-01")),
    "trial 4: on 1 March 2026": ("2026-03-01", ("met", "2026-06-01", "2026-06-01")),
    "the day before it is due": ("2026-05-31", ("met", "2026-06-01", "2026-06-01")),
    "trial 4: the day it is due": ("2026-06-01", ("not_met", "2026-06-01", None)),
    "long after": ("2027-06-01", ("not_met", "2026-06-01", None)),
}


@pytest.mark.parametrize(("on", "expected"), DAYS.values(), ids=DAYS)
def test_a_yearly_review_by_the_day(yearly: Rules, on: str, expected: tuple[str, str | None, str | None]) -> None:
    (finding,) = findings(yearly, HELD, date.fromisoformat(on))
    told = [str(part) if part else None for part in finding[1:]]
    assert told == list(expected)


ENTERED = "involvement.entered_on: 2025-09-01\n"


def test_the_first_round_is_counted_from_the_day_of_entry(yearly: Rules) -> None:
    due = date(2026, 9, 1)
    assert findings(yearly, ENTERED, date(2026, 8, 31)) == (Finding("", "met", due, due),)
    assert findings(yearly, ENTERED, due) == (Finding("", "not_met", due, None),)


def test_neither_a_round_nor_a_day_of_entry_is_not_known(yearly: Rules) -> None:
    assert findings(yearly, "") == (Finding("", "not_known", None, None),)


def test_the_later_of_the_last_round_and_the_anchor_counts(yearly: Rules) -> None:
    assert findings(yearly, HELD + ENTERED, date(2026, 7, 1))[0].due_on == date(2026, 9, 1)


def test_the_anchor_may_be_another_day() -> None:
    rules = duty(f"{YEARLY}\nfirst_from: partnership.started_on")
    assert findings(rules, "partnership.started_on: 2026-01-15")[0][1:3] == ("met", date(2027, 1, 15))


def test_an_anchor_that_is_not_known_can_only_be_later() -> None:
    rules = duty(f"{YEARLY}\nfirst_from: partnership.started_on")
    assert outcome(rules, HELD, date(2026, 5, 31)) == "met"
    assert outcome(rules, HELD, date(2026, 6, 1)) == "not_known"
    assert outcome(rules, f"{HELD}partnership.started_on: {{na: never formally}}", date(2026, 6, 1)) == "not_met"


def test_without_a_period_once_is_enough_and_none_is_not_met() -> None:
    rules = duty(REVIEW)
    assert findings(rules, "") == (Finding("", "not_met", None, None),)
    assert findings(rules, HELD, date(2025, 5, 31)) == (Finding("", "not_met", None, date(2025, 6, 1)),)
    assert findings(rules, HELD, date(2099, 1, 1)) == (Finding("", "met", None, None),)


OTHERS = {
    "of another thing": "events: [{event: review, subject: exit_strategy, held_on: 2026-02-01}]",
    "another event": "events: [{event: report, subject: annual_review, held_on: 2026-02-01}]",
}


@pytest.mark.parametrize("facts", OTHERS.values(), ids=OTHERS)
def test_what_is_no_such_round(facts: str) -> None:
    assert outcome(duty(REVIEW), facts) == "not_met"


def test_the_period_may_be_the_partnerships_own() -> None:
    # Trials 5 and 9: how often is what the partnership itself has set.
    rules = duty(f"{REVIEW}\nevery: {{fact: exit.review_months}}")
    assert outcome(rules, HELD, date(2025, 8, 1)) == "not_known"
    assert findings(rules, f"{HELD}exit.review_months: 6", date(2025, 8, 1))[0][1:3] == ("met", date(2025, 12, 1))
    assert outcome(rules, f"{HELD}exit.review_months: {{na: it never ends}}", date(2025, 8, 1)) == "not_applicable"


SETTINGS = "settings:\n  rhythm: {type: months, words: R}\n  planning_month: {type: month, words: Month, default: 3}\n"


def test_the_period_may_be_a_setting() -> None:
    rules = duty(f"{REVIEW}\nevery: {{setting: rhythm}}", head=SETTINGS)
    assert outcome(rules, HELD) == "not_known"
    assert findings(rules, f"{HELD}setting.rhythm: 24")[0].due_on == date(2027, 6, 1)


MONTHS = {"a number": "3", "a setting": "setting.planning_month"}


@pytest.mark.parametrize("month", MONTHS.values(), ids=MONTHS)
def test_the_day_moves_to_the_end_of_the_councils_month(month: str) -> None:
    rules = duty(f"{YEARLY}\nmonth: {month}", head=SETTINGS)
    facts = "events: [{event: review, subject: annual_review, held_on: 2025-04-10}]"
    assert findings(rules, facts, date(2026, 3, 30)) == (Finding("", "met", date(2026, 3, 31), date(2026, 3, 31)),)
    assert outcome(rules, facts, date(2026, 3, 31)) == "not_met"


def test_a_month_that_the_council_has_not_set_moves_nothing() -> None:
    rules = duty(f"{YEARLY}\nmonth: setting.planning_month", head=SETTINGS.replace(", default: 3", ""))
    assert findings(rules, HELD)[0][1:3] == ("met", date(2026, 6, 1))


REPORT = """
of: council
kind: recurs
event: report
subject: private_partnerships
to: [executive, scrutiny_committee]
every: {months: 12}
"""


@pytest.fixture(scope="module")
def report() -> Rules:
    return duty(REPORT)


def test_trial_10_a_report_to_two_bodies_is_one_finding_each(report: Rules) -> None:
    facts = """
council.adopted_on: 2024-01-01
events: [{event: report, subject: private_partnerships, to: [executive], held_on: 2025-09-01}]
"""
    assert by_row(report, facts) == {"executive": "met", "scrutiny_committee": "not_met"}
    assert [finding.due_on for finding in findings(report, facts)] == [date(2026, 9, 1), date(2025, 1, 1)]


def test_one_report_may_go_to_both(report: Rules) -> None:
    facts = "events: [{event: report, subject: private_partnerships, to: [executive, scrutiny_committee], held_on: 2025-09-01}]"
    assert by_row(report, facts) == {"executive": "met", "scrutiny_committee": "met"}


def test_a_council_wide_duty_is_counted_from_the_day_of_adoption(report: Rules) -> None:
    facts = "council.adopted_on: 2025-12-01\nscreening.treated_as: is_not"
    assert [finding[1:3] for finding in findings(report, facts)] == [("met", date(2026, 12, 1))] * 2


def test_trial_10_a_presentation_covers_what_it_has_to() -> None:
    rules = duty(
        "of: council\nkind: recurs\nevent: presentation\nsubject: register\n"
        "about: [efficiency_savings, value_for_money]\nevery: {months: 12}"
    )
    half = "events: [{event: presentation, subject: register, about: [efficiency_savings], held_on: 2026-01-10}]"
    full = half.replace("[efficiency_savings]", "[value_for_money, efficiency_savings, staff]")
    assert outcome(rules, f"{half}\ncouncil.adopted_on: 2020-01-01") == "not_met"
    assert outcome(rules, full) == "met"


def test_a_round_to_come_counts_from_its_day(yearly: Rules) -> None:
    facts = f"{HELD[:-2]}, {{event: review, subject: annual_review, held_on: 2026-07-01}}]"
    assert findings(yearly, facts, date(2026, 6, 15)) == (Finding("", "not_met", date(2026, 6, 1), date(2026, 7, 1)),)
    assert findings(yearly, facts, date(2026, 7, 1))[0][1:3] == ("met", date(2027, 7, 1))


def test_a_period_beyond_the_calendar_is_never_due(yearly: Rules) -> None:
    rules = duty(f"{REVIEW}\nevery: {{fact: exit.review_months}}")
    assert findings(rules, f"{HELD}exit.review_months: 600", date(2026, 3, 1))[0][1] == "met"
