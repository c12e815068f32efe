"""Two acts at the same time that reach one partnership: each is evaluated with what the other did."""

from functools import partial
from typing import Any

import pytest
from tests.compliance import making
from tests.compliance.making import enter, sheets, stored
from tests.history import own_database as databases

from concordat.compliance import bell, segments
from concordat.history import clock
from concordat.register import joint_record, record
from concordat.register.models import Involvement

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("own_database")
def test_neither_is_lost_and_no_two_sheets_have_one_number() -> None:
    scope = making.council()
    row = enter(scope, on=clock.today())
    own: dict[str, Any] = {"involvement.stage": "operating"}
    joint: dict[str, Any] = {"partnership.purpose": "To clean rivers"}

    def ours() -> None:
        record.answer(scope, involvement=row, version=row.version, answers=own)

    def everybodys() -> None:
        of = row.partnership
        joint_record.answer(scope, partnership=of, version=of.version, answers=joint)

    assert databases.together(ours, everybodys) == [None, None]
    found = sheets(row)
    assert [sheet.number for sheet in found] == [1, 2, 3]
    assert "To clean rivers" in found[-1].facts
    assert '"operating"' in found[-1].facts
    statuses = making.statuses(row, clock.today())
    assert (statuses["stage"], statuses["purpose"]) == ("met", "met")
    before = stored(row)
    segments.rebuild()
    assert stored(row) == before


FEW = """
- {id: few, clause: "1", words: Few like it are leaving, strength: must, kind: holds,
   holds: {not: {some: involvements, where: {fact: this.stage, in: [exiting]}}}}
"""


@pytest.mark.usefixtures("own_database")
def test_where_each_is_asked_of_all_two_change_their_own_at_once_and_both_are_seen_everywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each act holds its own partnership first, and then all of the council's: they do not wait for each other."""
    scope = making.council("cranford", FEW)
    rows = [
        enter(scope, name, on=clock.today(), involvement__stage="operating") for name in ("Rivers", "Homes", "Towns")
    ]

    monkeypatch.setattr(bell, "_neighbours", databases.slowly(bell._neighbours))

    def answer(row: Involvement, stage: str) -> None:
        making.answer(scope, row, involvement__stage=stage)

    for stages in (("operating", "exiting"), ("exiting", "operating"), ("reviewing", "reviewing")) * 2:
        jobs = [partial(answer, row, stage) for row, stage in zip(rows[1:], stages, strict=True)]
        assert databases.together(*jobs) == [None, None]
        few = "met" if "exiting" not in stages else "not met"
        assert {making.statuses(row, clock.today())["few"] for row in rows} == {few}
    before = stored(*rows)
    segments.rebuild()
    assert stored(*rows) == before
