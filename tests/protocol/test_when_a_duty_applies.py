"""Duties apply to what is screened as a partnership, in their circumstances; gates give them their day."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol.building import DAY, by_row, duty, facts_in, findings, outcome, rules_of

from concordat.protocol.findings import Finding

PLAIN = "kind: holds\nholds: arrangement.common_goal"
GOAL = "arrangement.common_goal: yes\n"

SCREENED = {
    "as a partnership": ("screening.treated_as: is", "met"),
    "not as a partnership": ("screening.treated_as: is_not", "not_applicable"),
    "referred": ("screening.treated_as: refer", "not_known"),
    "not screened": ("screening.treated_as:", "not_known"),
    "screened and not known": ("screening.treated_as: not_known", "not_known"),
    "no partnership, but applied by choice": (
        "screening.treated_as: is_not\ninvolvement.applied_by_choice: yes",
        "met",
    ),
    "referred, but applied by choice": ("screening.treated_as: refer\ninvolvement.applied_by_choice: yes", "met"),
    "no partnership, and not applied by choice": (
        "screening.treated_as: is_not\ninvolvement.applied_by_choice: no",
        "not_applicable",
    ),
}


@pytest.mark.parametrize("of", ["involvement", "partnership"])
@pytest.mark.parametrize(("facts", "expected"), SCREENED.values(), ids=SCREENED)
def test_a_duty_applies_as_screening_is_treated(facts: str, expected: str, of: str) -> None:
    rules = duty(f"of: {of}\nkind: complete\nfacts: [terms.quorum]")
    assert outcome(rules, facts_in(rules, f"terms.quorum: three\n{facts}", screened=False)) == expected


@pytest.mark.parametrize("treated", ["is", "is_not", "refer", ""])
def test_a_council_wide_duty_applies_whatever_is_screened(treated: str) -> None:
    rules = duty("of: council\nkind: complete\nfacts: [council.register_keeper]")
    facts = f"council.register_keeper: The clerk\nscreening.treated_as: {treated}"
    assert outcome(rules, facts_in(rules, facts, screened=False)) == "met"


WHEN = {"yes": "met", "no": "not_applicable", "not_known": "not_known", "{na: x}": "not_applicable"}


@pytest.mark.parametrize(("written", "expected"), WHEN.items(), ids=list(WHEN))
def test_when_says_in_which_circumstances(written: str, expected: str) -> None:
    rules = duty(f"when: arrangement.binding\n{PLAIN}".replace("arrangement.binding", "money.expert_advice_needed"))
    assert outcome(rules, f"{GOAL}money.expert_advice_needed: {written}") == expected


GROUP = """
- clause: "7"
  when: {fact: significance.band, in: [significant]}
  duties:
  - {id: d, words: So., strength: must, kind: holds, holds: arrangement.common_goal}
  - {id: e, clause: "7.1", words: So., strength: must, kind: holds, holds: arrangement.common_goal, when: money.expert_advice_needed}
"""


def test_the_duties_of_a_group_share_its_clause_and_its_when() -> None:
    rules = rules_of(duties=GROUP)
    assert [ready.duty.clause for ready in rules.duties.values()] == ["7", "7.1"]
    significant, ordinary = f"{GOAL}significance.band: significant\n", f"{GOAL}significance.band: ordinary\n"
    assert outcome(rules, significant) == "met"
    assert outcome(rules, ordinary) == "not_applicable"
    assert outcome(rules, GOAL) == "not_known"
    assert outcome(rules, significant, name="e") == "not_known"
    assert outcome(rules, f"{significant}money.expert_advice_needed: yes", name="e") == "met"
    assert outcome(rules, f"{significant}money.expert_advice_needed: no", name="e") == "not_applicable"
    assert outcome(rules, f"{ordinary}money.expert_advice_needed: yes", name="e") == "not_applicable"
    assert outcome(rules, f"{GOAL}money.expert_advice_needed: no", name="e") == "not_applicable"


def test_a_groups_when_counts_nothing_towards_the_depth_of_a_duty() -> None:
    deep = "{all: [{any: [{all: [arrangement.common_goal]}]}]}"
    rules = rules_of(
        duties=f'- clause: "7"\n  when: {deep}\n  duties:\n'
        f"  - {{id: d, words: So., strength: must, when: {deep}, kind: holds, holds: {deep}}}\n"
    )
    assert outcome(rules, GOAL) == "met"


def test_what_applies_lapses_with_the_rows_that_when_reads() -> None:
    rules = duty(f"when: {{some: documents}}\n{PLAIN}")
    facts = f"{GOAL}documents: {{complete: yes, rows: [{{from: 2026-02-01, until: 2026-06-01}}]}}"
    assert findings(rules, facts, DAY) == (Finding("", "met", None, date(2026, 6, 1)),)
    assert findings(rules, facts, date(2026, 1, 1)) == (Finding("", "not_applicable", None, date(2026, 2, 1)),)
    assert findings(rules, facts, date(2026, 6, 1)) == (Finding("", "not_applicable", None, None),)


GATES = (
    "commitment",
    "negotiations_concluded",
    "agreement_signed",
    "start",
    "accountable_body",
    "publication",
    "closure",
)


@pytest.mark.parametrize("gate", GATES)
def test_what_is_outstanding_at_a_gate_is_due_on_its_day(gate: str) -> None:
    rules = duty(f"before: {gate}\n{PLAIN}")
    day = f"gates.{gate}_on: 2026-04-01\n"
    assert findings(rules, f"{day}arrangement.common_goal: no")[0][1:3] == ("not_met", date(2026, 4, 1))
    assert findings(rules, day)[0][1:3] == ("not_known", date(2026, 4, 1))
    assert findings(rules, day + GOAL)[0][1:3] == ("met", None)
    assert findings(rules, "arrangement.common_goal: no")[0][1:3] == ("not_met", None)


def test_a_day_of_its_own_goes_before_the_day_of_the_gate() -> None:
    rules = duty("before: closure\nkind: closed\neach: closing")
    facts = "gates.closure_on: 2026-12-01\nclosing: {complete: yes, rows: [{id: a, due_on: 2026-02-01}, {id: b}]}"
    assert [finding[:3] for finding in findings(rules, facts)] == [
        ("a", "not_met", date(2026, 2, 1)),
        ("b", "not_known", date(2026, 12, 1)),
    ]
    assert by_row(rules, facts) == {"a": "not_met", "b": "not_known"}
