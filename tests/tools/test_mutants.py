"""Planted survivors: each rule whose loss nobody would notice is found, and only those."""

from pathlib import Path

import pytest

import mutants
import renamed
from concordat.protocol.load import load
from removable import rules_of

HEAD = """
language: 1
council: Aldmoor Council
edition: aldmoor/2020
revision: 1
title: Working with others
status: current
source: made up for tests
"""
FILES = {
    "edition.yaml": HEAD,
    "screening.yaml": """
clause: "1"
definition: Bodies that share a goal.
marks:
- {id: bodies, clause: "1", ask: Two bodies?, about: arrangement.independent_bodies}
- {id: structure, clause: "1", ask: A new structure?, weight: indicative, about: arrangement.new_structure}
classes:
- {id: company, clause: "1", words: A company, when: arrangement.limited_company, verdict: is_not}
""",
    "significance.yaml": """
clause: "2"
method: count_met
bands: [{id: ordinary, label: Ordinary, from: 0}, {id: major, label: Major, from: 1}]
criteria: [{id: money, clause: "2", ask: Much money?}]
""",
    "routes.yaml": """
- id: entry
  clause: "3"
  words: Entry is approved.
  starts: [entry]
  steps:
  - {id: endorse, clause: "3", act: endorse, by: [director]}
  - {id: approve, clause: "3", act: approve, by: [executive], after: [endorse]}
""",
    "duties.yaml": """
- {id: named, clause: "4 para 2", words: It has a name., strength: must, kind: complete, facts: [partnership.name]}
""",
    "prompts.yaml": """
- {id: look, clause: "5", when: arrangement.charity, say: Look at this again., to: [lead_officer]}
""",
    "cases/all.yaml": """
on: 2021-03-01
given: {screening.treated_as: is}
cases:
- title: It is one
  proves: [ALD-1]
  given: {arrangement.independent_bodies: yes, arrangement.new_structure: yes, arrangement.limited_company: no}
  expect: {screening: {answer: is, decided_by: [bodies], agreeing: [bodies, structure]}}
- title: A company is none
  proves: [ALD-1]
  given: {arrangement.independent_bodies: yes, arrangement.limited_company: yes}
  expect: {screening: {answer: is_not}}
- title: Much money is major
  proves: [ALD-2]
  given: {criterion.money: yes}
  expect: {significance: {band: major}}
- title: The endorsement comes first
  proves: [ALD-3]
  expect: {start: entry, routes: {entry.endorse: open, entry.approve: waits}}
- title: It is named
  proves: [ALD-4]
  given: {partnership.name: The lake}
  expect: {duties: {named: met}}
- title: Nobody has named it
  proves: [ALD-4]
  expect: {duties: {named: not_known}}
- title: A charity is looked at again
  proves: [ALD-5]
  given: {arrangement.charity: yes}
  expect: {prompts: {look: yes}}
""",
}
CLAUSES = {f"ALD-{clause}": clause for clause in "12345"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small edition in which nothing survives."""
    path = tmp_path / "aldmoor" / "2020"
    for name, text in FILES.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path


def change(folder: Path, file: str, what: str, instead: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert what in text
    path.write_text(text.replace(what, instead), encoding="utf-8")


def surviving(folder: Path) -> dict[str, str]:
    tried = mutants.try_edition(folder, CLAUSES)
    assert tried.troubles == ()
    return {survivor.rule.id: survivor.why for survivor in tried.survivors}


def test_every_kind_of_rule_is_removed_and_caught(folder: Path) -> None:
    tried = mutants.try_edition(folder, CLAUSES)
    kinds = [rule.kind for rule in rules_of(load(folder).edition)]
    assert kinds == ["duty", "step", "step", "class", "mark", "mark", "criterion", "prompt"]
    assert (tried.removed, tried.survivors, tried.troubles) == (8, (), ())


UNWATCHED = {
    "company": "{screening: {answer: is_not}}",
    "money": "{significance: {band: major}}",
    "look": "{prompts: {look: yes}}",
}


@pytest.mark.parametrize(("rule", "expected"), UNWATCHED.items(), ids=UNWATCHED)
def test_a_rule_that_no_case_watches_survives_and_is_named_with_its_place(
    folder: Path, rule: str, expected: str
) -> None:
    change(folder, "cases/all.yaml", expected, "{}")
    tried = mutants.try_edition(folder, CLAUSES)
    (survivor,) = tried.survivors
    assert survivor.rule.id == rule
    file, line, words = str(survivor).split(":", 2)
    assert f"id: {rule}" in FILES[file].splitlines()[int(line) - 1]
    assert words.endswith("no case fails without it.")


def test_an_indicative_mark_is_watched_by_what_speaks_for_it(folder: Path) -> None:
    change(folder, "cases/all.yaml", ", agreeing: [bodies, structure]", "")
    assert surviving(folder) == {"structure": "no case fails without it."}


def test_a_case_that_proves_nothing_catches_nothing(folder: Path) -> None:
    change(folder, "cases/all.yaml", "  proves: [ALD-5]\n", "")
    why = surviving(folder)["look"]
    assert "fails without it and proves nothing" in why


def test_a_case_that_proves_another_clause_catches_nothing(folder: Path) -> None:
    change(folder, "cases/all.yaml", "proves: [ALD-5]", "proves: [ALD-1]")
    why = surviving(folder)["look"]
    assert "fails without it and proves ALD-1; no case on this prompt proves a row of clause 5." in why


def test_the_right_rows_on_the_wrong_case_catch_nothing(folder: Path) -> None:
    change(folder, "cases/all.yaml", "proves: [ALD-3]", "proves: [ALD-1]")
    change(
        folder,
        "cases/all.yaml",
        "  expect: {duties: {named: met}}",
        "  expect: {duties: {named: met}, gates: {start: [entry.endorse, entry.approve]}}",
    )
    change(folder, "cases/all.yaml", "proves: [ALD-4]\n  given", "proves: [ALD-4, ALD-3]\n  given")
    assert surviving(folder) == {}
    change(folder, "cases/all.yaml", ", gates: {start: [entry.endorse, entry.approve]}", ", gates: {closure: []}")
    assert "but none of the cases that prove clause 3 does." in surviving(folder)["entry.endorse"]


def test_a_gate_that_names_a_duty_watches_it_too(folder: Path) -> None:
    change(folder, "duties.yaml", "kind: complete", "before: commitment, kind: complete")
    change(
        folder, "cases/all.yaml", "  expect: {duties: {named: not_known}}", "  expect: {gates: {commitment: [named]}}"
    )
    change(folder, "cases/all.yaml", "  expect: {duties: {named: met}}", "  expect: {}")
    assert surviving(folder) == {}


def test_a_case_that_fails_as_it_stands_is_said_and_watches_nothing(folder: Path) -> None:
    change(folder, "cases/all.yaml", "{prompts: {look: yes}}", "{prompts: {look: no}}")
    tried = mutants.try_edition(folder, CLAUSES)
    assert [survivor.rule.id for survivor in tried.survivors] == ["look"]
    assert "as it stands, a case fails" in tried.troubles[0]


def test_an_edition_that_cannot_be_loaded_is_said(folder: Path) -> None:
    change(folder, "duties.yaml", "kind: complete", "kind: whole")
    tried = mutants.try_edition(folder, CLAUSES)
    assert tried.removed == 0
    assert "it cannot be loaded: duties.yaml:2" in tried.troubles[0]


@pytest.mark.parametrize(
    ("rule", "row", "same"),
    [
        ("4.0", "4.0", True),
        ("4.0 para 3", "4.0", True),
        ("4", "4.0", False),
        ("4.01", "4.0", False),
        ("4(a)", "4", False),
        ("4(a) second item", "4(a)", True),
        ("5.2", "4, 5.2", True),
        ("4 para 1", "4, 5.2", True),
        ("4, 5.2", "5.2", True),
        ("4.0", "4.0 para 3", False),
        ("Appendix 1, 3", "Appendix 1, 3", True),
        ("Appendix 1, 3", "Appendix 1", True),
        ("3", "Appendix 1, 3", False),
        ("Appendix 1", "Appendix 1, 3", False),
        ("Appendix 10", "Appendix 1", False),
    ],
)
def test_a_rule_answers_to_its_own_clause(rule: str, row: str, same: bool) -> None:
    assert mutants.same_clause(rule, row) is same


def test_the_command_names_the_survivors_and_fails(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.csv"
    head = "id,clause,force,capability,source,requirement,part,status,where"
    rows.write_text(
        "\n".join([head, *(f"{id_},{clause},must,review,x,y,rule,rule,z" for id_, clause in CLAUSES.items())])
    )
    assert mutants.main([str(folder), "--requirements", str(rows)]) == 0
    assert "aldmoor/2020: 8 removed, 8 caught, 0 survive" in capsys.readouterr().out
    change(folder, "cases/all.yaml", "{prompts: {look: yes}}", "{}")
    assert mutants.main([str(folder), "--requirements", str(rows)]) == 1
    assert "aldmoor/2020/prompts.yaml:2: prompt “look”" in capsys.readouterr().out


def test_an_edition_that_decided_by_its_name_would_be_found_out(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(renamed.differences(folder, tmp_path / "one")) == []
    monkeypatch.setattr(
        renamed, "run", lambda rules, _cases: [] if "aldmoor" in rules.edition.edition else [_Failure()]
    )
    found = list(renamed.differences(folder, tmp_path / "other"))
    assert "cases/all.yaml:5: It is one: the result is another." in found


class _Failure:
    what = found = "something"
