"""``concordat explain``: a case, what it gives, and everything found of it with the reasons."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run


def finding(found: dict[str, Any], duty: str, row: str = "") -> Any:
    return next(one for one in found["findings"] if (one["duty"], one["row"]) == (duty, row))


def says(found: dict[str, Any], duty: str, row: str = "") -> str:
    return " | ".join(point["says"] for point in finding(found, duty, row)["because"])


def test_without_a_case_the_cases_are_listed(run: Run, fenwick: Path) -> None:
    said = run("explain", fenwick)
    assert "1  The allotment scheme in good order (a story)" in said.out
    assert [case["case"] for case in run("explain", fenwick, "--json").data] == [1, 2, 3]


def test_a_case_is_found_by_its_number_and_by_a_part_of_its_title(run: Run, fenwick: Path) -> None:
    by_number = run("explain", fenwick, 2, "--json").out
    assert run("explain", fenwick, "NO ORDER", "--json").out == by_number


def test_a_story_is_explained_whole(run: Run, fenwick: Path) -> None:
    found = run("explain", fenwick, 1, "--json").data
    assert len({one["duty"] for one in found["findings"]}) == 13
    assert found["screening"]["answer"] == "is"
    assert found["significance"]["band"] == "large"
    assert [step["state"] for step in found["routes"][0]["steps"]] == ["given", "open"]
    assert found["differs"] == []


def test_another_case_is_explained_as_far_as_it_expects_something(run: Run, fenwick: Path) -> None:
    found = run("explain", fenwick, 3, "--json").data
    assert [one["duty"] for one in found["findings"]] == ["shared-risk", "budgeted", "terms"]
    assert (found["screening"], found["significance"], found["routes"]) == (None, None, [])


def test_each_kind_says_why_it_is_met(run: Run, fenwick: Path) -> None:
    found = run("explain", fenwick, 1, "--json").data
    assert "Name of the partnership: Allotments" in says(found, "named")
    assert says(found, "shared-risk").startswith("Do they share the risk? yes | ")
    assert "each one fits: yes" in says(found, "budgeted")
    assert says(found, "start-form") == "Submitted on 10 May 2020: Starting form"
    assert says(found, "terms") == "In force: Terms of reference, until 1 June 2025"
    assert "Cabinet agreed to it on 20 May 2020, with conditions, valid until 20 May 2023" in says(found, "advised")
    assert says(found, "reviewed") == "Last annual review: 1 May 2021 | Every 12 months; next due on 1 May 2022"
    assert says(found, "reported", "public") == "Last report of progress to the public: 2 May 2021"
    assert says(found, "spokesman").startswith("Representative (councillor): Cllr Rake | The term ends on 1 May 2024")
    assert says(found, "tasks-done", "q1") == "Closed on 10 January 2021; due on 1 February 2021"
    assert says(found, "worth") == "Is it worth the effort? yes"
    assert says(found, "on-the-web") == "Available to the public: terms"


def test_each_kind_says_why_it_is_not_met(run: Run, fenwick: Path) -> None:
    found = run("explain", fenwick, 2, "--json").data
    assert "Name of the partnership: blank" in says(found, "named")
    assert says(found, "partners-known", "?") == "Nobody has said that there are no others: The partners"
    assert says(found, "shared-risk") == "Do they share the risk? no"
    assert "c1: Is it in the approved budget? no" in says(found, "budgeted")
    assert says(found, "start-form") == "Not submitted: Starting form"
    assert "Missing from it: How many make a decision | Missing from it: that all partners agreed it" in says(
        found, "terms"
    )
    assert "Treasurer: refused on 11 May 2020 (Too dear) | Cabinet: nothing on record" in says(found, "advised")
    assert "That of 1 May 2021 did not cover money" in says(found, "reviewed")
    assert "was due on 1 January 2021" in says(found, "reviewed")
    assert "That of 2 May 2021 was not to the public" in says(found, "reported", "public")
    assert says(found, "spokesman") == "Representative (councillor): An officer (officer)"
    assert says(found, "tasks-done", "q1") == "Not closed; due on 1 February 2021"
    assert says(found, "worth") == "Is it worth the effort? no"
    assert says(found, "on-the-web") == "Not available to the public: terms"


def test_what_would_change_a_finding_is_named_with_its_fact(run: Run, fenwick: Path) -> None:
    found = run("explain", fenwick, 2, "--json").data
    assert finding(found, "shared-risk")["would_change"] == [
        {"says": "Another answer: Do they share the risk?", "fact": "arrangement.shares_risk"}
    ]
    assert "Would change with:" in run("explain", fenwick, 2).out


def test_a_finding_carries_clause_owner_status_and_day(run: Run, fenwick: Path) -> None:
    one = finding(run("explain", fenwick, 2, "--json").data, "reviewed")
    assert (one["clause"], one["owner"], one["status"], one["due_on"]) == ("7", "Link officer", "overdue", "2021-01-01")
    out = run("explain", fenwick, 2).out
    assert "OVERDUE since 1 January 2021. Owner: Link officer." in out
    assert max(map(len, out.splitlines())) <= 80


def test_on_another_day_the_answer_is_another(run: Run, fenwick: Path) -> None:
    found = run("explain", fenwick, 1, "--on", "2022-06-01", "--json").data
    assert finding(found, "reviewed")["status"] == "overdue"
    assert finding(found, "terms")["status"] == "met"
    assert found["differs"] == []


def test_what_is_given_stands_in_words_and_not_in_codes(run: Run, fenwick: Path) -> None:
    out = run("explain", fenwick, 1).out
    assert "- Is it worth the effort? yes, by Link officer on 1 May 2021: People like it" in out
    assert "form: Starting form; submitted on: 10 May 2020" in out
    assert "by whom: Cabinet" in " ".join(out.split())
    assert "setting" not in out


def test_a_case_that_is_not_there_is_refused(refused: Callable[..., str], fenwick: Path) -> None:
    assert "There is no case 9. They are numbered 1 to 3." in refused("explain", fenwick, 9)
    assert "No case has “zebra” in its title." in refused("explain", fenwick, "zebra")
    said = refused("explain", fenwick, "allotment scheme")
    assert "2 cases have “allotment scheme” in their titles. Write a number: 1 The allotment scheme in good" in said


def test_a_day_that_is_none_is_refused(refused: Callable[..., str], fenwick: Path) -> None:
    assert "“2021-02-30” is no day" in refused("explain", fenwick, 1, "--on", "2021-02-30")
