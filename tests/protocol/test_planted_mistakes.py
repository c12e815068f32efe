"""Mistakes planted in one tree of editions are all reported in one run: file, line, what is wrong, what to write."""

from pathlib import Path

import pytest

from concordat.protocol.examine import examine, folders
from concordat.protocol.faults import Fault

PLANTED = Path(__file__).resolve().parents[1] / "editions" / "planted"

# What was planted: where it lies, a part of what is said of it, a part of what to write instead.
MISTAKES = {
    "duplicate key": ("one/reader/edition.yaml", 9, "“title” is written twice; the first is on line 5", "Keep one"),
    "impossible date": ("one/reader/edition.yaml", 8, "There is no day 2024-02-30", "a day of the calendar"),
    "anchor": ("one/reader/edition.yaml", 10, "“&mark” is an anchor", "Remove it"),
    "alias": ("seven/alias/edition.yaml", 8, "“*elsewhere” is an alias", "Write the thing itself"),
    "tab": ("six/tabs/edition.yaml", 9, "indented with a tab", "Use spaces"),
    "unknown key": ("one/reader/duties.yaml", 7, "“colour” is no key here", "Write one of"),
    "wrong type": ("two/shapes/duties.yaml", 15, "“form” has to be text, and a list stands there", "Write text"),
    "clause missing": ("two/shapes/duties.yaml", 1, "“clause” is missing", "as the text prints it"),
    "strength missing": ("two/shapes/duties.yaml", 6, "“strength” is missing", "must, should, seek or may"),
    "level without words": ("two/shapes/significance.yaml", 11, "“words” is missing", "one sentence"),
    "unknown fact": ("three/names/duties.yaml", 1, "no fact “partnership.nmae”", "“partnership.name”"),
    "unknown role": ("three/names/duties.yaml", 2, "no role or body “laed_officer”", "“lead_officer”"),
    "unknown body": ("three/names/routes.yaml", 7, "no role or body “parish_body”", "Did you mean"),
    "unknown form": ("three/names/duties.yaml", 3, "no form “entri”", "“entry”"),
    "unknown list": ("three/names/duties.yaml", 4, "no list “contents”", "None is declared"),
    "unknown list of a question": ("three/names/forms/fuller.yaml", 7, "no list “missing_list”", "None is declared"),
    "unknown setting": ("three/names/duties.yaml", 5, "no setting “fewest”", "None is declared"),
    "unknown step in after": ("three/names/routes.yaml", 8, "no step “nowhere”", "first, second, third"),
    "cycle in after": ("three/names/routes.yaml", 6, "first, second wait for each other", "out of “after”"),
    "cycle in extends": ("three/names/forms/entry.yaml", 5, "extends itself", "extend nothing"),
    "two duties one id": ("three/names/duties.yaml", 7, "Two duties are called “twice”", "its own id"),
    "row outside a row": ("three/names/duties.yaml", 8, "“this.budgeted” stands outside a row", "under each"),
    "condition too deep": ("three/names/duties.yaml", 9, "5 deep; 3 is the most", "Split it"),
    "no not-met case": ("three/names/duties.yaml", 15, "no case in which it is not met", "uncased: not_met"),
    "no not-known case": ("three/names/duties.yaml", 16, "no case in which it is not known", "not_known"),
    "gap in levels": ("four/scales/significance.yaml", 14, "1 and 2 leave a gap", "upto meet from"),
    "overlap in levels": ("four/scales/significance.yaml", 21, "3 and 4 overlap", "through meet above"),
    "band out of order": ("four/scales/significance.yaml", 6, "“middle” is out of order", "List the bands"),
    "sealed revision changed": ("five/sealed/edition.yaml", 4, "Revision 1 is sealed", "revision: 2"),
    "INSERT": ("four/scales/edition.yaml", 8, "“INSERT” reads like unfinished text", "Finish it"),
    "TBC": ("four/scales/edition.yaml", 10, "“TBC” reads like unfinished text", "Finish it"),
    "XX": ("four/scales/edition.yaml", 11, "“XX” reads like unfinished text", "Finish it"),
}
WARNINGS = {"INSERT", "TBC", "XX"}


@pytest.fixture(scope="module")
def reported() -> dict[str, list[Fault]]:
    """All faults of the tree in one run, by file."""
    found: dict[str, list[Fault]] = {}
    for folder in folders(PLANTED):
        for fault in examine(folder).faults:
            found.setdefault((folder.relative_to(PLANTED) / fault.file).as_posix(), []).append(fault)
    return found


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_planted_mistake_is_reported_where_it_lies(reported: dict[str, list[Fault]], mistake: str) -> None:
    file, line, what, write = MISTAKES[mistake]
    fitting = [fault for fault in reported[file] if fault.line == line and what in fault.what]
    assert len(fitting) == 1, [str(fault) for fault in reported[file]]
    assert write in fitting[0].write
    assert fitting[0].warning is (mistake in WARNINGS)


def test_nothing_is_reported_that_was_not_planted(reported: dict[str, list[Fault]]) -> None:
    planted = {(file, line) for file, line, _what, _write in MISTAKES.values()}
    # The form at the other end of the circle, and duties whose cases were left out on purpose.
    planted |= {("three/names/forms/fuller.yaml", 5), ("three/names/duties.yaml", 6)}
    assert {(file, fault.line) for file, faults in reported.items() for fault in faults} == planted


def test_no_planted_edition_is_sound() -> None:
    assert not any(examine(folder).sound for folder in folders(PLANTED))
