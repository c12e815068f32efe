"""``concordat screen``: is it a partnership, what decided that, and what each blank would change."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run

NO_CLASS = ("simple_contract=no", "limited_company=no", "grant_scheme=no")


def test_all_required_marks_make_a_partnership(run: Run, fenwick: Path) -> None:
    found = run("screen", fenwick, *NO_CLASS, "goal=yes", "risk=yes", "--json").data
    assert (found["answer"], found["treated_as"], found["decided_by"]) == ("is", "is", ["goal", "risk"])
    assert found["agreeing"] == ["goal", "risk"]


def test_a_fact_may_be_named_by_mark_by_full_name_or_by_the_part_after_arrangement(run: Run, fenwick: Path) -> None:
    by_mark = run("screen", fenwick, "goal=no", "--json").data
    assert run("screen", fenwick, "arrangement.common_goal=no", "--json").data == by_mark
    assert run("screen", fenwick, "common_goal=no", "--json").data == by_mark
    assert run("screen", fenwick, "name=yes", "--json").data["given"] == {"mark.name": True}


def test_a_class_decides_before_the_marks_and_its_doubt_policy_stands_beside_it(run: Run, fenwick: Path) -> None:
    found = run("screen", fenwick, "simple_contract=no", "limited_company=yes", "--json").data
    assert (found["answer"], found["treated_as"], found["decided_by"]) == ("between", "is", ["company"])
    assert found["doubt"] == "What lies in between is treated as a partnership"


def test_a_class_may_refer_to_somebody(run: Run, fenwick: Path) -> None:
    answers = ("simple_contract=no", "limited_company=no", "grant_scheme=yes")
    found = run("screen", fenwick, *answers, "--json").data
    assert (found["answer"], found["referred_to"]) == ("refer", "treasurer")
    assert "Referred to: Treasurer." in run("screen", fenwick, *answers).out


def test_each_blank_says_what_it_would_change(run: Run, fenwick: Path) -> None:
    found = run("screen", fenwick, *NO_CLASS, "goal=yes", "--json").data
    assert found["would_change"] == [
        {
            "fact": "arrangement.shares_risk",
            "words": found["would_change"][0]["words"],
            "becomes": {"yes": "is", "no": "is_not"},
        }
    ]
    out = run("screen", fenwick, *NO_CLASS, "goal=yes").out
    assert "It cannot be told yet." in out
    assert "shares_risk=yes" in out
    assert "it is not one" in out


def test_the_text_names_the_class_that_decided_and_its_clause(run: Run, fenwick: Path) -> None:
    out = run("screen", fenwick, "simple_contract=no", "limited_company=yes").out
    assert "It lies in between." in out
    assert "Decided by clause 3.2: A company." in out
    assert max(map(len, out.splitlines())) <= 80


def test_what_lifts_a_class_is_read(run: Run, fenwick: Path) -> None:
    lifted = run(
        "screen",
        fenwick,
        "simple_contract=yes",
        "joint_service=yes",
        "goal=no",
        "limited_company=no",
        "grant_scheme=no",
        "--json",
    )
    assert lifted.data["decided_by"] == ["goal"]


def test_a_blank_not_known_and_not_applicable_are_three_answers(run: Run, fenwick: Path) -> None:
    found = run("screen", fenwick, *NO_CLASS, "goal=not_known", "risk=na:nothing is at stake", "--json").data
    assert found["given"]["arrangement.common_goal"] is None
    assert found["given"]["arrangement.shares_risk"] == {"na": "nothing is at stake"}
    assert [mark["answer"] for mark in found["marks"]] == ["not known", "not applicable (nothing is at stake)", "blank"]


def test_without_answers_the_questions_are_listed(run: Run, fenwick: Path) -> None:
    said = run("screen", fenwick)
    assert (said.code, "not been screened" in said.out, "grant_scheme" in said.out) == (0, True, True)
    assert run("screen", fenwick, "--json").data["answer"] == "not_screened"


def test_a_fact_that_the_edition_does_not_ask_is_kept_and_named(run: Run, fenwick: Path) -> None:
    found = run("screen", fenwick, "charity=yes", "goal=no", "--json").data
    assert found["not_read"] == ["arrangement.charity"]
    assert "does not ask: charity" in run("screen", fenwick, "charity=yes", "goal=no").out


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["gaol=yes"], "There is no question “gaol” here. Did you mean “goal”?"),
        (["goal=perhaps"], "“perhaps” is no answer here. Write yes, no, not_known or na:reason."),
        (["goal=yes", "common_goal=no"], "“common_goal” is answered twice, as “goal”."),
        (["goal"], "“goal” is no answer."),
        (["goal="], "“goal=” has no value."),
        (["partners=3"], "“partners” is a list of rows, too much for a command line."),
        (["--setting", "nothing=1"], "There is no setting “nothing”."),
    ],
)
def test_what_cannot_be_an_answer_is_refused(
    refused: Callable[..., str], fenwick: Path, answers: list[str], sentence: str
) -> None:
    assert sentence in refused("screen", fenwick, *answers)


def test_the_five_editions_screen_what_they_are_asked(run: Run) -> None:
    for listed in run("library", "--json").data:
        assert run("screen", listed["id"], "--json").data["answer"] == "not_screened"
