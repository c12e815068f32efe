"""Facts as people write them: four states that are never confused, and a sentence for what does not fit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.protocol.building import facts_in, rules_of

from concordat.protocol.faults import Refused
from concordat.protocol.rules import Rules
from concordat.protocol.values import NotApplicable, Rows

OWN = """
settings:
  aims_number: {type: number, words: How many aims, default: 6}
  public_meetings: {type: yes_no, words: Are meetings public?, default: yes}
  planning: {type: month, words: Which month}
  big_sum: {type: money, words: What is a big sum}
judged:
  fits: {ask: Does it fit?, clause: "1", by: [director]}
own:
  pledge: {type: checklist, words: Pledges, options: {fair: Fair, open: Open}}
"""
SIGNIFICANCE = """
clause: "2"
method: sum
bands: [{id: low, label: Low, from: 0}, {id: high, label: High, from: 3}]
criteria:
- {id: reach, label: 1, na: never, clause: "2", ask: How far?, levels: [{score: 1, words: Near}, {score: 3, words: Far}]}
- {id: known, clause: "2", ask: Is it known?}
"""


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(head=OWN, significance=SIGNIFICANCE)


def test_a_fact_not_written_is_blank(rules: Rules) -> None:
    assert "exit.kind" not in facts_in(rules, "")
    assert "exit.kind" not in facts_in(rules, "exit.kind:\n")


def test_not_known_is_said_and_is_not_blank(rules: Rules) -> None:
    found = facts_in(rules, "commitment.cash: not_known")
    assert "commitment.cash" in found
    assert found["commitment.cash"] is None


def test_what_does_not_apply_keeps_its_reason(rules: Rules) -> None:
    assert facts_in(rules, "commitment.cash: {na: no money changes hands}")["commitment.cash"] == NotApplicable(
        "no money changes hands"
    )


def test_nil_is_a_value_and_neither_blank_nor_not_known(rules: Rules) -> None:
    assert facts_in(rules, "commitment.cash: 0")["commitment.cash"] == 0


VALUES = {
    "yes": ("arrangement.common_goal: yes", True),
    "no": ("arrangement.common_goal: no", False),
    "true": ("arrangement.common_goal: true", True),
    "money": ("commitment.cash: 12000", 12000),
    "money with pence": ("commitment.cash: 12000.50", Decimal("12000.50")),
    "a number": ("terms.notice_days: 90", 90),
    "a day": ("partnership.started_on: 2026-03-01", date(2026, 3, 1)),
    "a choice": ("exit.kind: withdrawal", "withdrawal"),
    "choices": ("involvement.council_roles: [lead, host]", ("lead", "host")),
    "one choice of several": ("involvement.council_roles: lead", ("lead",)),
    "no choice at all": ("involvement.council_roles: []", ()),
    "text": ("terms.quorum: a third", "a third"),
    "text that looks like a number": ("terms.quorum: 3", "3"),
    "a checklist": ("own.pledge: {fair: yes, open: not_known}", {"fair": True, "open": None}),
    "a checklist's item that does not apply": ("own.pledge: {fair: {na: no}}", {"fair": NotApplicable("no")}),
    "a level by its score": ("criterion.reach: 3", 3),
    "yes to a criterion without levels": ("criterion.known: yes", 1),
    "no to a criterion without levels": ("criterion.known: no", 0),
    "a setting": ("setting.aims_number: 5", 5),
}


@pytest.mark.parametrize(("written", "meant"), VALUES.values(), ids=VALUES)
def test_a_value_is_read_by_its_type(rules: Rules, written: str, meant: object) -> None:
    name = written.split(":", maxsplit=1)[0]
    assert facts_in(rules, written)[name] == meant


def test_yes_is_not_one_and_no_is_not_nought(rules: Rules) -> None:
    assert facts_in(rules, "arrangement.common_goal: yes")["arrangement.common_goal"] is True
    assert facts_in(rules, "commitment.cash: 1")["commitment.cash"] is not True


def test_a_plain_list_is_incomplete(rules: Rules) -> None:
    assert facts_in(rules, "grants: [{funder: A}]")["grants"] == Rows(({"funder": "A"},), complete=False)


def test_a_list_is_complete_once_somebody_says_so(rules: Rules) -> None:
    assert facts_in(rules, "grants: {complete: yes, rows: [{funder: A}]}")["grants"] == Rows(
        ({"funder": "A"},), complete=True
    )


def test_a_complete_list_may_be_empty(rules: Rules) -> None:
    assert facts_in(rules, "grants: {complete: yes}")["grants"] == Rows((), complete=True)
    assert facts_in(rules, "grants: {complete: yes, rows: []}")["grants"] == Rows((), complete=True)


def test_a_list_that_can_only_arise_here_is_always_complete(rules: Rules) -> None:
    found = facts_in(rules, "gaps: [{found_in: the form}]")["gaps"]
    assert isinstance(found, Rows)
    assert found.complete


def test_blank_fields_of_a_row_are_left_out_and_unknown_ones_kept(rules: Rules) -> None:
    found = facts_in(rules, "grants:\n- funder:\n  amount: not_known\n  spent_within_conditions: {na: none spent}\n")
    assert found["grants"] == Rows(({"amount": None, "spent_within_conditions": NotApplicable("none spent")},), False)


def test_a_judgement_is_written_in_one_piece(rules: Rules) -> None:
    found = facts_in(rules, "judged.fits: {answer: yes, by: director, on: 2026-02-01, reason: It does.}")
    assert found["judged.fits"] is True
    assert found["judged.fits.by"] == "director"
    assert found["judged.fits.on"] == date(2026, 2, 1)
    assert found["judged.fits.reason"] == "It does."


def test_settings_have_their_defaults_and_one_without_is_blank(rules: Rules) -> None:
    found = facts_in(rules, "")
    assert found["setting.aims_number"] == 6
    assert found["setting.public_meetings"] is True
    assert "setting.big_sum" not in found


WRONG = {
    "no such fact": ("commitment.cahs: 1", "There is no fact “commitment.cahs”. Did you mean “commitment.cash”?"),
    "no yes or no": ("arrangement.common_goal: perhaps", "“perhaps” is no answer here. Write yes, no, not_known"),
    "a number for a yes": ("arrangement.common_goal: 1", "“1” is no answer here."),
    "words for money": ("commitment.cash: a lot", "“commitment.cash” is a number, and “a lot” is none."),
    "money with its sign": ('commitment.cash: "£5"', "is a number, and “£5” is none. Write it plain"),
    "yes for money": ("commitment.cash: true", "is a number, and “yes” is none."),
    "words for a day": ("partnership.started_on: spring", "is a day, and “spring” is none. Write year-month-day"),
    "no such choice": ("exit.kind: withdrawl", "never takes the value “withdrawl”. Did you mean “withdrawal”?"),
    "several for one choice": ("exit.kind: [ending]", "“exit.kind” takes one code."),
    "no such code among choices": ("involvement.council_roles: [leed]", "Did you mean “lead”?"),
    "a table for text": ("terms.quorum: {a: b}", "“terms.quorum” is text."),
    "no reason for not applying": ("commitment.cash: {na: }", "needs a reason. Write {na: the reason}."),
    "a blank reason": ('commitment.cash: {na: "  "}', "needs a reason."),
    "no list": ("grants: many", "“grants” is a list of rows."),
    "no row": ("grants: [one]", "A row of “grants” is a table."),
    "no such field": ("grants: [{fundr: A}]", "have no field “fundr”. Did you mean “funder”?"),
    "a wrong field": ("grants: [{amount: lots}]", "“grants: amount” is a number"),
    "something beside the rows": ("grants: {complete: yes, row: []}", "“row” has no place beside the rows"),
    "half complete": ("grants: {complete: partly, rows: []}", "“partly” is no answer here."),
    "no checklist": ("own.pledge: yes", "“own.pledge” is a checklist."),
    "no such item": ("own.pledge: {fare: yes}", "Did you mean “fair”?"),
    "a row that counts for nothing": ("forms: [{by: me}]", "A row of “forms” says no “form”, and counts for nothing."),
    "a month that there is not": ("setting.planning: 13", "is a month of the year, and “13” is none."),
    "no number of months": (
        "exit.review_months: 0",
        "is a number of months, and “0” is none. Write a whole number from 1",
    ),
    "half a month": ("exit.review_months: 1.5", "is a number of months, and “1.5” is none."),
    "a level that always applies": ("criterion.reach: {na: x}", "“1” always applies."),
    "no such level": ("criterion.reach: 2", "“2” is no level of “1”. Its levels are 1 (Near); 3 (Far)."),
    "a level in words": ("criterion.reach: far", "“far” is no level of “1”."),
    "a list for a level": ("criterion.known: [1]", "no level of “known”"),
    "a level of a yes or no": ("criterion.known: 5", "Its levels are 0 (no); 1 (yes)."),
    "no part of a judgement": ("judged.fits: {answer: yes, because: so}", "“because” is no part of a judgement."),
}


@pytest.mark.parametrize(("written", "sentence"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_is_refused_with_a_sentence(rules: Rules, written: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        facts_in(rules, written)
    assert sentence in str(refused.value)
    assert refused.value.faults[0].line == 1


def test_all_that_is_wrong_is_told_at_once(rules: Rules) -> None:
    with pytest.raises(Refused) as refused:
        facts_in(rules, "commitment.cahs: 1\ncommitment.cash: lots\n")
    assert len(refused.value.faults) == 2
