"""Levels with limits: what they propose at their ends, and how they have to follow on."""

from __future__ import annotations

import pytest
from tests.protocol.building import facts_in, faults_of, names, rules_of

from concordat.protocol.rules import Rules
from concordat.protocol.significance import propose, score, with_proposals

COST = """
  levels:
  - {score: 1, words: under 10k, upto: 10000}
  - {score: 2, words: 10k to 25k, from: 10000, upto: 25000}
  - {score: 3, words: 25k to 160k, from: 25000, upto: 160000}
  - {score: 4, words: 160k to 1m, from: 160000, through: 1000000}
  - {score: 5, words: over 1m, above: 1000000}
"""
AIMS = """
  levels:
  - {score: 1, words: none, from: 0, upto: 1}
  - {score: 2, words: one or two, from: 1, upto: 3}
  - {score: 3, words: three or more, from: 3}
"""


def text(levels: str, fact: str = "commitment.total_a_year", more: str = "", method: str = "sum") -> str:
    return (
        f'clause: "3"\nmethod: {method}\nbands: [{{id: low, label: Low, from: 0}}, {{id: high, label: High, from: 3}}]\n'
        f'criteria:\n- id: cost\n  clause: "3"\n  ask: What does it cost?\n  propose: {fact}\n{more}{levels}'
    )


@pytest.fixture(scope="module")
def cost() -> Rules:
    return rules_of(significance=text(COST))


ENDS = {
    "0": 1,
    "9999.99": 1,
    "10000": 2,
    "24999.99": 2,
    "25000": 3,
    "160000": 4,
    "999999": 4,
    "1000000": 4,  # the text includes this end
    "1000000.01": 5,
}


@pytest.mark.parametrize(("value", "level"), ENDS.items(), ids=list(ENDS))
def test_a_value_at_a_shared_end_belongs_to_one_level(cost: Rules, value: str, level: int) -> None:
    (proposal,) = propose(cost, facts_in(cost, f"commitment.total_a_year: {value}"))
    assert (proposal.criterion, proposal.score) == ("cost", level)


@pytest.mark.parametrize("value", ["", "not_known", "{na: nothing is spent}"])
def test_nothing_is_proposed_from_what_is_not_a_number(cost: Rules, value: str) -> None:
    assert propose(cost, facts_in(cost, f"commitment.total_a_year: {value}")) == []


def test_a_proposal_is_no_answer_until_it_is_taken(cost: Rules) -> None:
    facts = facts_in(cost, "commitment.total_a_year: 1000000")
    assert not score(cost, facts).assessed
    assert score(cost, with_proposals(cost, facts)).total == 4


def test_a_persons_answer_goes_before_the_proposal(cost: Rules) -> None:
    facts = facts_in(cost, "commitment.total_a_year: 1000000\ncriterion.cost: 2")
    assert score(cost, with_proposals(cost, facts)).total == 2
    unknown = facts_in(cost, "commitment.total_a_year: 1000000\ncriterion.cost: not_known")
    assert not score(cost, with_proposals(cost, unknown)).assessed


def test_levels_that_rest_on_a_setting_propose_nothing_with_another() -> None:
    head = "settings: {aims: {type: number, words: Aims, default: 6}}\n"
    rules = rules_of(significance=text(AIMS, "aims.served_count", "  needs_setting: {aims: 6}\n"), head=head)
    assert [p.score for p in propose(rules, facts_in(rules, "aims.served_count: 2"))] == [2]
    assert propose(rules, facts_in(rules, "aims.served_count: 2\nsetting.aims: 5")) == []


SETTING = """
  levels:
  - {score: 1, words: little, upto: 100}
  - {score: 2, words: some, from: 100, upto: setting.line}
  - {score: 3, words: much, from: setting.line}
"""


def test_a_limit_may_be_a_setting() -> None:
    rules = rules_of(significance=text(SETTING), head="settings: {line: {type: money, words: A line}}\n")
    facts = "commitment.total_a_year: 500\n"
    assert propose(rules, facts_in(rules, facts)) == []
    assert [p.score for p in propose(rules, facts_in(rules, f"{facts}setting.line: 500"))] == [3]
    assert [p.score for p in propose(rules, facts_in(rules, f"{facts}setting.line: 501"))] == [2]


SOUND = {
    "money": COST,
    "counts": AIMS,
    "a setting in the middle": SETTING,
    "a setting in the middle, from the top": "  levels:\n" + "\n".join(SETTING.strip().splitlines()[:0:-1]) + "\n",
    "written out of order": "  levels: [{score: 2, words: b, from: 5}, {score: 1, words: a, upto: 5}]\n",
    "where one is best": "  levels: [{score: 1, words: b, from: 5}, {score: 2, words: a, upto: 5}]\n",
}
HEAD = "settings: {line: {type: money, words: A line}}\n"


@pytest.mark.parametrize("levels", SOUND.values(), ids=SOUND)
def test_levels_that_follow_on_are_sound(levels: str) -> None:
    assert faults_of(names(significance=text(levels), head=HEAD)) == []


WRONG = {
    "a gap": ("[{score: 1, words: a, upto: 5}, {score: 2, words: b, from: 6}]", "scored 1 and 2 leave a gap"),
    "an end that is in neither": ("[{score: 1, words: a, upto: 5}, {score: 2, words: b, above: 5}]", "leave a gap"),
    "an end that is in both": ("[{score: 1, words: a, through: 5}, {score: 2, words: b, from: 5}]", "overlap"),
    "an overlap": ("[{score: 1, words: a, upto: 7}, {score: 2, words: b, from: 6}]", "scored 1 and 2 overlap"),
    "two without an end": ("[{score: 1, words: a, from: 1}, {score: 2, words: b, from: 6}]", "overlap"),
    "two without a start": ("[{score: 1, words: a, upto: 1}, {score: 2, words: b, upto: 6}]", "overlap"),
    "one without limits": ("[{score: 1, words: a, upto: 1}, {score: 2, words: b}]", "this one has none"),
    "none with limits": ("[{score: 1, words: a}, {score: 2, words: b}]", "A proposal needs limits."),
    "one score twice": ("[{score: 1, words: a, upto: 1}, {score: 1, words: b, from: 1}]", "Two levels score 1."),
    "no words": ("[{score: 1, upto: 1}, {score: 2, words: b, from: 1}]", "“words” is missing."),
    "no such setting": (
        "[{score: 1, words: a, upto: setting.x}, {score: 2, words: b, from: setting.x}]",
        "no setting “x”",
    ),
    "two settings apart": (
        "[{score: 1, words: a, upto: setting.line}, {score: 2, words: b, from: 10}]",
        "leave a gap",
    ),
}


@pytest.mark.parametrize(("levels", "sentence"), WRONG.values(), ids=WRONG)
def test_levels_that_do_not_follow_on_are_told(levels: str, sentence: str) -> None:
    found = faults_of(names(significance=text(f"  levels: {levels}\n"), head=HEAD))
    assert any(sentence in str(fault) for fault in found), found


NO_LIMITS = "levels: [{score: %s, words: a}, {score: %s, words: b}]"
BANDS = {
    "rising": ("sum", "0, 3, 7", (0, 5), ""),
    "falling": ("sum", "7, 3, 0", (0, 5), ""),
    "out of order": ("sum", "0, 7, 3", (0, 5), "The band “b2” is out of order."),
    "two that start together": ("sum", "0, 3, 3", (0, 5), "The band “b2” is out of order."),
    "a score below the lowest": ("sum", "2, 3, 7", (1, 5), "A score below 2 falls in no band."),
    "a share below the lowest": ("share_of_maximum", "10, 50, 70", (1, 5), "Let the lowest band start at 0 or below."),
    "a score below nought": ("sum", "0, 3, 7", (-1, 5), "A score below 0 falls in no band."),
    "the lowest score that can come out": ("sum", "1, 3, 7", (1, 5), ""),
    "a share of less than nothing": ("share_of_maximum", "0, 50, 70", (-1, 5), "Let no score be below 0"),
    "a share of nothing": (
        "share_of_maximum",
        "0, 50, 70",
        (-3, 0),
        "Let no score be below 0, and the highest be above",
    ),
    "a count of scores": ("count_met", "0, 1, 2", (1, 5), "is met or not: its levels score 0 and 1."),
}


@pytest.mark.parametrize(("method", "limits", "scores", "sentence"), BANDS.values(), ids=BANDS)
def test_bands_hold_every_score_in_order(method: str, limits: str, scores: tuple[int, int], sentence: str) -> None:
    bands = ", ".join(f"{{id: b{n}, label: B, from: {limit}}}" for n, limit in enumerate(limits.split(", ")))
    criteria = "".join(f'- {{id: c{n}, clause: "3", ask: A?, {NO_LIMITS % scores}}}\n' for n in range(2))
    found = faults_of(names(significance=f'clause: "3"\nmethod: {method}\nbands: [{bands}]\ncriteria:\n{criteria}'))
    assert [str(fault) for fault in found if sentence not in str(fault)] == []
    assert bool(found) is bool(sentence)


def test_what_may_be_left_out_lowers_the_score_that_can_come_out() -> None:
    # Two criteria scoring 1 to 5: both answered give 2 at the least, but either may be left out.
    criteria = "".join(f'- {{id: c{n}, clause: "3", ask: A?%s, {NO_LIMITS % (1, 5)}}}\n' for n in range(2))
    head = 'clause: "3"\nmethod: sum\nbands: [{id: low, label: Low, from: 2}]\ncriteria:\n'
    assert faults_of(names(significance=head + criteria % ("", "")))
    assert not faults_of(names(significance=head + criteria % (", na: never", ", na: never")))
