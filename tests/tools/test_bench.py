"""The yardstick is fair: the hand-written closures decide as the compiled ones do, on facts of every sort."""

from collections import Counter

import pytest

import bench
from bench_facts import ON
from concordat.protocol.duties import KINDS
from concordat.protocol.rules import Rules
from concordat.protocol.vocabulary import OUTCOMES


@pytest.fixture(scope="module")
def rules() -> Rules:
    return bench.bench_rules()


def test_there_are_a_hundred_duties_of_all_ten_kinds(rules: Rules) -> None:
    kinds = Counter(duty.kind for duty in rules.edition.duties)
    assert kinds.total() == 100
    assert kinds.keys() == KINDS.keys()
    assert [kind for kind, _many in kinds.most_common(4)] == ["complete", "holds", "document", "recurs"]


def test_compiled_and_hand_written_give_the_same_outcomes(rules: Rules) -> None:
    assert bench.differing(rules, bench.made_up(rules, 300)) == []


def test_the_facts_bring_about_every_outcome_of_every_kind(rules: Rules) -> None:
    seen: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for facts in bench.made_up(rules, 300):
        for duty in rules.edition.duties:
            seen[duty.kind] |= {finding.outcome for finding in rules.duties[duty.id].decide(facts, ON)}
    never = {"complete": {"not_met"}}
    assert {kind: set(OUTCOMES) - outcomes for kind, outcomes in seen.items() if set(OUTCOMES) - outcomes} == never
