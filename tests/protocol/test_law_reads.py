"""What a duty does not read cannot change what is found of it, and the order of what is written is nothing."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.protocol import strategies as some

from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts, Rows, Value


@given(st.data(), some.rules, some.any_day, st.sets(st.sampled_from(some.EVERYTHING), min_size=3, max_size=6))
def test_what_a_duty_does_not_read_changes_nothing(
    data: st.DataObject, rules: Rules, on: date, others: set[str]
) -> None:
    ready = rules.duties["d"]
    facts: Facts = data.draw(some.facts(ready.reads | others))
    read = {name: value for name, value in facts.items() if name in ready.reads}
    assert ready.decide(read, on) == ready.decide(facts, on)


def _turned(value: Value, order: list[int]) -> Value:
    """The same rows in another order; who gave an act last is told by its day, so days are kept apart elsewhere."""
    if isinstance(value, Rows):
        return Rows(tuple(value.rows[i] for i in order if i < len(value.rows)), value.complete)
    return dict(list(value.items())[::-1]) if isinstance(value, dict) else value


@given(st.data(), some.rules, some.any_day, st.permutations([0, 1, 2]))
def test_the_order_of_answers_and_of_rows_is_nothing(
    data: st.DataObject, rules: Rules, on: date, order: list[int]
) -> None:
    ready = rules.duties["d"]
    facts: Facts = data.draw(some.facts(ready.reads - {"acts"}))
    turned = {name: _turned(value, order) for name, value in list(facts.items())[::-1]}
    assert sorted(map(str, ready.decide(turned, on))) == sorted(map(str, ready.decide(facts, on)))
