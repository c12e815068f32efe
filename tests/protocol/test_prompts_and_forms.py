"""Prompts say what the records suggest; forms say what they ask, and what of it is missing."""

from __future__ import annotations

import pytest
from tests.protocol import plainly
from tests.protocol.building import DAY, facts_in, rules_of

from concordat.protocol.forms import completeness, questions, sections
from concordat.protocol.rules import Rules
from concordat.protocol.standing import prompts

# Trial 13: much is put in for little.
PROMPTS = """
- id: little_for_much
  clause: "5.5"
  when: {all: [{fact: commitment.total_a_year, at_least: setting.significant_resources}, {fact: aims.served_count, less_than: 1}]}
  say: Think again about the benefit.
  to: [lead_officer]
  offers: [scale_down, withdraw]
"""
HEAD = "settings:\n  significant_resources: {type: money, words: What is a lot}\n"
MUCH, LITTLE = "commitment.total_a_year: 50000\n", "aims.served_count: 0\n"

RAISED = {
    "much for little": (f"{MUCH}{LITTLE}setting.significant_resources: 50000", "yes"),
    "not much": (f"commitment.total_a_year: 49999\n{LITTLE}setting.significant_resources: 50000", "no"),
    "much for something": (f"{MUCH}aims.served_count: 1\nsetting.significant_resources: 50000", "no"),
    "what is a lot was not set": (MUCH + LITTLE, "unknown"),
    "aims are blank": (f"{MUCH}setting.significant_resources: 1", "unknown"),
    "nothing can be said": (
        "commitment.total_a_year: {na: x}\naims.served_count: {na: x}\nsetting.significant_resources: 1",
        "left out",
    ),
}


@pytest.mark.parametrize(("facts", "expected"), RAISED.values(), ids=RAISED)
def test_trial_13_a_prompt_is_raised_by_the_records(facts: str, expected: str) -> None:
    rules = rules_of(head=HEAD, prompts=PROMPTS)
    ((prompt, truth),) = prompts(rules, facts_in(rules, facts), DAY)
    assert plainly.word(truth) == expected
    assert prompt.offers == ["scale_down", "withdraw"]


BASIC = """
id: basic
title: Basic evaluation
clause: "4"
filled_by: lead_officer
sections:
- id: money
  title: Money
  questions:
  - {id: cash, ask: How much?, about: commitment.cash}
  - {id: why, ask: What for?, about: commitment.spend_approval, when: {fact: commitment.cash, more_than: 0}}
  - {id: note, ask: Anything else?, about: money.value_for_money, required: false}
- id: risk
  title: Risk
  questions: [{id: risks, ask: What may go wrong?, about: council_risks}]
"""
FULL = """
id: full
title: Full evaluation
clause: "4"
filled_by: lead_officer
extends: basic
sections:
- id: exit
  title: Exit
  questions: [{id: ends, ask: How does it end?, about: exit.kind}]
- id: money
  title: Money and staff
  questions: [{id: staff, ask: How many staff?, about: commitment.staff_cost}]
"""


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(forms_basic=BASIC, forms_full=FULL)


def asked(rules: Rules, facts: str, form: str = "basic") -> dict[str, tuple[str, ...]]:
    found = completeness(rules, form, facts_in(rules, facts), DAY)
    return {
        "asked": found.asked,
        "answered": found.answered,
        "na": found.not_applicable,
        "missing": found.missing,
        "unsettled": found.unsettled,
    }


def test_a_blank_form_asks_what_it_can_and_misses_what_is_required(rules: Rules) -> None:
    assert asked(rules, "") == {
        "asked": ("cash", "note", "risks"),
        "answered": (),
        "na": (),
        "missing": ("cash", "risks"),
        "unsettled": ("why",),
    }


def test_a_question_is_shown_once_what_it_hangs_on_is_known(rules: Rules) -> None:
    assert asked(rules, "commitment.cash: 5")["missing"] == ("why", "risks")
    assert asked(rules, "commitment.cash: 0")["asked"] == ("cash", "note", "risks")
    assert asked(rules, "commitment.cash: {na: none is asked}")["asked"] == ("cash", "note", "risks")


def test_what_does_not_apply_is_answered_with_its_reason(rules: Rules) -> None:
    found = asked(rules, "commitment.cash: {na: none is asked}")
    assert (found["na"], found["missing"], found["unsettled"]) == (("cash",), ("risks",), ())


def test_not_known_is_no_answer(rules: Rules) -> None:
    assert "cash" in asked(rules, "commitment.cash: not_known")["missing"]


def test_a_list_is_answered_once_it_is_complete(rules: Rules) -> None:
    assert "risks" in asked(rules, "council_risks: [{words: Flood}]")["missing"]
    assert "risks" in asked(rules, "council_risks: {complete: yes}")["answered"]


def test_a_form_is_complete_when_nothing_required_is_missing_or_unsettled(rules: Rules) -> None:
    whole = "commitment.cash: 5\ncommitment.spend_approval: Minute 3\ncouncil_risks: {complete: yes}"
    assert completeness(rules, "basic", facts_in(rules, whole), DAY).complete
    assert not completeness(rules, "basic", facts_in(rules, "council_risks: {complete: yes}"), DAY).complete


def test_a_form_takes_over_what_it_extends_and_adds_to_its_sections(rules: Rules) -> None:
    assert [section.id for section in sections(rules.edition, "full")] == ["money", "risk", "exit"]
    assert [section.title for section in sections(rules.edition, "full")] == ["Money and staff", "Risk", "Exit"]
    assert [question.id for question in questions(rules.edition, "full")] == [
        "cash",
        "why",
        "note",
        "staff",
        "risks",
        "ends",
    ]
    assert [question.id for question in questions(rules.edition, "basic")] == ["cash", "why", "note", "risks"]
