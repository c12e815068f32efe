"""The kind ``seat``: a role or a seat is held, in this capacity, by so many, until the end of a term."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol.building import duty, findings, outcome

from concordat.protocol.findings import Finding
from concordat.protocol.rules import Rules

OFFICER = "kind: seat\nseat: representative\ncapacity: officer"
SITS = "role: representative, ours: yes, capacity: officer, from: 2026-01-01"


def seats(*rows: str, complete: bool = True) -> str:
    listed = f"[{', '.join(f'{{{row}}}' for row in rows)}]"
    return f"seats: {{complete: yes, rows: {listed}}}" if complete else f"seats: {listed}"


@pytest.fixture(scope="module")
def officer() -> Rules:
    return duty(OFFICER)


HELD = {
    "held": (seats(SITS), "met"),
    "held, others unknown": (seats(SITS, complete=False), "met"),
    "nobody": (seats(), "not_met"),
    "nobody so far": (seats(complete=False), "not_known"),
    "nothing said": ("", "not_known"),
    "there are no seats": ("seats: {na: a contract has no board}", "not_applicable"),
    "another role": (seats(SITS.replace("representative", "chair")), "not_met"),
    "another capacity": (seats(SITS.replace("officer", "councillor")), "not_met"),
    "not ours": (seats(SITS.replace("ours: yes", "ours: no")), "not_met"),
    "whose it is is not known": (seats(SITS.replace("ours: yes, ", "")), "not_known"),
    "the capacity is not known": (seats(SITS.replace("capacity: officer, ", "")), "not_known"),
    "since when is not known": (seats(SITS.replace(", from: 2026-01-01", "")), "not_known"),
    "not yet": (seats(SITS.replace("2026-01-01", "2026-03-02")), "not_met"),
    "no longer": (seats(f"{SITS}, until: 2026-03-01"), "not_met"),
}


@pytest.mark.parametrize(("facts", "expected"), HELD.values(), ids=HELD)
def test_a_seat_is_held_by_ours_in_this_capacity(officer: Rules, facts: str, expected: str) -> None:
    assert outcome(officer, facts) == expected


def test_trial_6_the_officers_term_ends_on_1_may(officer: Rules) -> None:
    facts, end = seats(f"{SITS}, until: 2026-05-01"), date(2026, 5, 1)
    assert findings(officer, facts, date(2026, 4, 30)) == (Finding("", "met", end, end),)
    assert findings(officer, facts, end) == (Finding("", "not_met", None, None),)


def test_a_term_with_a_successor_is_not_about_to_lapse(officer: Rules) -> None:
    facts = seats(f"{SITS}, until: 2026-05-01", SITS.replace("2026-01-01", "2026-05-01"))
    assert findings(officer, facts, date(2026, 4, 30)) == (Finding("", "met", None, date(2026, 5, 1)),)


def test_of_a_partnership_anybodys_seat_counts() -> None:
    rules = duty(f"of: partnership\n{OFFICER}")
    assert outcome(rules, seats(SITS.replace("ours: yes", "ours: no"))) == "met"


@pytest.fixture(scope="module")
def two() -> Rules:
    return duty(f"{OFFICER}\nat_least: 2")


TWO = {
    "two": (seats(SITS, SITS), "met"),
    "one": (seats(SITS), "not_met"),
    "one so far": (seats(SITS, complete=False), "not_known"),
    "one and one in doubt": (seats(SITS, "role: representative"), "not_known"),
    "one and one of another kind": (seats(SITS, "role: chair"), "not_met"),
}


@pytest.mark.parametrize(("facts", "expected"), TWO.values(), ids=TWO)
def test_more_than_one_may_be_asked(two: Rules, facts: str, expected: str) -> None:
    assert outcome(two, facts) == expected


def test_so_many_lapse_with_the_first_term_that_leaves_too_few(two: Rules) -> None:
    terms = [f"{SITS}, until: 2026-0{month}-01" for month in (5, 6, 7)]
    assert findings(two, seats(*terms))[0][1:3] == ("met", date(2026, 6, 1))
    assert outcome(two, seats(*terms), date(2026, 5, 1)) == "met"
    assert outcome(two, seats(*terms), date(2026, 6, 1)) == "not_met"


def test_a_role_is_read_from_who_is_responsible() -> None:
    rules = duty("kind: seat\nrole: lead_officer")
    held = "responsibilities: {complete: yes, rows: [{role: %s, from: 2026-01-01, until: 2026-12-01}]}"
    assert findings(rules, held % "lead_officer")[0][1:3] == ("met", date(2026, 12, 1))
    assert outcome(rules, held % "sponsoring_officer") == "not_met"
    assert outcome(rules, "") == "not_known"
    assert outcome(rules, seats(SITS)) == "not_known"
