"""The kind ``act``: given by any, by all or in order, on these points, and until its validity ends."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol.building import by_row, duty, findings, outcome, rules_of

from concordat.protocol.findings import Finding
from concordat.protocol.rules import Rules

BOTH = "kind: act\nact: assure\nby: [finance, monitoring_officer]\nhow: %s\npoints: [accounting, risks]"
POINTS = "points: {accounting: yes, risks: yes}"


def acts(*rows: str) -> str:
    return f"acts: [{', '.join(rows)}]"


def given(by: str, on: str = "2026-02-01", more: str = POINTS, outcome: str = "given") -> str:
    tail = f", {more}" if more else ""
    return f"{{for: d, act: assure, by: {by}, given_on: {on}, outcome: {outcome}{tail}}}"


FINANCE, MONITOR = given("finance"), given("monitoring_officer")


@pytest.fixture(scope="module")
def all_() -> Rules:
    return duty(BOTH % "all")


@pytest.fixture(scope="module")
def any_() -> Rules:
    return duty(BOTH % "any")


@pytest.fixture(scope="module")
def in_order() -> Rules:
    return duty(BOTH % "in_order")


def test_trial_2_one_of_two_who_act_together_is_not_enough(all_: Rules) -> None:
    assert outcome(all_, "") == "not_met"
    assert outcome(all_, acts(FINANCE)) == "not_met"
    assert outcome(all_, acts(FINANCE, MONITOR)) == "met"


def test_either_of_two_is_enough_where_any_may_act(any_: Rules) -> None:
    assert outcome(any_, acts(MONITOR)) == "met"


def test_acts_in_order_are_given_one_after_the_other(in_order: Rules) -> None:
    assert outcome(in_order, acts(given("finance", "2026-01-10"), given("monitoring_officer", "2026-01-20"))) == "met"
    assert outcome(in_order, acts(given("finance", "2026-01-10"), given("monitoring_officer", "2026-01-10"))) == "met"
    assert (
        outcome(in_order, acts(given("finance", "2026-01-20"), given("monitoring_officer", "2026-01-10"))) == "not_met"
    )
    assert outcome(in_order, acts(given("finance", "2026-01-10"))) == "not_met"


NOT_GIVEN = {
    "another act": "{for: d, act: advise, by: finance, given_on: 2026-02-01, outcome: given, points: {accounting: yes, risks: yes}}",
    "by somebody else": given("legal"),
    "without an outcome": "{for: d, act: assure, by: finance, given_on: 2026-02-01, points: {accounting: yes, risks: yes}}",
    "sent back": given("finance", outcome="sent_back"),
    "refused": given("finance", outcome="refused"),
    "deferred": given("finance", outcome="deferred"),
    "without the points": given("finance", more=""),
    "with one point left open": given("finance", more="points: {accounting: yes}"),
    "with one point denied": given("finance", more="points: {accounting: yes, risks: no}"),
    "with one point not applicable": given("finance", more="points: {accounting: yes, risks: {na: none}}"),
    "after its validity": given("finance", more=f"{POINTS}, until: 2026-03-01"),
}


@pytest.mark.parametrize("row", NOT_GIVEN.values(), ids=NOT_GIVEN)
def test_what_does_not_count_as_given(any_: Rules, row: str) -> None:
    assert outcome(any_, acts(row)) == "not_met"


def test_an_act_for_one_duty_is_none_for_another() -> None:
    text = '- {id: %s, clause: "1", words: So., strength: must, kind: act, act: assure, by: [finance]}\n'
    rules = rules_of(duties=text % "d" + text % "e")
    facts = acts(given("finance", more=""))
    assert (outcome(rules, facts, name="d"), outcome(rules, facts, name="e")) == ("met", "not_met")


def test_given_with_conditions_is_given(any_: Rules) -> None:
    assert outcome(any_, acts(given("finance", outcome="given_with_conditions"))) == "met"


def test_the_last_act_of_a_giver_counts(any_: Rules) -> None:
    refused = given("finance", "2026-02-10", outcome="refused")
    assert outcome(any_, acts(FINANCE, refused), date(2026, 2, 9)) == "met"
    assert outcome(any_, acts(refused, FINANCE), date(2026, 2, 10)) == "not_met"
    assert outcome(any_, acts(refused, FINANCE, given("finance", "2026-02-11")), date(2026, 2, 11)) == "met"


def test_of_two_acts_on_one_day_the_later_written_counts(any_: Rules) -> None:
    refused = given("finance", outcome="refused")
    assert outcome(any_, acts(FINANCE, refused)) == "not_met"
    assert outcome(any_, acts(refused, FINANCE)) == "met"


def test_an_act_counts_from_its_day_until_its_validity_ends(any_: Rules) -> None:
    facts, end = acts(given("finance", "2026-02-01", f"{POINTS}, until: 2026-06-01")), date(2026, 6, 1)
    assert findings(any_, facts, date(2026, 1, 31)) == (Finding("", "not_met", None, date(2026, 2, 1)),)
    assert findings(any_, facts, date(2026, 2, 1)) == (Finding("", "met", end, end),)
    assert findings(any_, facts, date(2026, 5, 31)) == (Finding("", "met", end, end),)
    assert findings(any_, facts, end) == (Finding("", "not_met", None, None),)


def test_acts_of_all_lapse_with_the_first_and_acts_of_any_with_the_last(all_: Rules, any_: Rules) -> None:
    facts = acts(
        given("finance", more=f"{POINTS}, until: 2026-06-01"),
        given("monitoring_officer", more=f"{POINTS}, until: 2026-09-01"),
    )
    assert findings(all_, facts)[0].due_on == date(2026, 6, 1)
    assert findings(any_, facts)[0].due_on == date(2026, 9, 1)
    assert outcome(all_, facts, date(2026, 6, 1)) == "not_met"
    assert outcome(any_, facts, date(2026, 6, 1)) == "met"


def test_an_act_is_asked_of_each_row_and_is_about_that_row() -> None:
    # Trial 6: advice on each document that binds the council.
    rules = duty("kind: act\nact: advise\nby: [legal]\neach: documents\nwhere: {fact: this.binding, in: [all, part]}")
    facts = """
documents:
  complete: yes
  rows:
  - {id: lease, binding: all, from: 2026-01-01}
  - {id: letter, binding: part, from: 2026-01-01}
  - {id: leaflet, binding: none, from: 2026-01-01}
acts: [{for: d, act: advise, by: legal, about: lease, given_on: 2026-02-01, outcome: given}]
"""
    assert by_row(rules, facts) == {"lease": "met", "letter": "not_met", "leaflet": "not_applicable"}


def test_rows_without_an_id_are_told_apart_by_their_number() -> None:
    rules = duty("kind: act\nact: advise\nby: [legal]\neach: documents")
    facts = """
documents: {complete: yes, rows: [{from: 2026-01-01}, {from: 2026-01-01}]}
acts: [{for: d, act: advise, by: legal, about: "2", given_on: 2026-02-01, outcome: given}]
"""
    assert by_row(rules, facts) == {"1": "not_met", "2": "met"}


def test_trial_8_another_councils_officer_may_have_to_act() -> None:
    rules = duty("kind: act\nof: partnership\nact: advise\nby: [lead_authority.monitoring_officer]\neach: seat_changes")
    facts = """
seat_changes: {complete: yes, rows: [{id: chair}]}
acts: [{for: d, act: advise, by: lead_authority.monitoring_officer, about: chair, given_on: 2026-02-01, outcome: given}]
"""
    assert by_row(rules, facts) == {"chair": "met"}
