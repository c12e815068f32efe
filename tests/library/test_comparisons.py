"""The same arrangement judged by all: what each edition was expected to make of it, it does."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from concordat.library import shelf
from concordat.protocol.arrangements import failures, read_arrangement
from concordat.protocol.examine import folders
from concordat.protocol.judge import judge
from concordat.protocol.load import load
from concordat.protocol.rules import Rules, prepare

COMPARISONS = sorted((shelf.installed() / shelf.COMPARISONS).glob("*.yaml"))


def name_of(file: Path) -> str:
    return file.stem


each_comparison = pytest.mark.parametrize("file", COMPARISONS, ids=name_of)


@pytest.fixture(scope="module")
def editions() -> Mapping[str, Rules]:
    loaded = (load(folder, with_cases=False).edition for folder in folders(shelf.installed()))
    return {edition.edition: prepare(edition) for edition in loaded}


def test_there_are_five_comparisons() -> None:
    assert len(COMPARISONS) == 5


@each_comparison
def test_each_edition_makes_of_it_what_was_expected(file: Path, editions: Mapping[str, Rules]) -> None:
    arrangement = read_arrangement(file.name, file.read_bytes(), editions)
    assert [str(failure) for failure in failures(arrangement, editions)] == []


@each_comparison
def test_something_is_expected_of_every_edition(file: Path, editions: Mapping[str, Rules]) -> None:
    arrangement = read_arrangement(file.name, file.read_bytes(), editions)
    assert arrangement.expected.keys() == editions.keys()
    assert all(case.expect.screening for case in arrangement.expected.values())


@each_comparison
def test_what_is_shown_of_it_agrees_with_what_is_expected(file: Path, editions: Mapping[str, Rules]) -> None:
    arrangement = read_arrangement(file.name, file.read_bytes(), editions)
    for name, case in arrangement.expected.items():
        shown = judge(editions[name], arrangement.facts[name], arrangement.on, arrangement.start)
        wanted = case.expect.screening
        assert shown.screening
        assert wanted
        assert wanted.answer in (None, shown.screening.answer)
        assert wanted.treated_as in (None, shown.screening.treated_as)
        graded = case.expect.significance
        assert graded is None or graded.band is None or (shown.significance and shown.significance.band == graded.band)


def test_the_five_do_not_all_agree(editions: Mapping[str, Rules]) -> None:
    """Else there would be nothing to compare."""
    for file in COMPARISONS:
        arrangement = read_arrangement(file.name, file.read_bytes(), editions)
        answers = {
            found.screening.answer
            for name, rules in editions.items()
            if (found := judge(rules, arrangement.facts[name], arrangement.on, arrangement.start)).screening
        }
        if len(answers) > 1:
            return
    pytest.fail("every arrangement is answered alike by all")
