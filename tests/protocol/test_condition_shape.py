"""How deep a condition may be, and what is no condition at all."""

from __future__ import annotations

import pytest
from tests.protocol.building import rules_of, tree_of

from concordat.protocol.rules import Rules
from concordat.protocol.tree import depth

HEAD = """
settings:
  enough: {type: number, words: What is enough}
  colour: {type: choice, words: A colour, options: {red: Red}}
"""
X = "arrangement.common_goal"
BAND = "{fact: significance.band, in: [ordinary]}"


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of(head=HEAD)


DEPTHS = {
    X: 0,
    f"{{fact: {X}}}": 0,
    f"{{not: {X}}}": 0,
    BAND: 1,
    f"{{not: {BAND}}}": 2,
    f"{{not: {{not: {X}}}}}": 1,
    f"{{all: [{X}, {{not: {X}}}]}}": 1,
    f"{{all: [{X}, {BAND}]}}": 2,
    f"{{any: [{{all: [{BAND}]}}, {X}]}}": 3,
    "{some: grants}": 1,
    "{some: grants, where: this.spent_within_conditions}": 1,
    "{every: grants, holds: {not: this.spent_within_conditions}}": 1,
    "{every: grants, where: {fact: this.amount, more_than: 0}, holds: this.spent_within_conditions}": 2,
    "{all: [{some: grants, where: {fact: this.amount, more_than: 0}}]}": 3,
    "{fact: grants, at_least: 1}": 1,
}


@pytest.mark.parametrize(("condition", "deep"), DEPTHS.items(), ids=list(DEPTHS))
def test_how_deep_a_condition_is(rules: Rules, condition: str, deep: int) -> None:
    assert depth(tree_of(rules, condition)) == deep


FOUR_DEEP = [
    f"{{all: [{{any: [{{not: {BAND}}}]}}]}}",
    f"{{all: [{{any: [{{all: [{BAND}]}}]}}]}}",
    "{all: [{any: [{some: grants, where: {fact: this.amount, more_than: 0}}]}]}",
    "{not: {all: [{every: grants, holds: {fact: this.amount, more_than: 0}}]}}",
]


@pytest.mark.parametrize("condition", FOUR_DEEP)
def test_four_deep_is_refused(rules: Rules, condition: str) -> None:
    with pytest.raises(ValueError, match="This condition is 4 deep; 3 is the most"):
        tree_of(rules, condition)


def test_three_deep_with_bare_names_at_the_bottom_is_accepted(rules: Rules) -> None:
    tree = tree_of(rules, f"{{all: [{{any: [{{all: [{X}, {{not: {X}}}]}}]}}]}}")
    assert depth(tree) == 3


REFUSED = {
    "arrangement.comon_goal": "There is no fact “arrangement.comon_goal”. Did you mean “arrangement.common_goal”?",
    "commitment.cash": "“commitment.cash” is no yes or no but money. Write {fact: commitment.cash, …} with at_least",
    "5": "A condition is expected here. Write a fact's name",
    "[a, b]": "A condition is expected here.",
    "": "A condition is expected here.",
    "{}": "is no form of condition. Write one of: all, any, not, fact, some, every, count.",
    f"{{al: [{X}]}}": "“al” is no form of condition. Write one of: all",
    "{all: []}": "A list of conditions is expected here.",
    f"{{any: {X}}}": "A list of conditions is expected here.",
    f"{{all: [{X}], any: [{X}]}}": "“any” has no place beside “all”.",
    f"{{not: {X}, fact: {X}}}": "“fact” has no place beside “not”.",
    "{fact: 5, in: [a]}": "“5” is no name of a fact.",
    "{fact: commitment.cash, over: 5}": "“over” has no place beside “fact”.",
    "{fact: commitment.cash, at_least: 5, less_than: 9}": "stand side by side. Write two conditions under all or any.",
    "{fact: commitment.cash, in: [a]}": "“in” does not fit “commitment.cash”, which is money. Use at_least",
    f"{{fact: {X}, at_least: 1}}": "“at_least” does not fit",
    "{fact: terms.quorum, in: [a]}": "which is text. Use “complete”, which asks only that it is known",
    "{fact: partnership.started_on, at_least: 5}": "which is a day.",
    "{fact: exit.kind, includes: [ending]}": "“includes” does not fit “exit.kind”, which is one choice. Use in: [codes].",
    "{fact: involvement.council_roles, in: [lead]}": "which is several choices. Use includes: [codes].",
    "{fact: exit.kind, in: ending}": "compared with no list of codes. Write the codes between [ and ].",
    "{fact: exit.kind, in: []}": "compared with no list of codes.",
    "{fact: exit.kind, in: [endin]}": "never takes the value “endin”. Did you mean “ending”?",
    "{fact: significance.band, in: [major]}": "never takes the value “major”.",
    "{fact: commitment.cash, at_least: lots}": "“lots” is no number. Write a number, or setting.<id>.",
    "{fact: commitment.cash, at_least: setting.enuff}": "There is no setting “enuff”. Did you mean “setting.enough”?",
    "{fact: commitment.cash, at_least: setting.colour}": "“setting.colour” is no number",
    "{fact: commitment.cash, at_least: exit.review_months}": "“exit.review_months” is no number.",
    "{some: commitment.cash}": "“commitment.cash” is no list of rows.",
    "{every: grants}": "“every” says nothing of its rows. Add holds",
    "{every: grants, where: this.spent_within_conditions}": "“every” says nothing of its rows.",
    "{some: grants, holds: this.spent_within_conditions}": "“holds” has no place beside “some”.",
    "{count: grants}": "“count” needs one limit. Add at_least, more_than or less_than with a number.",
    "{count: grants, at_least: 1, less_than: 3}": "“count” needs one limit.",
    "{some: grants, where: this.fundr}": "The rows of “grants” have no field “fundr”. Did you mean “funder”?",
    "this.amount": "“this.amount” stands outside a row. Use it under each, where or holds only",
    "{all: [{some: grants}, {fact: this.amount, more_than: 0}]}": "“this.amount” stands outside a row.",
}


@pytest.mark.parametrize(("condition", "sentence"), REFUSED.items(), ids=[c or "nothing" for c in REFUSED])
def test_what_is_no_condition_is_refused_with_a_sentence(rules: Rules, condition: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 (the sentence is compared below)
        tree_of(rules, condition)
    assert sentence in str(refused.value)


def test_a_field_of_the_row_in_hand_is_read_where_there_is_a_row(rules: Rules) -> None:
    assert depth(tree_of(rules, "this.spent_within_conditions", group="grants")) == 0
