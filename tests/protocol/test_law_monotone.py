"""The monotone law: learning more never changes what was met, not met or not applicable into something else."""

from __future__ import annotations

from datetime import date

from hypothesis import given, note
from hypothesis import strategies as st
from tests.protocol import strategies as some

from concordat.protocol.compiled import EMPTY_ROW, compile_tree
from concordat.protocol.conditions import Reader
from concordat.protocol.faults import NOWHERE
from concordat.protocol.rules import Rules
from concordat.protocol.tree import names_read
from concordat.protocol.values import Facts, NotApplicable, Truth


def _word(truth: Truth) -> str:
    return "not applicable" if isinstance(truth, NotApplicable) else str(truth)


@given(st.data(), some.conditions(), some.any_day)
def test_learning_more_never_changes_a_settled_condition(data: st.DataObject, raw: object, on: date) -> None:
    tree = Reader(some.table(), some.refuse).read(raw, NOWHERE)
    assert tree is not None
    test = compile_tree(tree)
    before: Facts = data.draw(some.facts(names_read(tree)))
    after: Facts = data.draw(some.learned(before, names_read(tree)))
    truth = test(before, EMPTY_ROW, on)
    if truth is not None:
        assert _word(test(after, EMPTY_ROW, on)) == _word(truth)


@given(st.data(), some.rules, some.any_day)
def test_learning_more_never_changes_a_settled_finding(data: st.DataObject, rules: Rules, on: date) -> None:
    reads = rules.duties["d"].reads
    before: Facts = data.draw(some.facts(reads))
    after: Facts = data.draw(some.learned(before, reads))
    was = {finding.row: finding.outcome for finding in rules.duties["d"].decide(before, on)}
    now = {finding.row: finding.outcome for finding in rules.duties["d"].decide(after, on)}
    note(f"{was} became {now}")
    for row, outcome in was.items():
        if outcome != "not_known":
            assert now.get(row) == outcome
