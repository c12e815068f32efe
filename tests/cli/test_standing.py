"""``concordat standing``: facts of a file read against an edition on a day."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from concordat.cli import standing
from concordat.history import clock

FACTS = """\
on: 2021-06-01
settings: {review_months: 6}
given:
  arrangement.common_goal: yes
  arrangement.shares_risk: yes
  arrangement.simple_contract: no
  arrangement.limited_company: no
  arrangement.grant_scheme: no
  criterion.money: 3
  criterion.aims: 3
  criterion.fame: no
  involvement.entered_on: 2020-06-01
  commitment.total_a_year: 50
  partnership.name: Allotments
  events: [{event: review, subject: annual_review, held_on: 2021-01-01, about: [money]}]
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    return path


def written(facts: Path, text: str) -> Path:
    facts.write_text(text, encoding="utf-8")
    return facts


def status(found: list[dict[str, str]], duty: str) -> str:
    return next(one["status"] for one in found if one["duty"] == duty)


def test_the_standing_is_tallied_and_shown_by_stage(run: Run, fenwick: Path, facts: Path) -> None:
    out = run("standing", fenwick, facts).out
    assert "Standing on 1 June 2021" in out
    assert "14 findings:" in out
    assert "    1  met" in out
    assert out.index("Starting out") < out.index("Keeping it going") < out.index("At any stage")
    assert max(map(len, out.splitlines())) <= 80


def test_each_duty_has_its_clause_words_status_day_owner_and_reason(run: Run, fenwick: Path, facts: Path) -> None:
    out = run("standing", fenwick, facts, "--on", "2021-08-01").out
    lines = (
        "7    It is reviewed.",
        "OVERDUE since 1 July 2021. Owner: Link officer.",
        "Last annual review: 1 January 2021.",
    )
    assert "\n     ".join(lines) in out


def test_the_day_of_the_command_line_goes_before_that_of_the_file(run: Run, fenwick: Path, facts: Path) -> None:
    assert run("standing", fenwick, facts, "--json").data["on"] == "2021-06-01"
    assert run("standing", fenwick, facts, "--on", "2022-01-01", "--json").data["on"] == "2022-01-01"


def test_without_any_day_it_is_today(run: Run, fenwick: Path, facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "today", lambda: date(2030, 1, 2))
    written(facts, "partnership.name: Allotments\n")
    assert run("standing", fenwick, facts, "--json").data["on"] == "2030-01-02"


def test_the_settings_of_the_file_count(run: Run, fenwick: Path, facts: Path) -> None:
    six = run("standing", fenwick, facts, "--on", "2021-08-01", "--json").data["findings"]
    written(facts, FACTS.replace("settings: {review_months: 6}\n", ""))
    twelve = run("standing", fenwick, facts, "--on", "2021-08-01", "--json").data["findings"]
    assert (status(six, "reviewed"), status(twelve, "reviewed")) == ("overdue", "met")


def test_treatment_and_band_follow_from_the_answers_and_are_shown(run: Run, fenwick: Path, facts: Path) -> None:
    follows = run("standing", fenwick, facts, "--json").data["follows"]
    assert follows["screening.treated_as"] == "is"
    assert "significance.band" in follows
    written(facts, FACTS + "  screening.treated_as: is_not\n")
    found = run("standing", fenwick, facts, "--json").data
    assert "screening.treated_as" not in found["follows"]
    assert found["tally"]["not applicable"] == len(found["findings"])


def test_a_bare_table_of_facts_is_enough(run: Run, fenwick: Path, facts: Path) -> None:
    written(facts, "screening.treated_as: is\npartnership.name: Allotments\npartnership.purpose: Growing\n")
    found = run("standing", fenwick, facts, "--on", "2021-06-01", "--json").data
    assert status(found["findings"], "named") == "met"


def test_what_does_not_apply_is_counted_and_all_shows_it(run: Run, fenwick: Path, facts: Path) -> None:
    written(facts, "screening.treated_as: is_not\n")
    assert "do not apply here." in run("standing", fenwick, facts).out
    shown = run("standing", fenwick, facts, "--all").out
    assert "Not applicable." in shown
    assert "do not apply here." not in shown


def test_what_the_records_suggest_stands_at_the_end(run: Run, fenwick: Path, facts: Path) -> None:
    assert "Ask whether it needs a protocol at all." in run("standing", fenwick, facts).out
    assert run("standing", fenwick, facts, "--json").data["prompts"][0]["prompt"] == "cheap"


def test_two_runs_give_the_same_bytes(run: Run, fenwick: Path, facts: Path) -> None:
    assert run("standing", fenwick, facts, "--json").out == run("standing", fenwick, facts, "--json").out
    assert list(json.loads(run("standing", fenwick, facts, "--json").out))[:4] == [
        "edition",
        "revision",
        "digest",
        "on",
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", ["The file is empty."]),
        ("- a list\n", ["A table of facts is expected here."]),
        ("just words\n", ["A table of facts is expected here."]),
        ("partnership.nmae: x\n", [":1: There is no fact “partnership.nmae”. Did you mean “partnership.name”?"]),
        ("a: 1\na: 2\n", [":2: “a” is written twice"]),
        ("a:\n\t- 1\n", ["is indented with a tab"]),
        ("given: {}\nfacts: {}\n", ["“facts” has no place beside given."]),
        ("on: yesterday\ngiven: {}\n", ["“yesterday” is no day."]),
        ("settings: [1]\ngiven: {}\n", ["The settings are a table."]),
        ("settings: {reviews: 1}\ngiven: {}\n", ["There is no setting “reviews”."]),
        ("settings: {report_month: 13}\ngiven: {}\n", ["report_month” is a month of the year, and “13” is none."]),
        ("given: {commitment.total_a_year: lots}\n", ["is a number, and “lots” is none."]),
        ("given: [1, 2]\n", ["A table of facts is expected here."]),
        ("criterion.money: 2\nmark.name: perhaps\n", ["“2” is no level of “A”", "“perhaps” is no answer here"]),
        ("partners: [{nmae: x}]\n", ["have no field “nmae”"]),
        ("partners: 3\n", ["is a list of rows"]),
        ("x: &a 1\ny: *a\n", ["is an anchor"]),
        ("%: [\n", ["cannot be read here"]),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_all_that_is_wrong(
    refused: Callable[..., str], fenwick: Path, facts: Path, text: str, sentences: list[str]
) -> None:
    said = refused("standing", fenwick, written(facts, text))
    for sentence in sentences:
        assert sentence in said
    assert said.count(str(facts)) >= len(sentences)


def test_a_file_that_is_no_text_is_refused(refused: Callable[..., str], fenwick: Path, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(b"\xff\xfe\x00nonsense")
    assert "is not UTF-8 text" in refused("standing", fenwick, path)
    path.write_bytes(b"x" * 1_000_001)
    assert "is larger than 1,000,000 bytes" in refused("standing", fenwick, path)


def test_a_file_that_is_not_there_is_refused(refused: Callable[..., str], fenwick: Path, tmp_path: Path) -> None:
    assert "There is no file" in refused("standing", fenwick, tmp_path / "none.yaml")
    assert "is no file" in refused("standing", fenwick, tmp_path)


def test_the_clock_is_that_of_london() -> None:
    assert isinstance(clock.today(), date)


def test_a_protocol_whose_term_has_ended_says_so_and_goes_on_working(run: Run) -> None:
    said = run("explain", "chesterfield/2019", "1")
    assert said.code == 0
    assert "draft; its term ended on 31 December 2023" in said.out
