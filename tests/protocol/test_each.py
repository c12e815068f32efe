"""Duties asked of each row: one finding a row, one for whether there are others, one where there are none."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol.building import by_row, duty

from concordat.protocol.rules import Rules

INDICATOR = "kind: holds\neach: objectives\nholds: this.has_outcome_indicator"


@pytest.fixture(scope="module")
def indicator() -> Rules:
    return duty(INDICATOR)


GOOD, BAD = "{id: a, has_outcome_indicator: yes}", "{id: b, has_outcome_indicator: no}"

LISTS = {
    "a finding a row": (f"objectives: {{complete: yes, rows: [{GOOD}, {BAD}]}}", {"a": "met", "b": "not_met"}),
    "an incomplete list may hold others": (f"objectives: [{GOOD}]", {"a": "met", "?": "not_known"}),
    "an empty list may hold others": ("objectives: []", {"?": "not_known"}),
    "a blank list may hold others": ("", {"?": "not_known"}),
    "an empty complete list holds none": ("objectives: {complete: yes}", {"-": "not_applicable"}),
    "a list that does not apply holds none": ("objectives: {na: none was asked for}", {"-": "not_applicable"}),
    "rows without an id go by their number": (
        "objectives: {complete: yes, rows: [{has_outcome_indicator: yes}, {}]}",
        {"1": "met", "2": "not_known"},
    ),
    "a number may be an id": ("objectives: {complete: yes, rows: [{id: 7}]}", {"7": "not_known"}),
}


@pytest.mark.parametrize(("facts", "expected"), LISTS.values(), ids=LISTS)
def test_a_finding_a_row_and_one_for_others(indicator: Rules, facts: str, expected: dict[str, str]) -> None:
    assert by_row(indicator, facts) == expected


WHERE = "kind: holds\neach: projects\nwhere: this.major\nholds: arrangement.common_goal"

CHOSEN = {
    "chosen": ("{id: a, major: yes}", {"a": "met"}),
    "not chosen": ("{id: a, major: no}", {"a": "not_applicable"}),
    "whether it is chosen is not known": ("{id: a}", {"a": "not_known"}),
    "the choice does not apply to it": ("{id: a, major: {na: x}}, {id: b, major: yes}", {"b": "met"}),
    "the choice applies to none": ("{id: a, major: {na: x}}", {"-": "not_applicable"}),
}


@pytest.mark.parametrize(("row", "expected"), CHOSEN.values(), ids=CHOSEN)
def test_where_chooses_the_rows_that_are_asked_of(row: str, expected: dict[str, str]) -> None:
    facts = f"arrangement.common_goal: yes\nprojects: {{complete: yes, rows: [{row}]}}"
    assert by_row(duty(WHERE), facts) == expected


TERM = "documents: {complete: yes, rows: [{id: a, on_file: yes, from: 2026-03-01, until: 2026-06-01}]}"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-02-28", {"-": "not_applicable"}),
        ("2026-03-01", {"a": "met"}),
        ("2026-05-31", {"a": "met"}),
        ("2026-06-01", {"-": "not_applicable"}),
    ],
)
def test_timed_rows_are_asked_of_on_their_days(on: str, expected: dict[str, str]) -> None:
    rules = duty("kind: holds\neach: documents\nholds: this.on_file")
    assert by_row(rules, TERM, date.fromisoformat(on)) == expected


def test_a_row_whose_start_is_not_known_is_not_known() -> None:
    rules = duty("kind: holds\neach: documents\nholds: this.on_file")
    assert by_row(rules, "documents: {complete: yes, rows: [{id: a, on_file: yes}]}") == {"a": "not_known"}


def test_a_list_that_can_only_arise_here_has_no_others() -> None:
    rules = duty("kind: closed\neach: requests")
    assert by_row(rules, "") == {"-": "not_applicable"}
    assert by_row(rules, "requests: [{id: a, due_on: 2026-03-01}]") == {"a": "met"}


def test_rows_and_recipients_are_one_finding_each() -> None:
    rules = duty("kind: recurs\nevent: report\nsubject: progress\neach: projects\nto: [executive, board]")
    facts = """
projects: [{id: a}, {id: b}]
events: [{event: report, subject: progress, about: [a], to: [board], held_on: 2026-02-01}]
"""
    assert by_row(rules, facts) == {
        "a/executive": "not_met",
        "a/board": "met",
        "b/executive": "not_met",
        "b/board": "not_met",
        "?": "not_known",
    }
