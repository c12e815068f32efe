"""What keeps a gate shut: duties before it, and steps of the routes that lead to it."""

from __future__ import annotations

import pytest
from tests.protocol.building import DAY, facts_in, rules_of

from concordat.protocol.rules import Rules
from concordat.protocol.standing import outstanding

HEAD = 'deviations: {clause: "9", allowed_by: [director]}\n'
DUTIES = """
- clause: "1"
  duties:
  - {id: quorum, words: A quorum is set., strength: must, kind: complete, facts: [terms.quorum], before: start}
  - {id: voting, words: Voting is set., strength: should, kind: complete, facts: [terms.voting], before: start}
  - {id: extras, words: Extras are set., strength: may, kind: complete, facts: [terms.closing_grounds], before: start}
  - {id: later, words: Closing is done., strength: must, each: closing, kind: closed, before: closure}
  - {id: free, words: Nothing depends on it., strength: must, kind: complete, facts: [terms.quorum]}
"""
ROUTES = """
- id: entry
  clause: "2"
  words: Approval.
  starts: [entry]
  steps:
  - {id: approve, clause: "2", act: approve, by: [director], words: The director approves.}
  - {id: sign, clause: "2", act: sign, by: [chief_executive], after: [approve], before: agreement_signed}
- id: leaving
  clause: "3"
  words: Leaving.
  starts: [exit]
  when: exit.decided
  steps: [{id: report, clause: "3", act: decide, by: [executive]}]
- id: authority
  clause: "4"
  words: More authority.
  starts: [extra_authority]
  steps: [{id: allow, clause: "4", act: decide, by: [full_council], before: agreement_signed}]
"""
SET = "terms.quorum: three\nterms.voting: by hand\n"
APPROVED = "acts: [{for: entry.approve, act: approve, by: director, given_on: 2026-02-01, outcome: given}]\n"


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(head=HEAD, duties=DUTIES, routes=ROUTES)


def shut(rules: Rules, gate: str, facts: str) -> dict[str, str]:
    return {item.key: item.status for item in outstanding(rules, gate, facts_in(rules, facts), DAY)}


def test_a_gate_is_shut_by_duties_and_by_steps(rules: Rules) -> None:
    assert shut(rules, "start", "") == {"quorum": "not known", "voting": "not known", "entry.approve": "open"}


def test_a_gate_is_open_once_nothing_is_outstanding(rules: Rules) -> None:
    assert shut(rules, "start", SET + APPROVED) == {}


def test_what_does_not_apply_shuts_no_gate(rules: Rules) -> None:
    assert shut(rules, "start", "screening.treated_as: is_not") == {}


def test_what_is_only_allowed_shuts_no_gate(rules: Rules) -> None:
    assert "extras" not in shut(rules, "start", "")


@pytest.mark.parametrize(
    ("duty", "allowed_by", "is_open"),
    [("quorum", "director", True), ("quorum", "finance", False), ("voting", "finance", True)],
)
def test_a_deviation_opens_a_gate_until_it_lapses(rules: Rules, duty: str, allowed_by: str, is_open: bool) -> None:
    row = f"{{duty: {duty}, reason: Soon, allowed_by: {allowed_by}, from: 2026-01-01%s}}"
    assert (duty not in shut(rules, "start", f"deviations: [{row % ''}]")) is is_open
    assert duty in shut(rules, "start", f"deviations: [{row % ', until: 2026-03-01'}]")


def test_each_row_shuts_a_gate_for_itself(rules: Rules) -> None:
    facts = "closing: {complete: yes, rows: [{id: a, due_on: 2026-02-01}, {id: b, closed_on: 2026-02-01}, {id: c}]}"
    assert shut(rules, "closure", facts) == {"later/a": "overdue", "later/c": "not known"}


def test_whether_there_are_other_rows_shuts_a_gate_too(rules: Rules) -> None:
    assert shut(rules, "closure", "closing: [{id: b, closed_on: 2026-02-01}]") == {"later/?": "not known"}


def test_a_step_keeps_its_own_gate_and_not_that_of_its_start(rules: Rules) -> None:
    assert "entry.sign" not in shut(rules, "start", SET)
    assert shut(rules, "agreement_signed", SET + "matter.start: entry") == {"entry.sign": "waits"}


def test_of_starts_that_share_a_gate_only_that_of_the_matter_in_hand_shuts_it(rules: Rules) -> None:
    assert shut(rules, "agreement_signed", f"{SET}matter.start: extra_authority") == {"authority.allow": "open"}


def test_a_route_that_is_to_be_settled_shuts_its_gate(rules: Rules) -> None:
    assert "leaving.report" not in shut(rules, "closure", "closing: {complete: yes}")
    assert shut(rules, "closure", "closing: {complete: yes}\nexit.decided: yes") == {"leaving.report": "open"}
    assert shut(rules, "closure", "closing: {complete: yes}\nexit.decided: not_known") == {
        "leaving.report": "to be settled"
    }


def test_what_is_outstanding_says_its_words_and_its_clause(rules: Rules) -> None:
    found = {item.key: (item.words, item.clause) for item in outstanding(rules, "start", facts_in(rules, ""), DAY)}
    assert found["quorum"] == ("A quorum is set.", "1")
    assert found["entry.approve"] == ("The director approves.", "2")
