"""``concordat significance``: the sum, the share, the band, and every answer that is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run

BOLSOVER = "bolsover/2009"
EXAMPLE = ("1=5", "2=4", "3=5", "4=5", "5=2", "6=5", "9=1")


def test_the_worked_example_scores_27_of_35_and_is_major(run: Run) -> None:
    said = run("significance", BOLSOVER, *EXAMPLE, "--json")
    assert said.code == 0
    wanted = {"total": 27, "maximum": 35, "percent": 77.14, "band": "major", "undetermined": False, "hangs_on_na": []}
    assert {name: said.data[name] for name in wanted} == wanted


def test_leaving_out_two_questions_changes_the_band_and_both_are_named(run: Run) -> None:
    answers = [word for word in EXAMPLE if word[0] not in "46"]
    found = run("significance", BOLSOVER, *answers, "4=na:Nobody looks", "6=na:There are none", "--json").data
    assert (found["total"], found["maximum"], found["percent"], found["band"]) == (17, 25, 68.0, "moderate")
    assert found["hangs_on_na"] == ["4", "6"]
    assert len(found["hangs_on_na_ids"]) == 2


def test_with_only_two_answers_every_band_is_still_possible(run: Run) -> None:
    found = run("significance", BOLSOVER, "1=5", "2=4", "--json").data
    assert (found["undetermined"], found["band"]) == (True, None)
    assert found["possible"] == ["limited", "moderate", "major"]


def test_the_order_of_the_answers_is_nothing(run: Run) -> None:
    forwards = run("significance", BOLSOVER, *EXAMPLE, "--json")
    assert run("significance", BOLSOVER, *reversed(EXAMPLE), "--json").out == forwards.out


def test_a_question_may_be_named_by_its_label_or_its_id(run: Run, fenwick: Path) -> None:
    by_label = run("significance", fenwick, "A=3", "--json").data
    assert run("significance", fenwick, "money=3", "--json").data == by_label
    assert run("significance", fenwick, "criterion.money=3", "--json").data == by_label


def test_a_question_without_levels_takes_yes_and_no(run: Run, fenwick: Path) -> None:
    found = run("significance", fenwick, "A=3", "B=3", "fame=yes", "--json").data
    assert (found["total"], found["maximum"], found["percent"]) == (7, 7, 100.0)


def test_the_text_shows_the_sum_the_band_and_the_clause(run: Run) -> None:
    out = run("significance", BOLSOVER, *EXAMPLE).out
    assert "Total 27 of 35 = 77%: Major." in out
    assert "5 of 5" in out
    assert "(clause 3)" in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_text_says_what_the_band_hangs_on_and_who_must_agree(run: Run, fenwick: Path) -> None:
    out = run("significance", fenwick, "A=3", "B=na:No aims yet", "fame=no").out
    assert "The band hangs on what is not applicable: B. Treasurer must agree" in out


def test_the_text_says_which_answers_are_still_needed(run: Run) -> None:
    out = run("significance", BOLSOVER, "1=5", "2=4").out
    assert "It cannot be told yet: Limited, Moderate or Major" in out
    assert "undetermined" in out


def test_a_level_is_proposed_from_a_fact_and_left_to_a_person(run: Run, fenwick: Path) -> None:
    found = run("significance", fenwick, "commitment.total_a_year=1000", "B=2", "--json").data
    assert (found["total"], found["criteria"][0]["proposed"], found["criteria"][0]["score"]) == (2, 3, None)
    out = run("significance", fenwick, "commitment.total_a_year=1000").out
    assert "Proposed: 3, £1,000 or more. A person confirms or overrules it." in " ".join(out.split())


def test_without_answers_the_questions_and_their_levels_are_listed(run: Run) -> None:
    said = run("significance", BOLSOVER)
    assert said.code == 0
    assert "Not assessed" in said.out
    assert run("significance", BOLSOVER, "--json").data["assessed"] is False


def test_the_answer_says_which_edition_revision_and_seal_gave_it(run: Run, fenwick: Path) -> None:
    found = run("significance", fenwick, "A=1", "--json").data
    assert (found["edition"], found["revision"], len(found["digest"])) == ("fenwick/2020", 2, 64)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["3=2"], "“2” is no level of “3”. Its levels are 1 ("),
        (["1=6"], "“6” is no level of “1”. Its levels are 1 ("),
        (["7=3"], "There is no question “7” here. The questions are 1 ("),
        (["1=5", "1=4"], "“1” is answered twice."),
        (["1=5", "1=5"], "“1” is answered twice."),
        (["1="], "“1=” has no value."),
        (["15"], "“15” is no answer. Write name=value"),
        (["=5"], "“=5” is no answer."),
        (["9=na"], "“9=na” gives no reason. Write 9=na:reason"),
        (["9=na: "], "gives no reason."),
        (["1=5.5"], "“5.5” is no level"),
        (["1=yes"], "“yes” is no level"),
        (["1=" + "9" * 5000], "is no level"),
        (["2=4", "--setting", "aims_number=5"], "Question 2 cannot be scored"),
        (["--setting", "aims_number=six"], "is a number, and “six” is none"),
        (["--setting", "aims=5"], "There is no setting “aims”."),
        (["--setting", "aims_number"], "is no answer. Write name=value"),
        (["--setting", "aims_number=6", "--setting", "aims_number=6"], "answered twice"),
    ],
)
def test_what_cannot_be_an_answer_is_refused(refused: Callable[..., str], answers: list[str], sentence: str) -> None:
    assert sentence in refused("significance", BOLSOVER, *answers)


def test_a_question_answered_by_its_label_and_its_id_is_answered_twice(
    refused: Callable[..., str], fenwick: Path
) -> None:
    assert "“money” is answered twice, as “A”." in refused("significance", fenwick, "A=1", "money=1")


def test_a_question_that_always_applies_is_not_left_out(refused: Callable[..., str], fenwick: Path) -> None:
    assert "“A” always applies." in refused("significance", fenwick, "A=na:no money")


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("review_months=0", "is a number of months"),
        ("review_months=1.5", "is a number of months"),
        ("report_month=13", "is a month of the year, and “13” is none."),
        ("strict=perhaps", "no answer here"),
        ("tone=rude", "never takes the value “rude”"),
        ("limit=lots", "is a number, and “lots” is none"),
    ],
)
def test_a_setting_of_the_wrong_type_is_refused(
    refused: Callable[..., str], fenwick: Path, setting: str, sentence: str
) -> None:
    assert sentence in refused("significance", fenwick, "A=1", "--setting", setting)


@pytest.mark.parametrize(
    "setting", ["review_months=18", "report_month=12", "strict=yes", "tone=formal", "limit=25000.50", "aims_number=6"]
)
def test_a_setting_of_the_right_type_is_taken(run: Run, fenwick: Path, setting: str) -> None:
    assert run("significance", fenwick, "A=1", "B=1", "--setting", setting).code == 0


def test_an_edition_that_grades_nothing_says_so(refused: Callable[..., str]) -> None:
    assert "does not grade partnerships" in refused("significance", "chesterfield/2019", "1=5")


def test_a_setting_has_the_last_word_on_what_the_text_leaves_to_the_council(run: Run, fenwick: Path) -> None:
    assert run("significance", fenwick, "B=2", "--setting", "aims_number=6", "--json").data["total"] == 2
    assert run("significance", fenwick, "B=na:we have four", "A=1", "--setting", "aims_number=4").code == 0
