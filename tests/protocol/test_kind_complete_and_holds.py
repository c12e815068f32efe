"""The kinds ``complete`` and ``holds``."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol.building import DAY, by_row, duty, findings, outcome

from concordat.protocol.findings import Finding
from concordat.protocol.rules import Rules

NOTICE = "kind: complete\nfacts: [terms.notice_days, terms.quorum]"


@pytest.fixture(scope="module")
def notice() -> Rules:
    return duty(NOTICE)


COMPLETE = {
    "all known": ("terms.notice_days: 90\nterms.quorum: a third", "met"),
    "nil is known": ("terms.notice_days: 0\nterms.quorum: a third", "met"),
    "one is blank": ("terms.quorum: a third", "not_known"),
    "one is said not to be known": ("terms.notice_days: not_known\nterms.quorum: a third", "not_known"),
    "one does not apply, with a reason": ("terms.notice_days: {na: no notice}\nterms.quorum: a third", "met"),
    "all are blank": ("", "not_known"),
}


@pytest.mark.parametrize(("facts", "expected"), COMPLETE.values(), ids=COMPLETE)
def test_complete_is_met_once_all_is_known_and_never_not_met(notice: Rules, facts: str, expected: str) -> None:
    assert findings(notice, facts) == (Finding("", expected, None, None),)  # type: ignore[arg-type]


def test_complete_asks_that_a_list_is_marked_complete() -> None:
    rules = duty("kind: complete\nfacts: [grants]")
    assert outcome(rules, "grants: [{funder: A}]") == "not_known"
    assert outcome(rules, "grants: {complete: yes, rows: [{funder: A}]}") == "met"
    assert outcome(rules, "grants: {complete: yes}") == "met"
    assert outcome(rules, "grants: {na: nobody gives any}") == "met"


def test_complete_of_each_row_asks_fields_of_the_row() -> None:
    # Trial 9: of each target missed, an exception report and what is done about it.
    rules = duty("kind: complete\neach: missed_targets\nfacts: [this.reported_to_board_on, this.corrective_action]")
    facts = """
missed_targets:
  complete: yes
  rows:
  - {id: bins, reported_to_board_on: 2026-02-01, corrective_action: More lorries}
  - {id: roads, corrective_action: {na: nothing can be done about frost}}
"""
    assert by_row(rules, facts) == {"bins": "met", "roads": "not_known"}


BODY = "accountable_body"
ACCOUNTABLE = f"kind: holds\nbefore: accountable_body\nwhen: {{some: grants}}\nholds: {{all: [{BODY}.nominated, {BODY}.legal_entity, {BODY}.capable]}}"
GRANT = "grants: [{funder: A}]\n"

HOLDS = {
    "all three": (f"{GRANT}{BODY}.nominated: yes\n{BODY}.legal_entity: yes\n{BODY}.capable: yes", "met"),
    "trial 5: no legal entity, although whether it is capable is blank": (
        f"{GRANT}{BODY}.nominated: yes\n{BODY}.legal_entity: no",
        "not_met",
    ),
    "one is blank": (f"{GRANT}{BODY}.nominated: yes\n{BODY}.legal_entity: yes", "not_known"),
    "none applies": (
        GRANT + "".join(f"{BODY}.{fact}: {{na: x}}\n" for fact in ("nominated", "legal_entity", "capable")),
        "not_applicable",
    ),
    "no grant": (f"grants: {{complete: yes}}\n{BODY}.nominated: no", "not_applicable"),
    "whether there is a grant is not known": (f"{BODY}.nominated: no", "not_known"),
}


@pytest.fixture(scope="module")
def accountable() -> Rules:
    return duty(ACCOUNTABLE)


@pytest.mark.parametrize(("facts", "expected"), HOLDS.values(), ids=HOLDS)
def test_holds_is_as_true_as_its_condition(accountable: Rules, facts: str, expected: str) -> None:
    assert outcome(accountable, facts) == expected


def test_holds_lapses_with_the_rows_that_it_reads() -> None:
    rules = duty("kind: holds\nholds: {some: documents, where: this.on_file}")
    facts = "documents: {complete: yes, rows: [{on_file: yes, from: 2026-01-01, until: 2026-06-01}]}"
    assert findings(rules, facts, date(2026, 5, 31)) == (Finding("", "met", None, date(2026, 6, 1)),)
    assert findings(rules, facts, date(2026, 6, 1)) == (Finding("", "not_met", None, None),)
    assert findings(rules, facts, date(2025, 12, 1)) == (Finding("", "not_met", None, date(2026, 1, 1)),)


def test_trial_4_risks_in_the_service_plan_and_in_the_operational_register() -> None:
    plan = duty("kind: holds\nholds: {every: council_risks, holds: {fact: this.recorded_in, includes: [service_plan]}}")
    register = duty(
        "kind: holds\nwhen: {fact: significance.band, in: [significant]}\n"
        "holds: {every: council_risks, holds: {fact: this.recorded_in, includes: [operational_register]}}"
    )
    facts = (
        "significance.band: significant\n"
        "council_risks: {complete: yes, rows: [{id: flood, recorded_in: [service_plan]}]}"
    )
    assert outcome(plan, facts, DAY) == "met"
    assert outcome(register, facts, DAY) == "not_met"
    assert outcome(register, facts.replace(": significant", ": ordinary"), DAY) == "not_applicable"
    assert outcome(plan, "council_risks: [{id: flood, recorded_in: [service_plan]}]") == "not_known"
