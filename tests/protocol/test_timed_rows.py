"""Rows with from and until count on the days between: from the first, up to and not with the last."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol import plainly
from tests.protocol.building import facts_in, rules_of, tree_of

from concordat.protocol.compiled import EMPTY_ROW, compile_tree
from concordat.protocol.rules import Rules

TERM = "documents: {complete: yes, rows: [{type: contract, from: 2026-03-01, until: 2026-06-01}]}"
BY_DAY = {
    "2026-02-28": "no",
    "2026-03-01": "yes",
    "2026-03-02": "yes",
    "2026-05-31": "yes",
    "2026-06-01": "no",
    "2026-06-02": "no",
}


@pytest.fixture(scope="module")
def rules() -> Rules:
    return rules_of()


def truth(rules: Rules, condition: str, facts: str, on: str) -> str:
    found = compile_tree(tree_of(rules, condition))(facts_in(rules, facts), EMPTY_ROW, date.fromisoformat(on))
    return plainly.word(found)


@pytest.mark.parametrize(("on", "expected"), BY_DAY.items(), ids=list(BY_DAY))
def test_a_row_counts_from_its_first_day_and_not_on_its_last(rules: Rules, on: str, expected: str) -> None:
    assert truth(rules, "{some: documents}", TERM, on) == expected


UNTIMED = {
    "no end is for good": ("{type: contract, from: 2020-01-01}", "2099-01-01", "yes"),
    "an unknown start is not known": ("{type: contract}", "2026-03-01", "unknown"),
    "an unknown start with the end to come": ("{type: contract, until: 2026-03-02}", "2026-03-01", "unknown"),
    "an unknown start with the end past": ("{type: contract, until: 2026-03-01}", "2026-03-01", "no"),
    "a start that does not apply": ("{type: contract, from: {na: always}}", "2026-03-01", "yes"),
    "an end that does not apply": ("{from: 2026-01-01, until: {na: never}}", "2026-03-01", "yes"),
}


@pytest.mark.parametrize(("row", "on", "expected"), UNTIMED.values(), ids=UNTIMED)
def test_a_row_with_one_end(rules: Rules, row: str, on: str, expected: str) -> None:
    assert truth(rules, "{some: documents}", f"documents: {{complete: yes, rows: [{row}]}}", on) == expected


def test_a_row_out_of_force_breaks_no_every(rules: Rules) -> None:
    rows = "[{type: contract, from: 2026-01-01, on_file: yes}, {type: other, until: 2026-01-01, on_file: no}]"
    condition = "{every: documents, holds: this.on_file}"
    assert truth(rules, condition, f"documents: {{complete: yes, rows: {rows}}}", "2026-03-01") == "yes"


def test_a_row_with_an_unknown_start_may_break_every_but_does_not(rules: Rules) -> None:
    rows = "[{type: contract, from: 2026-01-01, on_file: yes}, {type: other, on_file: no}]"
    condition = "{every: documents, holds: this.on_file}"
    assert truth(rules, condition, f"documents: {{complete: yes, rows: {rows}}}", "2026-03-01") == "unknown"


def test_a_row_with_an_unknown_start_is_counted_neither_way(rules: Rules) -> None:
    rows = "documents: {complete: yes, rows: [{from: 2026-01-01}, {type: other}]}"
    assert truth(rules, "{count: documents, at_least: 1}", rows, "2026-03-01") == "yes"
    assert truth(rules, "{count: documents, at_least: 2}", rows, "2026-03-01") == "unknown"
    assert truth(rules, "{count: documents, at_least: 3}", rows, "2026-03-01") == "no"
