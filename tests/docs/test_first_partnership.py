"""The people, the password and the levels that the browser's tutorial and README name are those of the demonstration."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.browser import bolsover

from concordat.answers import queries
from concordat.library import shelf
from concordat.proposals.proposing import propose
from concordat.protocol import strict_yaml
from concordat.protocol.load import load
from concordat.register.models import Person
from concordat.site.demonstration_work import Working

# What the tutorial has its reader answer; the four amounts in its order.
MARKS = ("independent_bodies", "common_goal", "shares_risk", "mutual_benefit", "benefits_residents")
MONEY = ("commitment.cash", "commitment.staff_cost", "commitment.in_kind_value", "commitment.through_accounts")
NUMBERS = dict(zip(("fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"), range(15, 21), strict=True))
ROOT = Path(__file__).resolve().parents[2]
README, TUTORIAL = ROOT / "README.md", ROOT / "docs/tutorial/first-partnership.md"
[BOLSOVER] = [one for one in shelf.editions() if one.id == "bolsover/2009"]


def told() -> dict[str, str]:
    """Name by address, of everybody in the council's demonstration."""
    path = BOLSOVER.path / "demo/council.yaml"
    council = strict_yaml.without_places(strict_yaml.read(path.name, path.read_bytes()).data)
    return {f"{one['key']}@{council['council']['slug']}.example": one["name"] for one in council["people"]}


@pytest.mark.parametrize("page", [README, TUTORIAL], ids=lambda page: page.name)
def test_everybody_who_is_to_sign_in_can(page: Path) -> None:
    named = set(re.findall(r"[\w-]+@[\w.]+", page.read_text(encoding="utf-8")))
    assert named
    assert named <= set(told())


def test_whoever_of_the_team_sends_it_in_somebody_else_of_it_can_receive_it() -> None:
    """Nobody acts on what they sent in: with one person in the team, its way would stand still there."""
    path = BOLSOVER.path / "demo/council.yaml"
    people = strict_yaml.without_places(strict_yaml.read(path.name, path.read_bytes()).data)["people"]
    assert [one["key"] for one in people if "partnership_team" in one["roles"]] == ["team", "second-team"]


def test_everybody_is_called_by_name() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    assert [name for address, name in told().items() if address in text and name not in text] == []


def test_the_password_is_the_one_that_is_printed() -> None:
    source = (ROOT / "src/concordat/site/demonstration.py").read_text(encoding="utf-8")
    found = re.search(r'^PASSWORD = "([^"]+)"', source, re.MULTILINE)
    assert found
    assert f"`{found[1]}`" in TUTORIAL.read_text(encoding="utf-8")


def levels() -> dict[str, int]:
    """The score of each level that the tutorial chooses, by criterion."""
    text = TUTORIAL.read_text(encoding="utf-8")
    chosen = dict(re.findall(r"^\| (\d)\. [^|]+\| ([^|(]+?)(?: \(proposed\))? \|$", text, re.MULTILINE))
    significance = load(BOLSOVER.path).edition.significance
    assert significance is not None
    assert set(chosen) == {str(criterion.label) for criterion in significance.criteria}
    return {
        criterion.id: {level.words: level.score for level in criterion.levels}[chosen[str(criterion.label)]]
        for criterion in significance.criteria
    }


def test_the_levels_are_the_protocols_and_give_the_score_that_is_told() -> None:
    assert f"{sum(levels().values())} of 35 points" in TUTORIAL.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.django_db
def test_so_many_questions_are_left_as_is_told_when_the_way_was_gone_so_far() -> None:
    """The steps of the tutorial up to there, each through its service: what it says is answered, and nothing else."""
    town = bolsover.settled()
    lead = town.scope("lead")
    officer = Person.objects.get(user=lead.user_id)
    given: dict[str, Any] = {
        "entered_on": lead.on,
        "lead_officer": officer,
        "answers": {"involvement.already_running": False},
    }
    row = propose(lead, name="Junction Business Growth Partnership", **given)
    work = Working(row, town.people, pytest.fail)
    for step in (
        {"screen": {"holds": [*MARKS, "joint_initiative"]}},
        {"record": dict(zip(MONEY, (4000, 3000, 0, 0), strict=True))},
        {"aims": {"regeneration": "direct"}},
        {"assess": levels()},
        {"record": {"own.assessor": "Daniel Okoro"}},
        {"submit": "score_sheet"},
    ):
        work.do({"by": "lead", "on": lead.on, **step})
    text = TUTORIAL.read_text(encoding="utf-8")
    told_so = re.findall(r"(\w+) questions are left|Answer the (\w+) questions if you like", text)
    left = len(queries.filled(lead, work.row, "registration").gaps)
    assert [NUMBERS["".join(found).lower()] for found in told_so] == [left, left]
