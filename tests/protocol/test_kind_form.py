"""The kind ``form``: submitted, and with ``every`` again in time."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol.building import FORM, duty, findings, outcome

from concordat.protocol.findings import Finding
from concordat.protocol.rules import Rules

START = FORM.format(id="start")
SUBMITTED = "forms: [{form: other, submitted_on: 2026-01-01}, {form: start, submitted_on: 2026-03-01}]"


def rules_for(text: str, **parts: str) -> Rules:
    return duty(f"kind: form\nform: start\n{text}", forms_start=START, forms_other=FORM.format(id="other"), **parts)


@pytest.fixture(scope="module")
def once() -> Rules:
    return rules_for("before: start")


def test_a_form_not_submitted_is_not_met_since_silence_is_known(once: Rules) -> None:
    assert outcome(once, "") == "not_met"
    assert outcome(once, "forms: [{form: other, submitted_on: 2026-01-01}]") == "not_met"


def test_a_form_counts_from_the_day_on_which_it_was_submitted(once: Rules) -> None:
    assert findings(once, SUBMITTED, date(2026, 2, 28)) == (Finding("", "not_met", None, date(2026, 3, 1)),)
    assert findings(once, SUBMITTED, date(2026, 3, 1)) == (Finding("", "met", None, None),)


def test_a_form_before_a_gate_is_due_on_its_day(once: Rules) -> None:
    assert findings(once, "gates.start_on: 2026-05-01") == (Finding("", "not_met", date(2026, 5, 1), None),)


def test_a_form_does_not_apply_to_what_is_no_partnership(once: Rules) -> None:
    assert outcome(once, "screening.treated_as: is_not") == "not_applicable"


AGAIN = {
    "in its year": ("2026-02-28", "met", "2027-03-01", "2027-03-01"),
    "on its last day": ("2027-02-28", "met", "2027-03-01", "2027-03-01"),
    "on the day it is due again": ("2027-03-01", "not_met", "2027-03-01", None),
}


@pytest.mark.parametrize(("on", "expected", "due", "changes"), AGAIN.values(), ids=AGAIN)
def test_a_form_is_due_again_after_its_period(on: str, expected: str, due: str, changes: str | None) -> None:
    rules = rules_for("every: {months: 12}")
    day = max(date.fromisoformat(on), date(2026, 3, 1))
    found = Finding("", expected, date.fromisoformat(due), date.fromisoformat(changes) if changes else None)  # type: ignore[arg-type]
    assert findings(rules, SUBMITTED, day) == (found,)


def test_the_last_of_several_submissions_counts() -> None:
    rules = rules_for("every: {months: 12}")
    facts = "forms: [{form: start, submitted_on: 2026-06-01}, {form: start, submitted_on: 2025-03-01}]"
    assert findings(rules, facts, date(2026, 2, 1))[0][1:] == ("met", date(2026, 3, 1), date(2026, 3, 1))
    assert findings(rules, facts, date(2026, 3, 1))[0][1:] == ("not_met", date(2026, 3, 1), date(2026, 6, 1))
    assert findings(rules, facts, date(2026, 6, 1))[0][1:] == ("met", date(2027, 6, 1), date(2027, 6, 1))


def test_a_period_that_the_council_has_not_set_is_not_known() -> None:
    head = "settings:\n  rhythm: {type: months, words: How often}\n"
    rules = rules_for("every: {setting: rhythm}", head=head)
    assert outcome(rules, SUBMITTED) == "not_known"
    assert outcome(rules, f"{SUBMITTED}\nsetting.rhythm: 6") == "met"
    assert outcome(rules, "") == "not_met"
