"""Deviations: a must needs one allowed by a named role, and what the edition asks; any other duty a reason."""

from __future__ import annotations

from datetime import date

import pytest
from tests.protocol.building import DAY, duty, facts_in

from concordat.protocol.standing import standing

HEAD = """
settings:
  longest: {type: months, words: How long a deviation lasts}
deviations:
  clause: "9"
  allowed_by: [director, monitoring_officer]
"""
OPEN = "kind: complete\nfacts: [terms.quorum]"


def status(strength: str, deviation: str, on: date = DAY, head: str = HEAD, more: str = "") -> tuple[str, date | None]:
    rules = duty(f"strength: {strength}\n{OPEN}", head=head)
    facts = facts_in(rules, f"deviations: [{{{deviation}}}]\n{more}")
    (line,) = standing(rules, facts, on)
    return line.status, line.until


MUST = {
    "whole": ("duty: d, reason: Too early, allowed_by: director, from: 2026-01-01", "deviation until"),
    "allowed by the other role": (
        "duty: d, reason: Too early, allowed_by: monitoring_officer, from: 2026-01-01",
        "deviation until",
    ),
    "allowed by somebody else": ("duty: d, reason: Too early, allowed_by: finance, from: 2026-01-01", "not known"),
    "allowed by nobody": ("duty: d, reason: Too early, from: 2026-01-01", "not known"),
    "without a reason": ("duty: d, allowed_by: director, from: 2026-01-01", "not known"),
    "not yet begun": ("duty: d, reason: Too early, allowed_by: director, from: 2026-03-02", "not known"),
    "since an unknown day": ("duty: d, reason: Too early, allowed_by: director", "not known"),
    "lapsed": ("duty: d, reason: Too early, allowed_by: director, from: 2026-01-01, until: 2026-03-01", "not known"),
    "about a row that is none of it": (
        "duty: d, about: x, reason: Early, allowed_by: director, from: 2026-01-01",
        "not known",
    ),
}


@pytest.mark.parametrize(("deviation", "expected"), MUST.values(), ids=MUST)
def test_a_must_is_set_aside_by_a_deviation_allowed_by_a_named_role(deviation: str, expected: str) -> None:
    assert status("must", deviation)[0] == expected


@pytest.mark.parametrize("strength", ["should", "seek", "may"])
def test_any_other_duty_is_set_aside_by_a_reason_alone(strength: str) -> None:
    assert status(strength, "duty: d, reason: Too early, from: 2026-01-01")[0] == "deviation until"
    assert status(strength, "duty: d, from: 2026-01-01")[0] == "not known"


def test_where_the_edition_allows_none_a_must_cannot_be_set_aside() -> None:
    allowed = "duty: d, reason: Too early, allowed_by: director, from: 2026-01-01"
    assert status("must", allowed, head="")[0] == "not known"
    assert status("should", allowed, head="")[0] == "deviation until"


def test_a_deviation_has_an_end_and_lapses_on_it() -> None:
    until = "duty: d, reason: Too early, allowed_by: director, from: 2026-01-01, until: 2026-06-01"
    assert status("must", until, date(2026, 5, 31)) == ("deviation until", date(2026, 6, 1))
    assert status("must", until, date(2026, 6, 1)) == ("not known", None)


def test_a_deviation_lasts_at_most_as_long_as_the_edition_says() -> None:
    head = f"{HEAD}  at_most: 6\n"
    endless = "duty: d, reason: Too early, allowed_by: director, from: 2026-01-01"
    assert status("must", endless, date(2026, 6, 30), head) == ("deviation until", date(2026, 7, 1))
    assert status("must", endless, date(2026, 7, 1), head) == ("not known", None)
    assert status("must", f"{endless}, until: 2026-04-01", DAY, head) == ("deviation until", date(2026, 4, 1))
    assert status("must", f"{endless}, until: 2027-04-01", DAY, head) == ("deviation until", date(2026, 7, 1))


def test_the_longest_may_be_a_setting() -> None:
    head = f"{HEAD}  at_most: setting.longest\n"
    endless = "duty: d, reason: Too early, allowed_by: director, from: 2026-01-01"
    assert status("must", endless, DAY, head, "setting.longest: 2")[0] == "not known"
    assert status("must", endless, DAY, head, "setting.longest: 3") == ("deviation until", date(2026, 4, 1))


def test_a_deviation_about_one_row_leaves_the_others() -> None:
    rules = duty("strength: should\nkind: holds\neach: projects\nholds: this.major")
    facts = facts_in(
        rules,
        "projects: {complete: yes, rows: [{id: a, major: no}, {id: b, major: no}]}\n"
        "deviations: [{duty: d, about: a, reason: A pilot, from: 2026-01-01}]",
    )
    assert [line.status for line in standing(rules, facts, DAY)] == ["deviation until", "advised, not in place"]


def test_a_deviation_from_a_must_has_what_the_edition_asks_besides() -> None:
    head = f"{HEAD}  needs: [guidance, guidance_by]\n"
    bare = "duty: d, reason: Too early, allowed_by: director, from: 2026-01-01"
    assert status("must", bare, DAY, head)[0] == "not known"
    assert status("must", f"{bare}, guidance: Wait a year", DAY, head)[0] == "not known"
    assert status("must", f"{bare}, guidance: Wait a year, guidance_by: legal", DAY, head)[0] == "deviation until"
    assert status("should", bare, DAY, head)[0] == "deviation until"
