"""Two acts on one partnership at the same time: each is evaluated with what the other did."""

from typing import Any

import pytest
from tests.compliance import making
from tests.compliance.making import enter, sheets, stored
from tests.history import own_database as databases

from concordat.compliance import segments
from concordat.history import clock
from concordat.register import joint_record, record

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
