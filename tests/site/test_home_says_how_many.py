"""What the home page does not show of a list it counts, and it says of which list."""

from typing import Any, cast

import pytest

from concordat.compliance.queries import DueList
from concordat.site import presenters
from concordat.site.presenters import due_table

CASES = [
    (5, DueList((), 5), None, ""),
    (5, DueList((), 18), None, "These are the first 5 of 18."),
    (5, DueList((), 1001, at_least=True), None, "These are the first 5 of more than 1,001."),
    (5, DueList((), 18), DueList((), 18), "These are the first 5 of 18."),
    (5, DueList((), 18), DueList((), 9), "These are the first 5 of 9 of yours, and of 18 in the council."),
    (5, DueList((), 18), DueList((), 5), "These are yours, and the first 5 of 18 in the council."),
]


@pytest.mark.parametrize(("shown", "found", "yours", "note"), CASES)
def test_beneath_a_list_that_is_cut_stands_of_how_many_these_are_the_first(
    shown: int, found: DueList, yours: DueList | None, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = cast(Any, None)
    monkeypatch.setattr(presenters, "_due", lambda *_: [])
    whole = DueList((nobody,) * shown, found.total, at_least=found.at_least)
    assert due_table(nobody, whole, "Overdue", yours=yours).note == note
